// Draws the report's picture. It is an ES module, as what it loads is; the package's build puts that into the file
// (tools/dist.js), so that nobody has to install it. What it exports is described in picture.d.mts.
import * as Plot from "@observablehq/plot";
import { DOMImplementation } from "@xmldom/xmldom";

const MOST_BARS = 30;
const MOST_TICKS = 4;

/** Whole numbers up to the highest bar: there is no half of a qualification. */
function ticksOf(waiting, interval) {
  const bars = new Map();
  for (const { days } of waiting) {
    const bar = Math.floor(days / interval);
    bars.set(bar, (bars.get(bar) ?? 0) + 1);
  }
  const highest = Math.max(1, ...bars.values());
  const step = Math.ceil(highest / MOST_TICKS);
  return Array.from({ length: Math.floor(highest / step) + 1 }, (_, index) => index * step);
}

export function histogramOf(waiting, { width, overdueDays, description }) {
  const document = new DOMImplementation().createDocument("http://www.w3.org/1999/xhtml", "html");
  const longest = Math.max(1, ...waiting.map(({ days }) => days));
  const interval = Math.ceil((longest + 1) / MOST_BARS);
  const svg = Plot.plot({
    document,
    className: "picture",
    width,
    height: 190,
    marginLeft: 44,
    marginBottom: 40,
    ariaLabel: "How long those in review have waited",
    ariaDescription: description,
    color: { type: "identity" },
    x: { label: "Days in review", labelAnchor: "center", labelArrow: "none", domain: [0, longest + 1] },
    y: {
      label: "Qualifications",
      labelArrow: "none",
      tickFormat: "d",
      ticks: ticksOf(waiting, interval),
      grid: true,
    },
    marks: [
      Plot.rectY(
        waiting,
        Plot.binX(
          { y: "count" },
          {
            x: "days",
            fill: ({ overdue }) => (overdue ? "var(--slow)" : "var(--wait)"),
            interval,
          },
        ),
      ),
      ...(overdueDays === undefined
        ? []
        : [Plot.ruleX([overdueDays], { stroke: "currentColor", strokeDasharray: "4 3" })]),
      Plot.ruleY([0]),
    ],
  });
  svg.setAttribute("role", "img");
  // An image has one name, its own.
  for (const group of Array.from(svg.getElementsByTagName("g"))) group.removeAttribute("aria-label");
  return String(svg);
}
