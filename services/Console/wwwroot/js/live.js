// Server-sent events. A page names its live parts with data-live, and where it listens with <body> or a part's
// data-live-from. A change of any case that it is told of fetches the page again and puts its live parts in place.
const Quiet = 25_000;
const Pause = 400;

export function startLive() {
  const source = document.querySelector("[data-live-from]");
  if (!source) return;
  const lost = document.getElementById("live-lost");
  let wanted;
  const lose = () => { if (lost) lost.hidden = false; };
  listen(source.dataset.liveFrom, {
    onAlive: () => { if (lost) lost.hidden = true; },
    onLost: lose,
    onChange: (data) => {
      // A page of one case is told of others too.
      const only = document.querySelector("[data-live-case]")?.dataset.liveCase;
      if (data && only && data.case !== only) return;
      document.dispatchEvent(new CustomEvent("live-change", { detail: data }));
      // Not put off by what comes meanwhile: in a busy hour something always does.
      wanted ??= setTimeout(() => { wanted = undefined; refresh().catch(lose); }, Pause);
    },
  });
}

/** Changes at an address, for as long as the page is open; null means that something may have been missed. */
export function listen(from, { onAlive, onLost, onChange }) {
  const address = new URL(from, location.href);
  address.searchParams.set("since", document.querySelector("meta[name=live-mark]").content);
  let events, heard, silent;

  const alive = () => {
    clearTimeout(silent);
    silent = setTimeout(() => { onLost(); reopen(); }, Quiet);
    onAlive();
  };
  const reopen = () => { events?.close(); open(); };
  const open = () => {
    events = new EventSource(address);
    events.addEventListener("open", alive);
    events.addEventListener("beat", alive);
    events.addEventListener("look", () => { alive(); onChange(null); });
    events.addEventListener("change", (event) => { alive(); onChange(JSON.parse(event.data)); });
    events.addEventListener("error", () => {
      onLost();
      // Closed for good (the session ended, a proxy refused): try again by ourselves, and look when it works.
      if (events.readyState === EventSource.CLOSED) {
        clearTimeout(heard);
        heard = setTimeout(() => { reopen(); onChange(null); }, 5_000);
      }
    });
  };

  addEventListener("online", () => { reopen(); onChange(null); });
  addEventListener("pagehide", () => events?.close());
  open();
}

/** @param anew A part that is replaced whatever is in it. */
export async function refresh(anew) {
  // What the page has to say once, it says to the person and not to this request. (X-… would not pass the gateway.)
  const answer = await fetch(location.href, { headers: { "Accept": "text/html", "Prefer": "live-parts" } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const kept = [];
  await released(document.body);
  document.querySelectorAll("[data-live]").forEach((old) => {
    const fresh = page.querySelector(`[data-live="${CSS.escape(old.dataset.live)}"]`);
    if (!fresh) return;
    if (old !== anew && isInUse(old, fresh)) kept.push(old.dataset.live);
    else put(old, fresh);
  });
  document.dispatchEvent(new CustomEvent("live-refreshed", { detail: { kept } }));
}

/** Nobody loses a click: it would be gone with the link that it began on, so nothing is swapped under a finger. */
export async function released(part) {
  while (part.matches(":active")) await new Promise((resolve) => { setTimeout(resolve, Pause / 4); });
}

// Nobody loses a word: a part with a form that somebody has begun stays as it is, also where the server has filled in
// again what was typed before: after a refusal, or a sign-in in the middle.
function isInUse(part, fresh) {
  return part.querySelector("form[data-dirty]") !== null
    || part.contains(document.activeElement) && document.activeElement.matches("input, select, textarea")
    || [...part.querySelectorAll("form[method=post] :is(textarea, input[type=text], input:not([type]))")].some((field) => {
      const anew = fresh.querySelector(`[name="${CSS.escape(field.name)}"]`);
      return anew && field.value && anew.value !== field.value;
    });
}

// The focus stays on the same link, an open menu stays open, and a row that is new or different shows it.
function put(old, fresh) {
  if (old.innerHTML === fresh.innerHTML) return;
  const focused = old.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  const open = [...old.querySelectorAll("details")].map((details) => details.open);
  const known = new Set([...old.querySelectorAll("tr[data-href], li[data-key]")].map((row) => row.textContent));
  old.replaceChildren(...fresh.childNodes);
  [...old.querySelectorAll("details")].forEach((details, i) => { details.open = open[i] ?? false; });
  old.querySelectorAll("tr[data-href], li[data-key]").forEach((row) => {
    if (!known.has(row.textContent)) row.classList.add("fresh");
  });
  if (focused) old.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
}
