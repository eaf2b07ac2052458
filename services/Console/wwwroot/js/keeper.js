// Today's page is looked at all day: it follows by itself while somebody looks.
import { refresh } from "./live.js";

const Pause = 15_000;
setInterval(() => { if (!document.hidden) refresh().catch(() => null); }, Pause);
