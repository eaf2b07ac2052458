// The report's form: photos, position, category; what is similar; and sending, with or without a network. Every report
// becomes a draft first, so that nothing is lost whatever happens to the page or the network on the way.
import { owner, sendAll, start, word } from "./drafts.js";
import { bytesOf, keep } from "./draft-store.js";
import { clearPhotos, photos, startPhotos } from "./report-photos.js";
import { place, startPlace } from "./report-place.js";

const form = document.getElementById("report");
const state = document.getElementById("report-state");
const similar = document.getElementById("similar");
const near = document.getElementById("Near");
const send = document.getElementById("report-send");
let asked = "", isNew = false;

const category = () => form.querySelector("input[name=Category]:checked");

function say(text, tone, href) {
  state.hidden = false;
  state.className = `notice ${tone}`;
  state.textContent = text;
  if (href) {
    const link = document.createElement("a");
    link.href = href;
    link.textContent = word("see");
    state.append(" ", link);
  }
}

// What lies near by already; nobody waits for it, and without a network nobody misses it.
async function lookForSimilar() {
  const at = place();
  if (!at || !category()) return;
  const question = new URLSearchParams({ handler: "Similar", category: category().value, longitude: at.lng, latitude: at.lat });
  if (asked === question.toString()) return;
  asked = question.toString();
  isNew = false;
  const address = new URL(form.action);
  question.forEach((value, name) => address.searchParams.set(name, value));
  const answer = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok || asked !== question.toString()) return;
  const part = new DOMParser().parseFromString(await answer.text(), "text/html");
  similar.replaceChildren(...part.body.childNodes);
  similar.querySelector("[data-new]")?.removeAttribute("hidden");
}

let soon;
const look = () => {
  clearTimeout(soon);
  soon = setTimeout(lookForSimilar, 300);
};

similar.addEventListener("click", (event) => {
  if (!event.target.closest("[data-new]")) return;
  isNew = true;
  form.requestSubmit();
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  event.stopPropagation();
  if (send.getAttribute("aria-disabled") === "true") return;
  const mayBeOne = similar.querySelector("[data-new]");
  if (mayBeOne && !isNew) {
    mayBeOne.scrollIntoView({ block: "center" });
    mayBeOne.focus();
    return;
  }
  send.setAttribute("aria-disabled", "true");
  try {
    await report();
  } finally {
    send.removeAttribute("aria-disabled");
  }
});

async function report() {
  const draft = await draftOf();
  await keep(draft);
  say(word("sending"), "");
  const results = await sendAll();
  const mine = results.find((result) => result.draft.key === draft.key);
  if (mine?.sent) {
    location.assign(mine.sent.href);
    return;
  }
  const became = mine?.draft ?? draft;
  if (became.state !== "refused") {
    clear();
    say(became.state === "waiting" ? word(became.why ?? "kept") : word(became.state), "notice-past");
  } else {
    say(word("refused", became.why), "notice-bad");
  }
  state.focus();
}

async function draftOf() {
  const at = place();
  const data = new FormData(form);
  const fields = { Category: category().value, Text: data.get("Text")?.trim() || category().dataset.text };
  if (at) Object.assign(fields, { Longitude: at.lng, Latitude: at.lat });
  else if (near.value) fields.Near = near.value;
  return {
    key: form.elements.Key.value, owner, at: Date.now(), fields, state: "waiting", action: new URL(form.action).href,
    title: category().closest("label").textContent.trim(), photos: await Promise.all(photos().map(bytesOf)),
  };
}

// Ready for the next one. A refused draft keeps the form as it is: sending again replaces it, under the same key.
function clear() {
  form.querySelectorAll("input[type=radio]").forEach((radio) => { radio.checked = false; });
  form.elements.Text.value = "";
  form.elements.Key.value = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`;
  similar.replaceChildren();
  asked = "";
  clearPhotos();
}

function startSearch() {
  const field = document.getElementById("category-search");
  field.hidden = false;
  field.querySelector("input").addEventListener("input", (event) => {
    const wanted = event.target.value.trim().toLowerCase();
    const tiles = [...form.querySelectorAll(".tiles li")];
    tiles.forEach((tile) => { tile.hidden = !tile.textContent.toLowerCase().includes(wanted); });
    document.getElementById("category-none").hidden = tiles.some((tile) => !tile.hidden);
  });
}

startPhotos();
startSearch();
startPlace(look);
form.querySelectorAll("input[name=Category]").forEach((radio) => radio.addEventListener("change", look));
start((results) => {
  const last = results.filter((result) => result.sent).at(-1);
  if (last) say(word("sent", last.sent.number), "notice-good", last.sent.href);
});
navigator.serviceWorker?.register("/console/worker.js", { scope: "/console/" })
  .then((registration) => registration.active?.postMessage("shell"), () => null);
