// Sends drafts: one at a time, in one window at a time, under the key that each was given when it was written, so that
// the platform registers it once however often it is sent.
import { all, drop, keep } from "./draft-store.js";

const Retry = 20_000;
const section = document.getElementById("drafts");
const list = document.getElementById("draft-list");
const words = JSON.parse(section.dataset.words);
const signIn = document.getElementById("drafts-signin");
export const word = (key, ...values) => values.reduce((text, v, i) => text.replace(`{${i}}`, v), words[key]);

// The shell does not know whose it is: then the last one here who was signed in wrote the draft.
export const owner = section.dataset.owner || localStorage.getItem("draft-owner") || "";
if (section.dataset.owner) localStorage.setItem("draft-owner", owner);

export async function show() {
  const drafts = await all();
  section.hidden = drafts.length === 0;
  document.getElementById("drafts-title").textContent = word("title", drafts.length);
  signIn.hidden = !drafts.some((draft) => draft.state === "signin" || draft.state === "other");
  list.replaceChildren(...drafts.map(item));
}

function item(draft) {
  const row = document.createElement("li");
  const what = document.createElement("strong");
  what.textContent = draft.title;
  const facts = document.createElement("span");
  facts.className = "quiet";
  facts.textContent = ` ${new Date(draft.at).toLocaleString(document.documentElement.lang, { hour12: false })} · ${word("photos", draft.photos.length)}`;
  const state = document.createElement("p");
  state.textContent = word(draft.state, draft.why ?? "");
  const remove = document.createElement("button");
  remove.type = "button";
  remove.textContent = word("delete");
  remove.addEventListener("click", async () => {
    if (!confirm(word("delete-sure"))) return;
    await drop(draft.key);
    await show();
  });
  row.append(what, facts, state, remove);
  return row;
}

// Everything that waits. Answers what became of each: { draft, sent: { number, href } } or { draft } with its state.
export function sendAll() {
  return navigator.locks.request("rider-platform-drafts", async () => {
    const results = [];
    for (const draft of await all()) {
      const result = { draft, sent: await sendOne(draft) };
      results.push(result);
      if (!result.sent && draft.state === "waiting") break;
    }
    await show();
    return results;
  });
}

async function sendOne(draft) {
  await mark(draft, "sending");
  await show();
  try {
    const ticket = await fetch("/console/report?handler=Token", { headers: { Accept: "application/json" } });
    if (ticket.status === 401) return await mark(draft, "signin");
    if (!ticket.ok) return await mark(draft, ticket.status === 403 ? "other" : "waiting");
    const { token, owner: present } = await ticket.json();
    if (draft.owner !== present) return await mark(draft, "other");
    const answer = await fetch(draft.action, {
      method: "POST", body: bodyOf(draft, token), headers: { Accept: "application/json" },
    });
    if (answer.status === 201) {
      const sent = await answer.json();
      await drop(draft.key);
      return sent;
    }
    if (answer.status === 401) return await mark(draft, "signin");
    if (answer.status >= 500 || answer.status === 429 || answer.status === 408) return await mark(draft, "waiting", "later");
    return await mark(draft, "refused", (await answer.json().catch(() => ({}))).detail ?? `${answer.status}`);
  } catch (fault) {
    // No network, or it broke off: whether it arrived is not known, and the key makes the next time harmless.
    if (!(fault instanceof TypeError)) throw fault;
    return await mark(draft, "waiting", "kept");
  }
}

async function mark(draft, state, why) {
  draft.state = state;
  draft.why = why;
  await keep(draft);
  return null;
}

function bodyOf(draft, token) {
  const body = new FormData();
  body.set("__RequestVerificationToken", token);
  body.set("Key", draft.key);
  Object.entries(draft.fields).forEach(([name, value]) => body.set(name, value));
  draft.photos.forEach((photo) => body.append("photos", new Blob([photo.bytes], { type: photo.type }), photo.name || "photo"));
  return body;
}

// Whenever the network may be back: at the start, when the browser says so, and from time to time.
export function start(tell) {
  const attempt = async () => {
    if ((await all()).some((draft) => draft.state !== "refused")) tell(await sendAll());
  };
  document.getElementById("drafts-send").addEventListener("click", () => sendAll().then(tell));
  addEventListener("online", attempt);
  setInterval(() => { if (!section.hidden && !document.hidden) attempt(); }, Retry);
  return show().then(attempt);
}
