// Every map of the console: outlines of regions and points of our own, drawn as vectors on a plain ground. There are no
// tiles: nothing is asked of anybody else. A page without a script has the same as a list beside it.
//
// <div class="map" data-map data-base="/api/v1/open/boundaries?region=5101" data-base-link="/console/open?region={code}&at=now"
//      data-points='[{"lng":104.08,"lat":30.65,"tone":"late","text":"井盖","href":"/…"}]' data-scale aria-label="…"></div>
//
// A point's tone is that of a tag (wait, busy, good, late, off) or of css/map.css, which has the colours, so that both
// themes fit. data-at="lng,lat,zoom" is the view to begin with, else everything is; data-ground draws squares for the eye
// to measure by; data-keys="none" keeps the points out of the tab order where a list beside the map has them.
import "../vendor/leaflet.js";

const L = globalThis.L;
// With more points than this the keyboard would be lost among them: the list beside the map is its way.
const Reachable = 60;
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

const Ground = L.GridLayer.extend({
  createTile() {
    const tile = document.createElement("div");
    tile.className = "map-ground";
    return tile;
  },
});

/** The map of an element, made at the first call. */
export function mapOf(element) {
  element.platformMap ??= new PlatformMap(element);
  return element.platformMap;
}

class PlatformMap {
  constructor(element) {
    const { dataset } = this.element = element;
    this.onChoose = null;
    this.fitted = false;
    element.hidden = false;
    if (!element.hasAttribute("role")) element.setAttribute("role", "group");
    this.map = L.map(element, {
      attributionControl: false, zoomControl: false, zoomSnap: 0.25, minZoom: 4, maxZoom: 19,
      // The wheel scrolls the page, which is what most people mean by it.
      scrollWheelZoom: dataset.wheel === "zoom",
      zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still,
    }).setView([30.657, 104.08], 11);
    L.control.zoom({ zoomInTitle: dataset.in ?? "放大 Zoom in", zoomOutTitle: dataset.out ?? "缩小 Zoom out" }).addTo(this.map);
    if ("ground" in dataset) new Ground({ tileSize: 64 }).addTo(this.map);
    if ("scale" in dataset) L.control.scale({ imperial: false }).addTo(this.map);
    this.base = L.featureGroup().addTo(this.map);
    this.squares = L.featureGroup().addTo(this.map);
    this.points = L.featureGroup().addTo(this.map);
    this.own = L.featureGroup().addTo(this.map);
    for (const touch of ["pointerdown", "wheel", "keydown"]) {
      element.addEventListener(touch, () => { this.fitted = true; }, { passive: true });
    }
    new ResizeObserver(() => this.map.invalidateSize()).observe(element);
  }

  /** Outlines: a GeoJSON collection with properties code and name. link: an address with {code}, or nothing. */
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

  /** What data-base names; without outlines the points stand on a plain ground: still a map. */
  async loadBase(address, link) {
    try {
      this.setBase(await geoJson(address), link);
    } catch {
      this.#fitOnce();
    }
  }

  /**
   * Points: {lng, lat, tone, text, href?, radius?, named?}; choosing one calls onChoose(point), or follows href. A named
   * one bears its text without being asked.
   */
  setPoints(points) {
    this.points.clearLayers();
    for (const point of points) {
      const marker = L.circleMarker([point.lat, point.lng], {
        radius: point.radius ?? 7, weight: 2, className: `map-point tone-${point.tone ?? "busy"}`,
      });
      if (point.text) marker.bindTooltip(word(point.text), point.named ? { permanent: true, direction: "top", offset: [0, -6] } : {});
      this.points.addLayer(marker);
      const choose = this.onChoose ? () => this.onChoose(point)
        : point.href ? () => { location.href = point.href; } : null;
      if (choose) this.#reach(marker, point.text, choose, points.length <= Reachable && this.element.dataset.keys !== "none");
    }
    this.#fitOnce();
  }

  /**
   * Squares of a heat map: {west, south, east, north, step, text, href}. The list beside the map is the keyboard's way:
   * nobody tabs through hundreds of them.
   */
  setSquares(squares) {
    this.squares.clearLayers();
    for (const { west, south, east, north, step, text, href } of squares) {
      const square = L.rectangle([[south, west], [north, east]], { weight: 0.6, className: `map-square heat-${step}` });
      square.bindTooltip(word(text), { sticky: true });
      this.squares.addLayer(square);
      this.#reach(square, text, () => { location.href = href; }, false);
    }
    this.#fitOnce();
  }

  /** Where the visitor is. */
  setOwn(lng, lat, text) {
    this.own.clearLayers();
    const marker = L.circleMarker([lat, lng], { radius: 9, weight: 3, className: "map-own" });
    if (text) marker.bindTooltip(word(text));
    this.own.addLayer(marker);
  }

  show(lng, lat, zoom = 15) {
    this.fitted = true;
    this.map.setView([lat, lng], zoom, { animate: false });
  }

  /** These positions within the frame: [[lng, lat], …]. */
  showAll(positions) {
    this.fitted = true;
    this.#into(L.latLngBounds(positions.map(([lng, lat]) => [lat, lng])), 24);
  }

  /** What there is, within the frame. */
  fit() {
    const bounds = L.latLngBounds([]);
    for (const group of [this.points, this.squares, this.own, this.base]) {
      if (group.getLayers().length > 0) bounds.extend(group.getBounds());
    }
    this.#into(bounds, 18);
  }

  /** Calls moved(lng, lat) whenever another place comes to the middle: by hand, by keys, or by a tap there. */
  onMiddle(moved) {
    this.map.on("click", (event) => this.map.panTo(event.latlng));
    this.map.on("moveend", () => moved(this.map.getCenter().lng, this.map.getCenter().lat));
  }

  #into(bounds, edge) {
    if (bounds.isValid()) this.map.fitBounds(bounds, { padding: [edge, edge], maxZoom: 16, animate: false });
  }

  // What comes later must not take the map from under a finger.
  #fitOnce() {
    if (!this.fitted) this.fit();
  }

  #reach(layer, text, choose, focusable = true) {
    layer.on("click", choose);
    const mark = () => {
      const path = layer.getElement();
      if (!path) return;
      if (!focusable) {
        path.setAttribute("aria-hidden", "true");
        return;
      }
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
    return { lng, lat, ...of(feature.properties) };
  });
}

export async function geoJson(address) {
  const answer = await fetch(address, { headers: { Accept: "application/geo+json" } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

/** Draws what the elements below say that is not drawn yet; a page's own at once. */
export function drawMaps(root) {
  for (const element of root.querySelectorAll("[data-map]")) {
    if (element.platformMap) continue;
    const map = mapOf(element);
    const { at, base, baseLink, points } = element.dataset;
    if (at) map.show(...at.split(",").map(Number));
    if (points) map.setPoints(JSON.parse(points));
    if (base) map.loadBase(base, baseLink);
  }
}

// Text as text: nothing that somebody wrote becomes markup.
function word(text) {
  const span = document.createElement("span");
  span.textContent = text;
  return span;
}

drawMaps(document);
