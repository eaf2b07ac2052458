// A map of our own points on plain ground: no tiles, hence no request to elsewhere. The grid gives the eye a scale.
import "../vendor/leaflet.js";

export const L = globalThis.L;

const Ground = L.GridLayer.extend({
  createTile() {
    const tile = document.createElement("div");
    tile.className = "map-ground";
    return tile;
  },
});

export function plainMap(element, lat, lng, zoom) {
  element.hidden = false;
  const map = L.map(element, { attributionControl: false, zoomControl: true, maxZoom: 19, minZoom: 4 });
  new Ground({ tileSize: 64 }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  map.setView([lat, lng], zoom);
  return map;
}

export function dot(map, lat, lng, className, radius = 8) {
  return L.circleMarker([lat, lng], { radius, className, weight: 2, fillOpacity: 0.75 })
    .addTo(map);
}

// Puts text, never markup, beside a dot.
export function name(marker, text, options = {}) {
  const label = document.createElement("span");
  label.textContent = text;
  return marker.bindTooltip(label, options);
}
