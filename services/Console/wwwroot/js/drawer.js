// A row of a list opens its case at the right, under the case's own address. Without scripts it is a plain link.
import { startCase } from "./case.js";
import { refresh } from "./live.js";

const drawer = document.getElementById("drawer");
const body = document.getElementById("drawer-body");
let from, shown;

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const row = event.target.closest("[data-href]");
  const other = event.target.closest("a, button, input, label, select, summary, dialog");
  const link = other?.closest("a");
  if (!row || other && (!link || !/^\/console\/cases\/[0-9a-f-]{36}$/.test(link.pathname))) return;
  if (!other && getSelection().toString()) return;
  event.preventDefault();
  show(link?.href ?? new URL(row.dataset.href, location.href).href);
});

export async function show(href) {
  from ??= document.activeElement?.getAttribute("href");
  body.textContent = body.dataset.wait;
  if (!drawer.open) {
    drawer.showModal();
    history.pushState({ drawer: true }, "", href);
  }
  try {
    await put(await fetch(href, { headers: { "Accept": "text/html" } }), href);
  } catch {
    location.assign(href);
  }
}

async function put(answer, href) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const address = new URL(answer.redirected ? answer.url : href, location.href);
  // A step after which the case is somebody else's leads back to the list, whatever is left in it.
  const said = address.pathname !== new URL(href, location.href).pathname && page.querySelector("main .notice-good");
  if (said) {
    close();
    document.querySelector("main h1").parentElement.after(said);
    return;
  }
  const main = page.querySelector("main .case, main .state, main form.card")?.closest("main");
  // Signed out, or another page: what was typed waits there.
  if (!main || answer.status === 401) {
    location.assign(href);
    return;
  }
  shown = href;
  document.getElementById("drawer-whole").href = href;
  main.querySelector(".crumbs")?.remove();
  main.querySelector("#live-lost")?.remove();
  main.querySelectorAll("[data-live-from]").forEach((part) => part.removeAttribute("data-live-from"));
  body.replaceChildren(...main.childNodes);
  const title = body.querySelector("h1");
  const first = body.querySelector("#refused") ?? title;
  first?.setAttribute("tabindex", "-1");
  first?.focus();
  startCase(body);
}

// A step from within the drawer stays in it: the answer is the case as it stands then.
body.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  event.preventDefault();
  form.dataset.busy = "1";
  const data = new FormData(form, event.submitter);
  const action = event.submitter?.hasAttribute("formaction") ? event.submitter.formAction : form.action;
  const plain = form.enctype === "multipart/form-data" ? data : new URLSearchParams(data);
  try {
    const answer = await fetch(action, { method: "POST", body: plain, headers: { "Accept": "text/html" } });
    if (answer.redirected && new URL(answer.url).pathname.includes("/signin")) location.assign(shown);
    else await put(answer, shown);
  } catch {
    delete form.dataset.busy;
    const lost = document.getElementById("live-lost");
    if (lost) form.before(Object.assign(lost.cloneNode(true), { hidden: false, id: "" }));
  }
});

function close() {
  if (history.state?.drawer) history.back();
  else hide();
}

function hide() {
  if (drawer.open) drawer.close();
  body.replaceChildren();
  refresh().catch(() => {}).finally(() => {
    const row = from && document.querySelector(`main [href="${CSS.escape(from)}"]`);
    row?.focus();
    from = undefined;
  });
}

addEventListener("popstate", () => {
  if (history.state?.drawer) location.reload();
  else if (drawer.open) hide();
});
drawer.addEventListener("cancel", (event) => { event.preventDefault(); close(); });
drawer.addEventListener("click", (event) => { if (event.target === drawer) close(); });
document.getElementById("drawer-close").addEventListener("click", close);
// Loaded anew under the drawer's address the page is the case itself.
if (history.state?.drawer) history.replaceState(null, "");
