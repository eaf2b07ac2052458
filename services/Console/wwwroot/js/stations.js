// The visitor's own position into the address, and the list as dots on a map. The list works without both.
import { dot, name, plainMap } from "./plain-map.js";

const button = document.getElementById("locate");
const state = document.getElementById("locate-state");
if (button && navigator.geolocation) {
  button.hidden = false;
  button.addEventListener("click", locate);
}

function locate() {
  state.textContent = button.dataset.busyText;
  navigator.geolocation.getCurrentPosition(({ coords }) => {
    const address = new URL(location.href);
    address.searchParams.delete("near");
    // Five decimals are a metre: more would say nothing, and less would not find the door.
    address.searchParams.set("lng", coords.longitude.toFixed(5));
    address.searchParams.set("lat", coords.latitude.toFixed(5));
    location.assign(address);
  }, () => {
    state.textContent = button.dataset.denied;
    document.querySelector("details.where")?.setAttribute("open", "");
  }, { enableHighAccuracy: true, timeout: 10_000, maximumAge: 60_000 });
}

const element = document.getElementById("map");
if (element) {
  const { lat, lng, said, me } = element.dataset;
  const map = plainMap(element, Number(lat), Number(lng), 14);
  const stations = JSON.parse(element.dataset.stations);
  const markers = stations.map((station) => {
    const marker = dot(map, station.lat, station.lng, station.open ? "dot-open" : "dot-shut");
    name(marker, station.name);
    return marker.on("click", () => pick(station.id));
  });
  if (said === "true") name(dot(map, Number(lat), Number(lng), "dot-me", 10), me);
  // The nearest few, not the farthest: that is where one goes.
  const near = stations.slice(0, 6).map((s) => [s.lat, s.lng]);
  if (near.length) map.fitBounds([...near, ...(said === "true" ? [[Number(lat), Number(lng)]] : [])], { padding: [24, 24], maxZoom: 16 });
  markers.forEach((marker) => marker.getElement()?.setAttribute("aria-hidden", "true"));
}

function pick(id) {
  document.querySelectorAll(".picked").forEach((item) => item.classList.remove("picked"));
  const item = document.getElementById(id);
  item?.classList.add("picked");
  item?.scrollIntoView({ block: "center" });
  item?.querySelector("a").focus({ preventScroll: true });
}
