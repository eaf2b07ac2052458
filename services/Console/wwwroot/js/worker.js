// After Version and Kept, which the server writes above. Keeps the report's form for when there is no network, and
// nothing that belongs to a rider: the form's shell has no name in it. A keeper's till asks to be kept too.
const Shell = "/console/report/shell";
const Till = "/console/keeper/till";
const Store = `report-${Version}`;

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(Store);
    await Promise.all([keepShell(), cache.addAll(Kept)]);
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith("report-") && name !== Store);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  })());
});

// The page asks for a fresh shell: another language, other categories.
self.addEventListener("message", (event) => {
  if (event.data === "shell") event.waitUntil(keepShell().catch(() => false));
  if (event.data.till) event.waitUntil(keepPage(event.data.till, Till).catch(() => false));
});

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== location.origin) return;
  if (address.pathname.startsWith("/console/assets/")) {
    event.respondWith(caches.match(event.request).then((kept) => kept ?? fetch(event.request)));
  } else if (event.request.mode === "navigate" && ["/console/", "/console", "/console/report"].includes(address.pathname)) {
    event.respondWith(fetch(event.request).catch(() => offline(address)));
  } else if (event.request.mode === "navigate" && address.pathname === Till) {
    event.respondWith(fetch(event.request).catch(async () => (await caches.match(Till)) ?? Response.error()));
  }
});

async function offline(address) {
  return address.pathname === "/console/report" ? caches.match(Shell) : Response.redirect("/console/report");
}

const keepShell = () => keepPage(Shell, Shell);

async function keepPage(page, as) {
  const answer = await fetch(page, { headers: { Accept: "text/html", "Prefer": "live-parts" } });
  if (!answer.ok || answer.redirected) throw new Error(`${answer.status}`);
  await (await caches.open(Store)).put(as, answer);
}
