// The visitor's own position: into the address for the order of the list, and into a form that asks where one stands.
// Both work without: the list goes by time, and a position can be typed.
const options = { enableHighAccuracy: true, timeout: 10_000, maximumAge: 30_000 };

const button = document.getElementById("locate");
const state = document.getElementById("locate-state");
if (button && navigator.geolocation) {
  button.hidden = false;
  button.addEventListener("click", () => {
    state.textContent = button.dataset.busyText;
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      const address = new URL(location.href);
      address.searchParams.set("lng", coords.longitude.toFixed(5));
      address.searchParams.set("lat", coords.latitude.toFixed(5));
      location.assign(address);
    }, () => { state.textContent = button.dataset.denied; }, options);
  });
}

for (const form of document.querySelectorAll("form[data-locate]")) {
  const field = form.elements[form.dataset.locate];
  const said = form.querySelector("[data-locate-state]");
  if (!navigator.geolocation || field.value) continue;
  said.textContent = said.dataset.busyText;
  navigator.geolocation.getCurrentPosition(({ coords }) => {
    field.value ||= `${coords.longitude.toFixed(6)},${coords.latitude.toFixed(6)}`;
    said.textContent = "";
  }, () => { said.textContent = said.dataset.denied; }, options);
}
