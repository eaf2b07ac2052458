// The keeper's page: what the camera reads is looked up at once.
import { offerScan } from "./scan.js";

document.getElementById("verdict")?.focus();
offerScan((text) => {
  document.getElementById("code").value = text;
  document.getElementById("ask").requestSubmit();
});
