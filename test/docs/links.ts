import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { anchorOf } from "./markdown";

/** Links in Markdown, as GitHub follows them. Nothing is asked of the network. */

const SKIPPED = new Set(["node_modules", "dist", ".git", "coverage"]);

/** Every Markdown file below a folder, by its path from there. */
export function markdownFiles(root: string, folder = root): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : markdownFiles(root, path);
      return entry.name.endsWith(".md") ? [relative(root, path).replaceAll("\\", "/")] : [];
    })
    .sort();
}

/** What is wrong with the links of a file, each with its line. */
export function brokenLinks(root: string, file: string): string[] {
  const text = readFileSync(join(root, file), "utf8");
  return linksOf(text).flatMap(({ target, line }) => {
    const wrong = whatIsWrong(root, file, target);
    return wrong === undefined ? [] : [`${file}:${line}: ${target} ${wrong}`];
  });
}

function whatIsWrong(root: string, file: string, target: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) {
    return URL.canParse(target) && target.startsWith("https://") ? undefined : "is no https:// address";
  }
  const [path = "", anchor] = target.split("#").map(decodeURIComponent);
  const found = path === "" ? join(root, file) : resolve(root, dirname(file), path);
  if (relative(root, found).startsWith("..")) return "leads out of the repository";
  if (!existsSync(found)) return "is not there";
  if (anchor === undefined) return undefined;
  if (statSync(found).isDirectory() || !found.endsWith(".md"))
    return "names an anchor of something else than a page";
  return anchorsOf(readFileSync(found, "utf8")).has(anchor) ? undefined : "names no heading of that page";
}

/** The targets of links and pictures; what stands in code is none. */
export function linksOf(text: string): { target: string; line: number }[] {
  const inLine = /!?\[(?:[^[\]]|\[[^\]]*\])*\]\(\s*<?([^()\s>]+(?:\([^()\s]*\))?)>?(?:\s+"[^"]*")?\s*\)/g;
  const ofReference = /^ {0,3}\[[^\]]+\]:\s+<?(\S+?)>?\s*$/gm;
  const ofHtml = /<(?:a|img|source)\b[^>]*?\b(?:href|src|srcset)="([^"\s]+)[^"]*"/g;
  const prose = withoutCode(text);
  return [inLine, ofReference, ofHtml].flatMap((pattern) =>
    [...prose.matchAll(pattern)].flatMap((match) => {
      const line = prose.slice(0, match.index).split("\n").length;
      // A link may be a picture that is one itself: what stands in its text.
      const inside = pattern === inLine ? linksOf(/\[(.*)\]/s.exec(match[0])?.[1] ?? "") : [];
      return [{ target: match[1] ?? "", line }, ...inside.map(({ target }) => ({ target, line }))];
    }),
  );
}

/** The anchors of a page: GitHub numbers headings of the same text. */
export function anchorsOf(text: string): Set<string> {
  const seen = new Map<string, number>();
  const headings = [...withoutFences(text).matchAll(/^ {0,3}#{1,6}\s+(.+?)\s*#*\s*$/gm)];
  const anchors = headings.map(([, heading = ""]) => {
    const anchor = anchorOf(heading);
    const count = seen.get(anchor) ?? 0;
    seen.set(anchor, count + 1);
    return count === 0 ? anchor : `${anchor}-${count}`;
  });
  const named = [...text.matchAll(/<a\s[^>]*?\b(?:id|name)="([^"]+)"/g)].map(([, id = ""]) => id);
  return new Set([...anchors, ...named]);
}

const blank = (text: string): string => text.replace(/[^\n]/g, " ");
const withoutFences = (text: string): string =>
  text.replace(/^( *)(`{3,}|~{3,})[^\n]*\n[^]*?\n\1\2[`~]*[ \t]*$/gm, blank);
const withoutCode = (text: string): string =>
  withoutFences(text)
    .replace(/(`+)(?!`)[^]*?[^`]\1(?!`)/g, blank)
    .replace(/<!--[^]*?-->/g, blank);
