// Checks passes and notes hand-overs without a network. The permit and what was accepted lie in this browser until they
// are reported; reporting the same twice is once.
import { refresh } from "./live.js";
import { offerScan } from "./scan.js";

const Retry = 20_000;
const till = document.getElementById("till");
const words = till && JSON.parse(till.dataset.words);
const say = (key, ...values) => values.reduce((text, v, i) => text.replace(`{${i}}`, v), words[key]);
const read = (name, otherwise) => JSON.parse(localStorage.getItem(name) ?? "null") ?? otherwise;
const keep = (name, value) => localStorage.setItem(name, JSON.stringify(value));
const Permit = `till-permit-${till?.dataset.station}`;
const Waiting = `till-waiting-${till?.dataset.station}`;
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const json = (text) => JSON.parse(new TextDecoder().decode(bytes(text)));
const time = (moment) => new Date(moment).toLocaleString(document.documentElement.lang, { hour12: false });

if (till) {
  document.getElementById("till-prepare").disabled = false;
  document.getElementById("till-prepare").addEventListener("click", prepare);
  document.getElementById("till-report").addEventListener("click", report);
  document.getElementById("till-ask").addEventListener("submit", (event) => {
    event.preventDefault();
    look(document.getElementById("pass-text").value);
  });
  offerScan(look);
  addEventListener("online", report);
  setInterval(report, Retry);
  navigator.serviceWorker?.register("/console/worker.js", { scope: "/console/" })
    .then(() => navigator.serviceWorker.ready).then((worker) => worker.active.postMessage({ till: location.href }));
  show();
  report();
}

async function send(where, fields) {
  const ticket = await fetch(till.dataset.ticket, { headers: { Accept: "application/json" } });
  if (!ticket.ok) throw new Error(`${ticket.status}`);
  const body = new FormData();
  body.set("__RequestVerificationToken", (await ticket.json()).token);
  fields.forEach(([name, value]) => body.append(name, value));
  const answer = await fetch(where, { method: "POST", body, headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

async function prepare() {
  try {
    keep(Permit, await send(till.dataset.prepare, [["stationId", till.dataset.station]]));
  } catch {
    document.getElementById("till-state").textContent = words.failed;
    return;
  }
  show();
}

// Everything that was accepted on the permit counts, reported or not.
function left(permit) {
  return permit.mostVouchers - permit.reported - read(Waiting, []).filter((one) => one.permit === permit.id).length;
}

function show() {
  const permit = read(Permit);
  const waiting = read(Waiting, []);
  document.getElementById("till-state").textContent = !permit ? words.none
    : new Date(permit.until) <= new Date() ? words.over
      : say("state", permit.station.name, time(permit.until), Math.max(0, left(permit)));
  document.getElementById("till-waiting").replaceChildren(...waiting.map((one) => {
    const row = document.createElement("li");
    row.textContent = `${one.name} · ${time(one.acceptedAt)}`;
    return row;
  }));
  document.getElementById("till-report").hidden = waiting.length === 0;
  document.getElementById("till-report-state").textContent = waiting.length === 0 ? words["waiting.none"] : "";
}

async function look(text) {
  const token = (text.includes("code=") ? text.slice(text.lastIndexOf("code=") + 5).split("&")[0] : text).trim();
  const permit = read(Permit);
  const [bad, pass] = await check(permit, token);
  const reward = pass && permit.rewards.find((one) => one.id === idOf(pass.sub));
  const name = reward && (document.documentElement.lang.startsWith("en") ? reward.nameEn : reward.name);
  const verdict = document.getElementById("till-verdict");
  verdict.hidden = false;
  verdict.className = `verdict verdict-${bad ? "bad" : "good"}`;
  verdict.querySelector("p").textContent = bad ?? say("good", [name, reward.hoursText].filter(Boolean).join(" · "));
  const button = verdict.querySelector("button");
  button.hidden = bad !== null;
  button.onclick = () => {
    // Noted before the reward changes hands: a page that is closed now has it still.
    keep(Waiting, [...read(Waiting, []), { permit: permit.id, pass: token, voucher: pass.jti, name, acceptedAt: new Date().toISOString() }]);
    keep(`${Permit}-seen`, [...read(`${Permit}-seen`, []), pass.jti]);
    verdict.hidden = true;
    document.getElementById("pass-text").value = "";
    show();
    report();
  };
  verdict.focus();
}

/** Why not, and what the pass says. */
async function check(permit, token) {
  if (!permit) return [words.none, null];
  const now = Date.now();
  if (new Date(permit.until) <= now) return [words.over, null];
  if (left(permit) <= 0) return [words.full, null];
  const pass = await opened(permit, token);
  if (!pass) return [words.forged, null];
  if (pass.exp * 1000 <= now || pass.iat * 1000 > now + 300_000) return [words.ended, null];
  if (read(`${Permit}-seen`, []).includes(pass.jti)) return [words.before, null];
  return permit.rewards.some((one) => one.id === idOf(pass.sub)) ? [null, pass] : [words.elsewhere, null];
}

async function opened(permit, token) {
  try {
    const [head, body, signature] = token.split(".");
    const { kid, typ, alg } = json(head);
    const key = permit.keys.find((one) => one.kid === kid);
    if (!key || typ !== "voucher-pass+jwt" || alg !== "ES256") return null;
    const curve = { name: "ECDSA", namedCurve: "P-256" };
    const known = await crypto.subtle.importKey("jwk", { kty: key.kty, crv: key.crv, x: key.x, y: key.y }, curve, false, ["verify"]);
    const good = await crypto.subtle.verify(
      { name: "ECDSA", hash: "SHA-256" }, known, bytes(signature), new TextEncoder().encode(`${head}.${body}`));
    return good ? json(body) : null;
  } catch {
    return null;
  }
}

function idOf(short) {
  const hex = [...bytes(short)].map((b) => b.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

// One window at a time; what was settled is taken off, whatever came meanwhile stays.
function report() {
  return navigator.locks.request("rider-platform-till", async () => {
    const waiting = read(Waiting, []);
    if (waiting.length === 0 || !navigator.onLine) return;
    try {
      for (const permit of new Set(waiting.map((one) => one.permit))) {
        const own = waiting.filter((one) => one.permit === permit);
        await send(till.dataset.report, [["permit", permit], ...own.flatMap((one) => [["pass", one.pass], ["acceptedAt", one.acceptedAt]])]);
        const done = new Set(own.map((one) => one.pass));
        keep(Waiting, read(Waiting, []).filter((one) => !done.has(one.pass)));
        const present = read(Permit);
        if (present?.id === permit) keep(Permit, { ...present, reported: present.reported + own.length });
      }
      show();
      await refresh();
    } catch {
      show();
      document.getElementById("till-report-state").textContent = words.failed;
    }
  });
}
