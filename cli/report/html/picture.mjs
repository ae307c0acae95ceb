// Draws the report's picture. It is an ES module, as what it loads is; the package's build puts that into the file
// (tools/dist.js), so that nobody has to install it. What it exports is described in picture.d.mts.
import * as Plot from "@observablehq/plot";
import { DOMImplementation } from "@xmldom/xmldom";

const MOST_BARS = 30;

export function histogramOf(waiting, { width, overdueDays, description }) {
  const document = new DOMImplementation().createDocument("http://www.w3.org/1999/xhtml", "html");
  const longest = Math.max(1, ...waiting.map(({ days }) => days));
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
    y: { label: "Qualifications", labelArrow: "none", tickFormat: "d", ticks: 4, grid: true },
    marks: [
      Plot.rectY(
        waiting,
        Plot.binX(
          { y: "count" },
          {
            x: "days",
            fill: ({ overdue }) => (overdue ? "var(--slow)" : "var(--wait)"),
            interval: Math.ceil((longest + 1) / MOST_BARS),
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
