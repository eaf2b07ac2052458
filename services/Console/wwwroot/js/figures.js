// The figures page beyond what the server draws: rates as lines, and the heat map's squares. Both come when they are
// scrolled to; the tables beside them say the same.
const trend = document.getElementById("trend");
const heat = document.getElementById("heat-map");

if (trend && JSON.parse(trend.dataset.lines).names.length > 1) {
  trend.hidden = document.getElementById("trend-keys").hidden = false;
  whenSeen(trend, drawLines);
}
if (heat) {
  heat.hidden = false;
  whenSeen(heat, drawSquares);
}

function whenSeen(element, draw) {
  const seen = new IntersectionObserver(([entry]) => {
    if (!entry.isIntersecting) return;
    seen.disconnect();
    draw(element).catch(() => { element.hidden = true; });
  }, { rootMargin: "200px" });
  seen.observe(element);
}

// Told apart by dash and mark as well as by colour; the page has the key to them (css/figures.css).
async function drawLines(element) {
  await import("../vendor/echarts.js");
  const { names, lines } = JSON.parse(element.dataset.lines);
  const chart = globalThis.echarts.init(element, null, { renderer: "canvas" });
  const looks = [["solid", "circle", "--busy"], ["dashed", "triangle", "--good"], ["dotted", "rect", "--wait"], [[12, 4, 2, 4], "diamond", "--late"]];
  const draw = () => {
    const tone = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    chart.setOption({
      animation: false, textStyle: { color: tone("--ink") },
      grid: { left: 4, right: 12, top: 12, bottom: 4, containLabel: true },
      tooltip: { trigger: "axis", renderMode: "richText", confine: true, valueFormatter: (v) => v == null ? "—" : `${v}%` },
      xAxis: { type: "category", data: names, axisLabel: { color: tone("--quiet") }, axisLine: { lineStyle: { color: tone("--line") } } },
      yAxis: { type: "value", min: 0, max: 100, axisLabel: { color: tone("--quiet"), formatter: "{value}%" }, splitLine: { lineStyle: { color: tone("--line") } } },
      series: lines.map(({ name, values }, i) => ({
        type: "line", name, data: values, connectNulls: true, symbol: looks[i][1], symbolSize: 7,
        lineStyle: { type: looks[i][0], width: 2, color: tone(looks[i][2]) }, itemStyle: { color: tone(looks[i][2]) },
      })),
    });
  };
  draw();
  new ResizeObserver(() => chart.resize()).observe(element);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  new MutationObserver(draw).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
}

async function drawSquares(element) {
  const { mapOf } = await import("./map.js");
  const { cells, link, text, base } = element.dataset;
  const map = mapOf(element);
  map.setSquares(JSON.parse(cells).map(([id, west, south, east, north, step, cases, open, overdue]) => ({
    west, south, east, north, step, href: link.replace(/\{cell\}|%7Bcell%7D/i, id),
    text: text.replace("{0}", cases).replace("{1}", open).replace("{2}", overdue),
  })));
  await map.loadBase(base);
}
