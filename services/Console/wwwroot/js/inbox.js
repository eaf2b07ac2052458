// The dispatch desk by keys: j k move, Enter opens, d dispatches after a question, r refreshes, / searches, ? helps.
// Nothing happens while somebody types, in a dialog, or once the keys are switched off.
import { refresh } from "./live.js";

const keys = document.getElementById("keys");
const off = document.getElementById("keys-off");
const question = document.getElementById("question");
const lines = () => [...document.querySelectorAll(".lane-name")];
let at = -1;

off.checked = localStorage.getItem("keys-off") === "1";
off.addEventListener("change", () => localStorage.setItem("keys-off", off.checked ? "1" : "0"));
const help = document.getElementById("keys-show");
help.hidden = false;
help.addEventListener("click", () => keys.showModal());

const moves = {
  j: () => move(1), ArrowDown: () => move(1), k: () => move(-1), ArrowUp: () => move(-1), d: ask,
  r: () => refresh().catch(() => location.reload()), "/": () => document.getElementById("lane-search").focus(),
  "?": () => keys.showModal(),
};

document.addEventListener("keydown", (event) => {
  // What had the focus in a dialog keeps it for a moment after the dialog has closed.
  const typing = !event.target.closest("dialog:not([open])")
    && event.target.closest("input, textarea, select, [contenteditable], dialog");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector("dialog[open]")) return;
  if (off.checked && event.key.length === 1 && event.key !== "?") return;
  // Arrows scroll the page unless somebody is in the list.
  if (event.key.startsWith("Arrow") && !event.target.matches(".lane-name")) return;
  if (!moves[event.key]) return;
  event.preventDefault();
  moves[event.key]();
});

function move(by) {
  const all = lines();
  if (all.length === 0) return;
  const now = all.indexOf(document.activeElement);
  at = Math.min(all.length - 1, Math.max(0, (now < 0 ? at : now) + by));
  all[at].focus();
  all[at].scrollIntoView({ block: "nearest" });
  const row = all[at].closest("li");
  document.getElementById("keys-said").textContent = `${at + 1}/${all.length} ${row.querySelector(".lane-text").textContent}`;
}

async function ask() {
  const row = document.activeElement?.closest(".lane > li") ?? lines()[Math.max(0, at)]?.closest("li");
  if (!row) return;
  const answer = await fetch(row.dataset.first, { headers: { "Accept": "text/html" } });
  if (!answer.ok) {
    location.assign(row.dataset.href);
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.getElementById("question-body").replaceChildren(...page.body.childNodes);
  question.querySelector("[data-close]").addEventListener("click", () => question.close());
  question.addEventListener("close", () => row.querySelector(".lane-name")?.focus(), { once: true });
  question.showModal();
  question.querySelector(".first").focus();
}

// A case that was dealt with leaves the list: its neighbour takes its place.
document.addEventListener("focusin", () => {
  const now = lines().indexOf(document.activeElement);
  if (now >= 0) at = now;
});
document.addEventListener("live-refreshed", () => {
  if (at >= 0 && document.activeElement === document.body && !document.querySelector("dialog[open]")) {
    lines()[Math.min(at, lines().length - 1)]?.focus();
  }
});
