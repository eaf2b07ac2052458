// Hazards on the map of the open figures. Without it the list says the same.
import { geoJson, mapOf, pointsOf } from "./map.js";

const element = document.getElementById("hazard-map");
const chinese = document.documentElement.lang.startsWith("zh");
const tones = { Reported: "wait", InProgress: "busy", Solved: "good" };

if (element) {
  geoJson(element.dataset.hazards).then((hazards) => {
    mapOf(element).setPoints(pointsOf(hazards, (hazard) => ({
      tone: tones[hazard.status],
      text: `${said(hazard.categoryName)} · ${said(hazard.statusName)} · ${hazard.reportedOn}`,
    })));
  }).catch(() => {
    const state = document.getElementById("hazard-state");
    state.textContent = state.dataset.failed;
  });
}

function said(wording) {
  return chinese ? wording.zh : wording.en;
}
