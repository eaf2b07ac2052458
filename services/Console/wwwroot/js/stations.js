// The visitor's own position into the address, and the list as dots on a map. The list works without both.
import { mapOf } from "./map.js";

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
  const { stations: list, own, me } = element.dataset;
  const stations = JSON.parse(list);
  const mine = own ? own.split(",").map(Number) : null;
  const map = mapOf(element);
  map.onChoose = (station) => pick(station.id);
  // The nearest few within the frame, not the farthest: that is where one goes.
  const few = element.clientHeight > 400 ? 12 : 6;
  map.showAll([...stations.slice(0, few).map((s) => [s.lng, s.lat]), ...(mine ? [mine] : [])]);
  map.setPoints(stations.map((s) => ({ ...s, text: s.name, tone: s.open ? "good" : "off" })));
  if (mine) map.setOwn(...mine, me);
}

function pick(id) {
  document.querySelectorAll(".picked").forEach((item) => item.classList.remove("picked"));
  const item = document.getElementById(id);
  item?.classList.add("picked");
  item?.scrollIntoView({ block: "center" });
  item?.querySelector("a").focus({ preventScroll: true });
}
