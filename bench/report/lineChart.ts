import { document, dot, gridLine, polyline, text, type Paint } from "./svg";

export interface Series {
  name: string;
  paint: Paint;
  /** A stroke-dasharray, so that lines can be told apart without their colours. */
  dash: string;
  points: readonly { x: number; y: number }[];
}

export interface Panel {
  title: string;
  series: readonly Series[];
}

export interface LineChart {
  title: string;
  xTitle: string;
  yTitle: string;
  /** Where the x axis is marked. */
  xTicks: readonly number[];
  xScale: "log" | "linear";
  yScale: "log" | "linear";
  formatY: (value: number) => string;
  panels: readonly Panel[];
}

const PANEL = { width: 290, height: 230, gap: 62, left: 58, top: 86, bottom: 52 };

/** Panels side by side with the same axes, and one legend above. */
export function lineChart(chart: LineChart): string {
  const all = chart.panels.flatMap(({ series }) => series.flatMap(({ points }) => points));
  const ticks = yTicks(
    all.map(({ y }) => y),
    chart.yScale,
  );
  const width = PANEL.left + chart.panels.length * (PANEL.width + PANEL.gap);
  const height = PANEL.top + PANEL.height + PANEL.bottom;
  const content = [text(PANEL.left, 24, chart.title, { kind: "title" }), ...legend(chart.panels)];
  chart.panels.forEach((panel, index) => {
    content.push(...drawPanel(panel, chart, ticks, PANEL.left + index * (PANEL.width + PANEL.gap)));
  });
  content.push(text(PANEL.left - 44, PANEL.top - 10, chart.yTitle, { kind: "quiet" }));
  return document(width, height, chart.title, content);
}

function drawPanel(panel: Panel, chart: LineChart, ticks: readonly number[], left: number): string[] {
  const { width, height, top } = PANEL;
  const x = scale(chart.xTicks, chart.xScale, left, left + width);
  const y = scale(ticks, chart.yScale, top + height, top);
  const content = [text(left + width / 2, top - 10, panel.title, { anchor: "middle", kind: "title" })];
  for (const tick of ticks) {
    content.push(gridLine(left, y(tick), left + width, y(tick)));
    content.push(text(left - 6, y(tick) + 4, chart.formatY(tick), { anchor: "end", kind: "quiet" }));
  }
  for (const tick of chart.xTicks) {
    content.push(
      text(x(tick), top + height + 18, tick.toLocaleString("en"), { anchor: "middle", kind: "quiet" }),
    );
  }
  content.push(text(left + width / 2, top + height + 38, chart.xTitle, { anchor: "middle", kind: "quiet" }));
  // The first is drawn last, above all others.
  for (const { name, paint, dash, points } of [...panel.series].reverse()) {
    content.push(
      polyline(
        points.map((point) => [x(point.x), y(point.y)] as const),
        paint,
        dash,
      ),
      ...points.map((point) =>
        dot(x(point.x), y(point.y), paint, `${name}, ${point.x}: ${chart.formatY(point.y)}`),
      ),
    );
  }
  return content;
}

function legend(panels: readonly Panel[]): string[] {
  const named = new Map(panels.flatMap(({ series }) => series.map((one) => [one.name, one] as const)));
  const content: string[] = [];
  let left = PANEL.left;
  for (const { name, paint, dash } of named.values()) {
    content.push(
      polyline(
        [
          [left, 46],
          [left + 26, 46],
        ],
        paint,
        dash,
      ),
      text(left + 32, 50, name),
    );
    left += 52 + name.length * 6.6;
  }
  return content;
}

function scale(
  domain: readonly number[],
  kind: "log" | "linear",
  from: number,
  to: number,
): (value: number) => number {
  const map = kind === "log" ? Math.log : (value: number) => value;
  const [low, high] = [map(Math.min(...domain)), map(Math.max(...domain))];
  return (value) => from + ((map(value) - low) / (high - low || 1)) * (to - from);
}

/** Round numbers that enclose the values: 1, 2, 5 and so on, or even steps from 0. */
function yTicks(values: readonly number[], kind: "log" | "linear"): number[] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (kind === "linear") {
    const step = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500].find((one) => most / one <= 6) ?? most / 5;
    return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => index * step);
  }
  const all = [-2, -1, 0, 1, 2, 3].flatMap((power) => [1, 2, 5].map((digit) => digit * 10 ** power));
  const below = all.findLast((tick) => tick <= least) ?? least;
  const above = all.find((tick) => tick >= most) ?? most;
  return all.filter((tick) => tick >= below && tick <= above);
}
