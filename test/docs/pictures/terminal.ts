import { escaped, picture } from "./svg";

const STYLE = `
  .ground { fill: #161b22; stroke: #30363d; }
  .bar { fill: #21262d; }
  text { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 13px; fill: #e6edf3; white-space: pre; }
  .prompt { fill: #8b949e; }
  .add { fill: #3fb950; }
  .update { fill: #e3b341; }
  .wrong { fill: #ff7b72; }
`;

const LINE = 19;
const LONGEST = 104;

/** A terminal with these lines, dark in every setting, as terminals are. */
export function terminal(description: string, lines: readonly string[]): string {
  const wrapped = lines.flatMap((line) => wrap(line).map((text) => ({ text, style: styleOf(line) })));
  const width = 880;
  const height = wrapped.length * LINE + 58;
  return picture(
    width,
    height,
    description,
    [
      `<path class="bar" d="M1 9a8 8 0 0 1 8-8h${width - 18}a8 8 0 0 1 8 8v19H1z"/>`,
      ...["#ff5f57", "#febc2e", "#28c840"].map(
        (colour, index) => `<circle cx="${20 + index * 18}" cy="15" r="5.5" fill="${colour}"/>`,
      ),
      ...wrapped.map(
        ({ text, style }, index) =>
          `<text x="16" y="${50 + index * LINE}"${style} xml:space="preserve">${escaped(text)}</text>`,
      ),
    ],
    STYLE,
  );
}

function styleOf(line: string): string {
  const style = /^\$/.test(line)
    ? "prompt"
    : /^\s*\+/.test(line)
      ? "add"
      : /^\s*~/.test(line)
        ? "update"
        : /^\s*(error:|exit code)/.test(line)
          ? "wrong"
          : "";
  return style === "" ? "" : ` class="${style}"`;
}

/** As a terminal breaks a line that is too long; what goes on stands further in than the line itself begins. */
function wrap(line: string): string[] {
  const indent = `${/^\s*[+~]?\s*/.exec(line)?.[0].replace(/\S/g, " ") ?? ""}  `;
  const broken: string[] = [];
  let rest = line;
  while (rest.length > LONGEST) {
    const cut = rest.lastIndexOf(" ", LONGEST);
    const at = cut > indent.length ? cut : LONGEST;
    broken.push(rest.slice(0, at));
    rest = indent + rest.slice(at).trimStart();
  }
  return [...broken, rest];
}
