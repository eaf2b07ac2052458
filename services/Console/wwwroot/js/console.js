// On every page. Pages work without it: it only saves steps.
import { startLive } from "./live.js";

// One submission a click: the button says that it is busy, and what was typed stays.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.busy) {
    event.preventDefault();
    return;
  }
  if (form.method === "post") {
    form.dataset.busy = "1";
    form.querySelectorAll("button:not([name])").forEach((button) => button.setAttribute("aria-disabled", "true"));
  }
});

// What somebody has begun to fill in is not replaced by live updates.
document.addEventListener("input", (event) => {
  const form = event.target.closest("form");
  if (form?.method === "post") form.dataset.dirty = "1";
});

// Back from the next page, a form can be sent again.
addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-busy]").forEach((form) => {
    delete form.dataset.busy;
    form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
  });
});

// An open menu closes with Escape or a click elsewhere.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const open = document.querySelector("details.menu[open]");
    open?.removeAttribute("open");
    open?.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.removeAttribute("open");
  });
});

// What went wrong is read first.
document.getElementById("refused")?.focus();

startLive();
