// Where it is: asked of the browser, shown under a pin that stands still while the map moves beneath it. Leaflet moves
// a map by touch, mouse and arrow keys alike, so that all of them move the pin.
const state = document.getElementById("place-state");
const element = document.getElementById("place-map");
const plain = document.getElementById("place-plain");
const choice = document.getElementById("Near");
const stations = JSON.parse(element.dataset.stations);
const [lng, lat] = [document.getElementById("longitude"), document.getElementById("latitude")];
let map, changed;

export const place = () => lng.value && lat.value ? { lng: lng.value, lat: lat.value } : null;

export async function startPlace(whenChanged) {
  changed = whenChanged;
  state.hidden = false;
  choice.addEventListener("change", () => {
    if (!choice.value) return;
    const [x, y] = choice.value.split(",").map(Number);
    put(x, y);
    showMap(x, y);
  });
  if (place()) {
    put(Number(lng.value), Number(lat.value));
    return showMap(Number(lng.value), Number(lat.value));
  }
  if (!navigator.geolocation) return none();
  plain.open = false;
  state.textContent = state.dataset.finding;
  navigator.geolocation.getCurrentPosition(({ coords }) => {
    put(coords.longitude, coords.latitude);
    showMap(coords.longitude, coords.latitude);
  }, none, { enableHighAccuracy: true, timeout: 10_000, maximumAge: 30_000 });
}

function none() {
  plain.open = true;
  state.textContent = state.dataset.none;
}

function put(x, y) {
  [lng.value, lat.value] = [x.toFixed(6), y.toFixed(6)];
  const [near] = byDistance(x, y);
  state.textContent = state.dataset.found + (near && near.metres < 5000
    ? ` ${state.dataset.near.replace("{0}", near.name).replace("{1}", Math.round(near.metres))}` : "");
  changed();
}

function byDistance(x, y) {
  return stations.map((s) => ({ ...s, metres: metres(s, x, y) })).sort((a, b) => a.metres - b.metres);
}

function metres(station, x, y) {
  const across = (station.lng - x) * Math.cos(y * Math.PI / 180);
  return Math.hypot(across, station.lat - y) * 111_195;
}

// Fetched only when there is something to show on it. Outlines are those of the county where the nearest station is.
async function showMap(x, y) {
  document.getElementById("aim").hidden = false;
  document.getElementById("aim-hint").hidden = false;
  if (map) return map.show(x, y, 16);
  const { mapOf } = await import("./map.js");
  if (map) return map.show(x, y, 16);
  map = mapOf(element);
  map.show(x, y, 16);
  const near = byDistance(x, y).slice(0, 40);
  map.setPoints(near.map((s) => ({ ...s, text: s.name, tone: "good", radius: 6, named: s.metres < 800 })));
  if (near[0]?.county) map.loadBase(element.dataset.county.replace("{code}", near[0].county));
  map.onMiddle(put);
}
