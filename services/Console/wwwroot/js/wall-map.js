// Hazards and stations on the cockpit's map; drawn anew only when an answer has changed.
import { mapOf, pointsOf } from "./map.js";

const element = document.getElementById("wall-map");
const chinese = document.documentElement.lang.startsWith("zh");
const tones = { Reported: "wait", InProgress: "busy", Solved: "good" };
// A city has some hundred of each; beyond this a screen shows no more, and a day's memory stays bounded.
const Most = 1_500;
const last = { hazards: null, stations: null };

export async function drawMap(signal) {
  const [hazards, stations] = await Promise.all([
    read("hazards", element.dataset.hazards, hazardOf, signal),
    read("stations", element.dataset.stations, stationOf, signal),
  ]);
  if (hazards || stations) {
    mapOf(element).setPoints([...(last.stations?.points ?? []), ...(last.hazards?.points ?? [])]);
  }
}

// The browser keeps the answer with its tag, and asks whether it still holds.
async function read(name, address, of, signal) {
  const answer = await fetch(address, { cache: "no-cache", signal });
  if (!answer.ok) throw new Error(`${answer.status}`);
  const tag = answer.headers.get("ETag");
  if (tag && tag === last[name]?.tag) return false;
  const collection = await answer.json();
  collection.features.length = Math.min(collection.features.length, Most);
  last[name] = { tag, points: pointsOf(collection, of) };
  return true;
}

function hazardOf(hazard) {
  return {
    tone: tones[hazard.status], radius: ["Major", "Urgent"].includes(hazard.severity) ? 11 : 8,
    text: `${said(hazard.categoryName)} · ${said(hazard.statusName)}`,
    href: `${element.dataset.cases}&category=${encodeURIComponent(hazard.category)}`,
  };
}

function stationOf(station) {
  return {
    tone: station.openNow ? "station" : "station-off", radius: 4,
    text: `${station.name} · ${chinese ? station.hoursText : station.hoursTextEn}`,
    href: element.dataset.stationList,
  };
}

function said(wording) {
  return chinese ? wording.zh : wording.en;
}
