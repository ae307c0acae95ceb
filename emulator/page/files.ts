import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { type EmulatorRequest, type Reply, textReply } from "../http";

/** The page as it is written; beside this file in the sources and in dist/ alike. */
const FOLDER = join(__dirname, "public");

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

const HEADERS = {
  // Nothing but what the emulator itself serves, and no text that becomes markup or code.
  "Content-Security-Policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join("; "),
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-store",
};

let files: ReadonlyMap<string, string> | undefined;

/** The files by name, read once: what is not among them is not served. */
function pageFiles(): ReadonlyMap<string, string> {
  files ??= new Map(readdirSync(FOLDER).map((name) => [name, readFileSync(join(FOLDER, name), "utf8")]));
  return files;
}

/**
 * The emulator's page, where a request asks for it; undefined: the request is for something else. `/` leads to the
 * page. At the address of sign-ins by device code only a browser gets it, since programs get an answer of their own
 * there.
 */
export function pageReply({ method, path, headers }: EmulatorRequest): Reply | undefined {
  if (method !== "GET" && method !== "HEAD") return undefined;
  if (path === "/")
    return textReply(302, "The emulator's page is at /emulator.\n", undefined, { Location: "/emulator" });
  const forBrowser = headers.accept?.includes("text/html") === true;
  if (/^\/emulator\/?$/.test(path) || (forBrowser && path === "/emulator/device-logins"))
    return fileReply("index.html");
  const name = /^\/emulator\/page\/([^/]*)$/.exec(path)?.[1];
  return name === undefined ? undefined : fileReply(name);
}

function fileReply(name: string): Reply {
  const text = pageFiles().get(name);
  if (text === undefined) return textReply(404, `The emulator's page has no file ${name}.`);
  return textReply(200, text, CONTENT_TYPES[extname(name)], HEADERS);
}
