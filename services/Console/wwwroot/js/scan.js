// Reads a code with the camera: with the browser's own detector where it has one, else with jsQR, which is fetched when
// somebody scans and not before. Typing and pasting work without any of it.
const Pause = 200;
const button = document.getElementById("scan");
const video = document.getElementById("camera");
const state = document.getElementById("scan-state");
let stream, found;

/** @param onFound Gets the text that the camera read; the camera is off again by then. */
export function offerScan(onFound) {
  if (!button || !navigator.mediaDevices?.getUserMedia) return;
  found = onFound;
  button.hidden = false;
  button.addEventListener("click", () => (stream ? stop() : scan()));
  addEventListener("pagehide", stop);
}

async function scan() {
  state.textContent = "";
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
  } catch (fault) {
    if (!(fault instanceof DOMException)) throw fault;
    state.textContent = button.dataset.denied;
    return;
  }
  button.textContent = button.dataset.stop;
  video.hidden = false;
  video.srcObject = stream;
  await video.play();
  const read = await reader();
  while (stream) {
    const text = await read();
    if (text) {
      stop();
      return found(text);
    }
    await new Promise((resolve) => { setTimeout(resolve, Pause); });
  }
}

function stop() {
  stream?.getTracks().forEach((track) => track.stop());
  stream = undefined;
  video.hidden = true;
  button.textContent = button.dataset.start;
}

async function reader() {
  if ("BarcodeDetector" in globalThis && (await BarcodeDetector.getSupportedFormats()).includes("qr_code")) {
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    return async () => (await detector.detect(video))[0]?.rawValue;
  }
  await import("../vendor/jsqr.js");
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  return async () => {
    if (!video.videoWidth) return null;
    [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
    context.drawImage(video, 0, 0);
    const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
    return globalThis.jsQR(data, width, height)?.data;
  };
}
