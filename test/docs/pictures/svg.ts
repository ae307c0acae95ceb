/** Pieces of the pictures: SVG with text as text, on a ground of its own, light or dark as the reader's system is. */

export const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const STYLE = `
  .ground { fill: #ffffff; stroke: #d0d7de; }
  .box { fill: #f6f8fa; stroke: #57606a; }
  .strong { fill: #ddf4ff; stroke: #0969da; }
  .bad { fill: #ffebe9; stroke: #cf222e; }
  .good { fill: #dafbe1; stroke: #1a7f37; }
  .line { stroke: #57606a; fill: none; stroke-width: 1.5; }
  .ours { stroke: #0969da; stroke-width: 2.5; }
  .dashed { stroke-dasharray: 5 4; }
  .head { fill: #57606a; }
  .head-ours { fill: #0969da; }
  text { font-family: system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; fill: #1f2328; font-size: 13px; }
  .small { font-size: 12px; fill: #424a53; }
  .name { font-weight: 600; font-size: 14px; }
  .code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
  .middle { text-anchor: middle; }
  .end { text-anchor: end; }
  .blue { fill: #0550ae; }
  @media (prefers-color-scheme: dark) {
    .ground { fill: #0d1117; stroke: #30363d; }
    .box { fill: #161b22; stroke: #8b949e; }
    .strong { fill: #0c2d4e; stroke: #58a6ff; }
    .bad { fill: #3d1417; stroke: #f85149; }
    .good { fill: #12331c; stroke: #3fb950; }
    .line { stroke: #8b949e; }
    .ours { stroke: #58a6ff; }
    .head { fill: #8b949e; }
    .head-ours { fill: #58a6ff; }
    text { fill: #e6edf3; }
    .small { fill: #b1bac4; }
    .blue { fill: #79c0ff; }
  }
`;

const HEADS = ["head", "head-ours"]
  .map(
    (name) =>
      `<marker id="${name}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" ` +
      `markerUnits="userSpaceOnUse" orient="auto"><path class="${name}" d="M0 0 10 5 0 10z"/></marker>`,
  )
  .join("");

/** A picture; the description is what a reader who does not see it is told. */
export function picture(
  width: number,
  height: number,
  description: string,
  parts: readonly string[],
  style = STYLE,
): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(description)}">`,
    `<title>${escaped(description)}</title>`,
    `<style>${style}</style>`,
    `<defs>${HEADS}</defs>`,
    `<rect class="ground" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>`,
    ...parts,
    "</svg>",
    "",
  ].join("\n");
}

export const text = (x: number, y: number, words: string, style = ""): string =>
  `<text x="${x}" y="${y}"${style === "" ? "" : ` class="${style}"`}>${escaped(words)}</text>`;

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A box with its name and what is said of it, centred. */
export function box(
  { x, y, width, height }: Box,
  style: string,
  name: string,
  lines: readonly string[],
  nameStyle = "",
): string {
  const middle = x + width / 2;
  const first = y + height / 2 - (lines.length * 16) / 2 + 5;
  return [
    `<rect class="${style}" x="${x}" y="${y}" width="${width}" height="${height}" rx="6"/>`,
    text(middle, first, name, `name middle ${nameStyle}`.trim()),
    ...lines.map((line, index) => text(middle, first + 17 + index * 16, line, "small middle")),
  ].join("\n");
}

/** An arrow along a path; `ours` is a submission or something else that this project does. */
export const arrow = (path: string, style = ""): string =>
  `<path class="${`line ${style}`.trim()}" d="${path}" marker-end="url(#head${style.includes("ours") ? "-ours" : ""})"/>`;
