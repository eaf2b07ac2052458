// Every map of the console: outlines of regions and points of our own, drawn as vectors on a plain ground. There are no
// tiles: nothing is asked of anybody else. A page without a script has the same as a list beside it.
//
// <div class="map" data-map data-base="/api/v1/open/boundaries?region=5101" data-base-link="/console/open?region={code}&at=now"
//      data-points='[{"lng":104.08,"lat":30.65,"tone":"late","text":"井盖","href":"/…","id":"…"}]' aria-label="…"></div>
//
// Tones are those of the tags: wait, busy, good, late, off. css/map.css has the colours, so that both themes fit.
import "../vendor/leaflet.js";

const L = globalThis.L;
// With more points than this the keyboard would be lost among them: the list beside the map is its way.
const Reachable = 60;
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

/** The map of an element, made at the first call. */
export function mapOf(element) {
  element.platformMap ??= new PlatformMap(element);
  return element.platformMap;
}

export class PlatformMap {
  constructor(element) {
    this.element = element;
    this.onChoose = null;
    this.fitted = false;
    element.setAttribute("role", "group");
    this.map = L.map(element, {
      attributionControl: false, zoomControl: false, zoomSnap: 0.25, minZoom: 4, maxZoom: 18,
      // The wheel scrolls the page, which is what most people mean by it.
      scrollWheelZoom: element.dataset.wheel === "zoom",
      zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still,
    }).setView([30.657, 104.08], 11);
    const data = element.dataset;
    L.control.zoom({ zoomInTitle: data.in ?? "放大 Zoom in", zoomOutTitle: data.out ?? "缩小 Zoom out" }).addTo(this.map);
    this.base = L.featureGroup().addTo(this.map);
    this.points = L.featureGroup().addTo(this.map);
    this.own = L.featureGroup().addTo(this.map);
    for (const touch of ["pointerdown", "wheel", "keydown"]) {
      element.addEventListener(touch, () => { this.fitted = true; }, { passive: true });
    }
    new ResizeObserver(() => this.map.invalidateSize()).observe(element);
  }

  /** Outlines: a GeoJSON collection with properties code and name. link: an address with {code}, or null. */
  setBase(collection, link) {
    this.base.clearLayers();
    const many = collection.features.length > 40;
    L.geoJSON(collection, {
      style: { className: "map-area", weight: 1.2 },
      interactive: Boolean(link),
      onEachFeature: (feature, layer) => {
        const { code, name } = feature.properties;
        if (name && !many) layer.bindTooltip(word(name), { permanent: true, direction: "center", className: "map-name" });
        if (link) this.#reach(layer, name ?? code, () => { location.href = link.replace(/\{code\}|%7Bcode%7D/i, code); });
      },
    }).eachLayer((layer) => this.base.addLayer(layer));
    this.base.bringToBack();
    this.#fitOnce();
  }

  /** Points: {lng, lat, tone, text, href?, id?}; choosing one calls onChoose(point), or follows href. */
  setPoints(points) {
    this.points.clearLayers();
    for (const point of points) {
      const marker = L.circleMarker([point.lat, point.lng], {
        radius: point.radius ?? 7, weight: 2, className: `map-point tone-${point.tone ?? "busy"}`,
      });
      if (point.text) marker.bindTooltip(word(point.text));
      const choose = this.onChoose ? () => this.onChoose(point)
        : point.href ? () => { location.href = point.href; } : null;
      this.points.addLayer(marker);
      if (choose) this.#reach(marker, point.text, choose, points.length <= Reachable);
    }
    this.#fitOnce();
  }

  /** Where the visitor is. */
  setOwn(lng, lat, text) {
    this.own.clearLayers();
    const marker = L.circleMarker([lat, lng], { radius: 8, weight: 3, className: "map-own" });
    if (text) marker.bindTooltip(word(text));
    this.own.addLayer(marker);
  }

  show(lng, lat, zoom = 15) {
    this.fitted = true;
    this.map.setView([lat, lng], zoom, { animate: !still });
  }

  /** What there is, within the frame. */
  fit() {
    const bounds = L.latLngBounds([]);
    for (const group of [this.points, this.own, this.base]) {
      if (group.getLayers().length > 0) bounds.extend(group.getBounds());
    }
    if (bounds.isValid()) this.map.fitBounds(bounds, { padding: [18, 18], maxZoom: 16, animate: false });
  }

  // What comes later must not take the map from under a finger.
  #fitOnce() {
    if (this.fitted) return;
    this.fit();
  }

  #reach(layer, text, choose, focusable = true) {
    layer.on("click", choose);
    const mark = () => {
      const path = layer.getElement();
      if (!path || !focusable) return;
      path.setAttribute("tabindex", "0");
      path.setAttribute("role", "button");
      path.setAttribute("aria-label", text ?? "");
      path.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(); }
      });
    };
    layer.once("add", mark);
    if (layer.getElement?.()) mark();
  }
}

/** GeoJSON of points → what setPoints takes; of(properties) gives tone, text and href. */
export function pointsOf(collection, of) {
  return collection.features.map((feature) => {
    const [lng, lat] = feature.geometry.coordinates;
    return { lng, lat, id: feature.id, ...of(feature.properties) };
  });
}

export async function geoJson(address) {
  const answer = await fetch(address, { headers: { Accept: "application/geo+json" } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

// Text as text: nothing that somebody wrote becomes markup.
function word(text) {
  const span = document.createElement("span");
  span.textContent = text;
  return span;
}

for (const element of document.querySelectorAll("[data-map]")) {
  const map = mapOf(element);
  if (element.dataset.points) map.setPoints(JSON.parse(element.dataset.points));
  if (element.dataset.base) {
    // Without outlines the points stand on a plain ground: still a map.
    geoJson(element.dataset.base).then((base) => map.setBase(base, element.dataset.baseLink), () => map.fit());
  }
}
