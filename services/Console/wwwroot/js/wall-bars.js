// Open and closed cases by region as bars: one chart, reused as long as the page is open.
import "../vendor/echarts.js";

const echarts = globalThis.echarts;
let chart = null, drawn = "";

/** rows: [{code, name, open, closed}]; a click follows the row's link in the list. */
export function drawBars(element, rows, list) {
  const text = JSON.stringify(rows);
  if (text === drawn) return;
  drawn = text;
  chart ??= begin(element, list);
  const tone = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const series = (key, colour) => ({
    type: "bar", stack: "all", name: key, barMaxWidth: 34, itemStyle: { color: tone(colour) },
    label: { show: true, color: tone("--ground"), fontSize: 16, fontWeight: "bold", formatter: ({ value }) => value || "" },
    data: rows.map((row) => row[key]), emphasis: { disabled: true },
  });
  chart.setOption({
    animation: false,
    grid: { left: 4, right: 18, top: 4, bottom: 4, containLabel: true },
    tooltip: { trigger: "axis", renderMode: "richText", axisPointer: { type: "shadow" }, confine: true },
    xAxis: { type: "value", minInterval: 1, axisLabel: { color: tone("--quiet"), fontSize: 14 }, splitLine: { lineStyle: { color: tone("--line") } } },
    yAxis: {
      type: "category", inverse: true, data: rows.map((row) => row.name),
      axisLabel: { color: tone("--ink"), fontSize: 18 }, axisTick: { show: false }, axisLine: { lineStyle: { color: tone("--line") } },
    },
    series: [series("open", "--busy"), series("closed", "--good")],
  }, { replaceMerge: ["series"] });
}

function begin(element, list) {
  const made = echarts.init(element, null, { renderer: "canvas" });
  made.on("click", (bar) => list.querySelectorAll("a")[bar.dataIndex]?.click());
  new ResizeObserver(() => made.resize()).observe(element);
  return made;
}
