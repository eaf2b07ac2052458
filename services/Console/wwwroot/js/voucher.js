// The voucher before the keeper's eyes: its state follows by itself while it is good and somebody looks.
import { refresh } from "./live.js";

const Pause = 3_000;
const isGood = () => document.querySelector("[data-live=voucher]")?.dataset.state === "good"
  && document.querySelector("[data-live=voucher] .qr") !== null;

const timer = setInterval(async () => {
  if (document.hidden) return;
  await refresh().catch(() => null);
  if (!isGood()) clearInterval(timer);
}, Pause);
