// Plots as SVG files that need nothing else: text stays text, and the colours follow the reader's light or dark.

/** A colour of a line or an area, by the name of its class: see STYLE. */
export type Paint =
  | "ours"
  | "plugin"
  | "yaml"
  | "floor"
  | "usual"
  | "restapi"
  | "restful"
  | "bare"
  | "a"
  | "b"
  | "c"
  | "d"
  | "e"
  | "f";

const LIGHT: Record<Paint, string> = {
  ours: "#1558d6",
  plugin: "#0e7490",
  yaml: "#a16207",
  floor: "#6b7280",
  usual: "#c2410c",
  restapi: "#7e22ce",
  restful: "#be185d",
  bare: "#15803d",
  a: "#9aa5b1",
  b: "#c2410c",
  c: "#7e22ce",
  d: "#1558d6",
  e: "#15803d",
  f: "#6b7280",
};
const DARK: Record<Paint, string> = {
  ours: "#7fb0ff",
  plugin: "#67d3e8",
  yaml: "#e3b341",
  floor: "#a8b0bb",
  usual: "#ffa066",
  restapi: "#c9a2ff",
  restful: "#ff8fc0",
  bare: "#74d69a",
  a: "#6b7683",
  b: "#ffa066",
  c: "#c9a2ff",
  d: "#7fb0ff",
  e: "#74d69a",
  f: "#a8b0bb",
};

const paints = (colours: Record<Paint, string>): string =>
  Object.entries(colours)
    .map(([name, colour]) => `.l-${name}{stroke:${colour}}.p-${name}{fill:${colour}}`)
    .join("");

const STYLE = `
text{font:12px system-ui,-apple-system,"Segoe UI",sans-serif;fill:#1f2328}
.title{font-weight:600;font-size:14px}.quiet{fill:#57606a}.paper{fill:#ffffff}.grid{stroke:#d8dee4}
.line{fill:none;stroke-width:2}.line.l-ours{stroke-width:3}.mark{stroke:none}${paints(LIGHT)}
@media (prefers-color-scheme:dark){text{fill:#e6edf3}.quiet{fill:#9aa4ae}.paper{fill:#0d1117}.grid{stroke:#30363d}${paints(DARK)}}
`;

export function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

const round = (value: number): number => Math.round(value * 10) / 10;

export function text(
  x: number,
  y: number,
  content: string,
  { anchor = "start", kind = "" }: { anchor?: "start" | "middle" | "end"; kind?: string } = {},
): string {
  const attributes = `${anchor === "start" ? "" : ` text-anchor="${anchor}"`}${kind === "" ? "" : ` class="${kind}"`}`;
  return `<text x="${round(x)}" y="${round(y)}"${attributes}>${escape(content)}</text>`;
}

export function gridLine(x1: number, y1: number, x2: number, y2: number): string {
  return `<line class="grid" x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}"/>`;
}

export function polyline(points: readonly (readonly [number, number])[], paint: Paint, dash = ""): string {
  const all = points.map(([x, y]) => `${round(x)},${round(y)}`).join(" ");
  return `<polyline class="line l-${paint}" points="${all}"${dash === "" ? "" : ` stroke-dasharray="${dash}"`}/>`;
}

export function dot(x: number, y: number, paint: Paint, title: string): string {
  return `<circle class="mark p-${paint}" cx="${round(x)}" cy="${round(y)}" r="3.5"><title>${escape(title)}</title></circle>`;
}

export function bar(
  x: number,
  y: number,
  width: number,
  height: number,
  paint: Paint,
  title: string,
): string {
  return (
    `<rect class="mark p-${paint}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${height}">` +
    `<title>${escape(title)}</title></rect>`
  );
}

export function document(width: number, height: number, label: string, content: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escape(label)}">`,
    `<style>${STYLE}</style>`,
    `<rect class="paper" width="${width}" height="${height}"/>`,
    ...content,
    "</svg>",
    "",
  ].join("\n");
}
