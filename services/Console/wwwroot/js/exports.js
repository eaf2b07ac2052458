// While a file is being made the page looks every second and a half; it says when it is ready.
import { refresh } from "./live.js";

const Pause = 1_500;
const busy = () => document.querySelector("[data-files-busy]")?.dataset.filesBusy === "1";

async function look() {
  const lost = document.getElementById("live-lost");
  try {
    await refresh();
    lost.hidden = true;
  } catch {
    lost.hidden = false;
  }
  if (busy()) setTimeout(look, Pause);
  else document.getElementById("files-said").textContent = document.getElementById("files-said").dataset.ready;
}

if (busy()) setTimeout(look, Pause);
