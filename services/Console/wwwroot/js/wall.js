// The cockpit, for a day and longer without a hand on it. It asks for its own page every half minute and after changes,
// takes every part that came with data, and keeps the last of what did not. It never leaves for an error page.
import { listen, released } from "./live.js";
import { drawBars } from "./wall-bars.js";
import { drawMap } from "./wall-map.js";

const Period = 30_000;
const Jitter = 5_000;
const Least = 3_000;
const Patience = 20_000;
const Old = 120_000;
const Hour = 3_600_000;
const Reload = 4; // o'clock in China: the page is made new once a day

const wall = document.getElementById("wall");
const warning = document.getElementById("wall-warning");
const clock = new Intl.DateTimeFormat("zh-CN", { timeZone: "Asia/Shanghai", hour12: false, timeStyle: "medium" });
const minute = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short", timeStyle: "short" });
const live = wall.dataset.events;
// The parts' moments are the server's; how long ago they came is counted here, whatever this machine's clock says.
const seen = new Map();
let running = null, changed = false, next = 0, last = -Infinity, signedOut = false, reloadAt = nextReload();

/** Asks once, or waits for the answer that is on its way. */
export function refresh() {
  running ??= look().catch(() => {}).finally(() => {
    running = null;
    // What changed after the answer was made is not in it.
    if (changed) planSoon();
    else plan(Period + Math.random() * Jitter);
  });
  return running;
}

async function look() {
  last = performance.now();
  changed = false;
  const signal = AbortSignal.timeout(Patience);
  const drawn = drawMap(signal).catch(() => {});
  const answer = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store", signal });
  signedOut = answer.status === 401;
  if (!answer.ok) throw new Error(`${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (Date.now() >= reloadAt) {
    location.reload();
    return;
  }
  await released(wall);
  for (const part of wall.querySelectorAll("[data-part]")) {
    const fresh = page.querySelector(`[data-part="${part.dataset.part}"]`);
    if (fresh?.dataset.at) put(part, fresh);
  }
  await drawn;
  draw();
}

function put(part, fresh) {
  part.dataset.at = fresh.dataset.at;
  if (fresh.dataset.rows) part.dataset.rows = fresh.dataset.rows;
  seen.set(part.dataset.part, performance.now());
  if (part.innerHTML === fresh.innerHTML) return;
  const known = new Set([...part.querySelectorAll("[data-key]")].map((row) => row.textContent));
  const focused = part.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  part.replaceChildren(...fresh.childNodes);
  for (const row of part.querySelectorAll("[data-key]")) row.classList.toggle("fresh", !known.has(row.textContent));
  if (focused) part.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
}

function draw() {
  const regions = wall.querySelector('[data-part="regions"]');
  if (regions.dataset.at) drawBars(document.getElementById("wall-bars"), JSON.parse(regions.dataset.rows), regions);
  tell();
}

// The time of the data is that of the oldest part; its age is what stands on the screen.
function tell() {
  document.getElementById("wall-clock").textContent = clock.format();
  if (!live) return;
  const parts = [...wall.querySelectorAll("[data-part]")];
  const ages = parts.map((part) => part.dataset.at && seen.has(part.dataset.part)
    ? performance.now() - seen.get(part.dataset.part) : Infinity);
  const age = Math.max(...ages);
  const oldest = Math.min(...parts.map((part) => Number(part.dataset.at)).filter((at) => at > 0));
  const finite = Number.isFinite(age);
  if (Number.isFinite(oldest)) document.getElementById("wall-at").textContent = minute.format(oldest);
  document.getElementById("wall-age").textContent =
    finite ? wall.dataset.ago.replace("{0}", Math.round(age / 1000)) : "";
  const text = signedOut ? wall.dataset.out : !finite ? wall.dataset.none
    : age > Old ? wall.dataset.old.replace("{0}", Math.floor(age / 60_000)) : "";
  // Said once a minute, not once a second.
  if (warning.textContent !== text) warning.textContent = text;
  warning.hidden = text === "";
}

function plan(after) {
  clearTimeout(next);
  next = setTimeout(refresh, after);
}

function planSoon() {
  plan(Math.max(400, Least - (performance.now() - last)));
}

function nextReload() {
  const china = Date.now() + 8 * Hour;
  const today = Math.floor(china / (24 * Hour)) * 24 * Hour - 8 * Hour + Reload * Hour;
  return (today > Date.now() ? today : today + 24 * Hour) + Math.random() * 10 * 60_000;
}

for (const part of wall.querySelectorAll("[data-part]")) {
  if (part.dataset.at) seen.set(part.dataset.part, performance.now());
}
drawMap(AbortSignal.timeout(Patience)).catch(() => {});
draw();
setInterval(tell, 1_000);
if (live) {
  plan(Period + Math.random() * Jitter);
  listen(live, {
    onAlive: () => {}, onLost: () => {},
    onChange: () => {
      changed = true;
      if (!running) planSoon();
    },
  });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
}
