// The page of a case, also inside the drawer: map, large photos, chosen photos, and a word when the case changes under
// somebody's hands. Without it everything is a link or a form.
import { refresh } from "./live.js";

export function startCase(root) {
  const one = root.querySelector(".case");
  if (!one) return;
  const map = one.querySelector("[data-map]");
  // Fetched where there is a map; without it the list beside it says the same.
  if (map) import("./map.js").then(({ drawMaps }) => drawMaps(one), () => map.remove());
  one.querySelector(".case-reload")?.addEventListener("click", () => updateForms(one));
}

// A case that changes while somebody types: the rest of the page is new already, the forms wait until one asks.
async function updateForms(one) {
  const part = one.querySelector(".case-actions");
  const kept = [...part.querySelectorAll("textarea, input:not([type=hidden], [type=file]), select")]
    .filter((field) => field.type !== "radio" || field.checked).map((field) => [field.name, field.value]);
  await refresh(part);
  for (const [name, value] of kept) {
    for (const field of part.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (field.type === "radio") field.checked = field.value === value;
      else if (field.type !== "hidden" && field.tagName !== "BUTTON") field.value = value;
      if (value && field.closest("details")) field.closest("details").open = true;
    }
  }
  one.querySelector(".case-changed").hidden = true;
}

document.addEventListener("live-refreshed", (event) => {
  if (event.detail?.kept.includes("case-actions")) {
    document.querySelectorAll(".case-changed").forEach((notice) => { notice.hidden = false; });
  }
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-photo]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const large = document.createElement("dialog");
  large.className = "large-photo";
  const picture = document.createElement("img");
  picture.src = link.href;
  picture.alt = link.querySelector("img").alt;
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "×";
  close.setAttribute("aria-label", document.documentElement.lang === "en" ? "Close" : "关闭");
  large.append(close, picture);
  large.addEventListener("click", () => large.close());
  large.addEventListener("close", () => { large.remove(); link.focus(); });
  document.body.append(large);
  large.showModal();
});

// Photos that were chosen are seen before they are sent.
document.addEventListener("change", (event) => {
  const form = event.target.type === "file" && event.target.closest("form");
  const list = form && form.querySelector(".chosen");
  if (!list) return;
  list.querySelectorAll("img").forEach((picture) => URL.revokeObjectURL(picture.src));
  list.replaceChildren();
  for (const file of [...form.querySelectorAll("input[type=file]")].flatMap((input) => [...input.files])) {
    const picture = document.createElement("img");
    picture.src = URL.createObjectURL(file);
    picture.alt = file.name;
    const item = document.createElement("li");
    item.append(picture);
    list.append(item);
  }
  // One photo is enough, whichever way it was taken.
  const [album, shot] = [form.querySelector("[name=photos]"), form.querySelector("[name=shots]")];
  if (album.dataset.needed === undefined) album.dataset.needed = album.required ? "1" : "";
  album.required = album.dataset.needed === "1" && shot.files.length === 0;
});

startCase(document);
