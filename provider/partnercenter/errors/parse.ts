import { lowerCaseKeys, parseJson } from "../decode/json";

/** What an error answer's body says, in whichever of the API's shapes. */
export interface ApiFault {
  /** The innermost code, as text. */
  code?: string;
  /** The words that belong to it. */
  description?: string;
  /** The login's own word for it beside the code, such as authorization_declined. */
  error?: string;
}

/** Deep enough for a document within a document, and an end to a hostile one. */
const DEEPEST = 4;

/**
 * Reads the error bodies that the API, its gateways and the login send ("Partner Center REST error codes"):
 * `{code, description}` with the code as a number or a text; `{code, message, description, errorName, …}`; the
 * throttling's `{statusCode, message}`; a bare JSON text; another JSON document in the description, HTML-escaped;
 * the login's `{error, error_description, error_codes}`; HTML or plain text; nothing.
 */
export function parseFault(body: string, depth = 0): ApiFault {
  const text = body.trim();
  if (text === "") return {};
  const json = parseJson(text);
  if (!json.ok) return { description: textOfMarkup(text) };
  if (typeof json.value === "string") return depth < DEEPEST ? parseFault(json.value, depth + 1) : {};
  const properties = lowerCaseKeys(json.value);
  if (properties === undefined) return {};
  return parseLogin(properties) ?? parseObject(properties, depth);
}

type Properties = ReadonlyMap<string, unknown>;

function parseObject(properties: Properties, depth: number): ApiFault {
  // Some gateways wrap the fault: {"error": {"code": …, "message": …}}.
  const wrapped = lowerCaseKeys(properties.get("error"));
  if (wrapped && depth < DEEPEST) return parseObject(wrapped, depth + 1);
  const code = codeText(properties.get("code"));
  const words = firstText(properties, ["description", "message", "errorname", "errormessageextended"]);
  const nested = nestedFault(words, depth);
  const description = nested?.description ?? words;
  return {
    ...((nested?.code ?? code) !== undefined && { code: nested?.code ?? code }),
    ...(description !== undefined && { description }),
  };
}

/** A code of Microsoft Entra in its own words, AADSTS and a number. */
const AADSTS = /\bAADSTS\d{4,8}\b/i;

function parseLogin(properties: Properties): ApiFault | undefined {
  const error = properties.get("error");
  if (typeof error !== "string") return undefined;
  const description = firstText(properties, ["error_description"]);
  const codes = properties.get("error_codes");
  const numbered: unknown = Array.isArray(codes) ? codes[0] : undefined;
  const code =
    AADSTS.exec(description ?? "")?.[0].toUpperCase() ??
    (typeof numbered === "number" ? `AADSTS${numbered}` : error);
  return { code, error, ...(description !== undefined && { description: description.split(/\r?\n/)[0] }) };
}

function nestedFault(words: string | undefined, depth: number): ApiFault | undefined {
  if (words === undefined || depth >= DEEPEST) return undefined;
  const unescaped = unescapeHtml(words).trim();
  if (!unescaped.startsWith("{")) return undefined;
  const fault = parseFault(unescaped, depth + 1);
  return fault.code === undefined ? undefined : fault;
}

function codeText(code: unknown): string | undefined {
  if (typeof code === "number") return String(code);
  return typeof code === "string" && code.trim() !== "" ? code.trim() : undefined;
}

function firstText(properties: Properties, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = properties.get(key);
    if (typeof value === "string" && value.trim() !== "") return value.trim();
  }
  return undefined;
}

/** Enough of a page for its title, in characters; tags that are never closed would take hours to look for in megabytes. */
const LONGEST_MARKUP = 20_000;

function textOfMarkup(whole: string): string {
  if (!whole.startsWith("<")) return whole;
  const text = whole.slice(0, LONGEST_MARKUP);
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(text)?.[1]?.trim();
  const visible = text.replace(/<(script|style)[\s\S]*?<\/\1>/gi, " ").replace(/<[^>]*>/g, " ");
  return unescapeHtml(title || visible)
    .replace(/\s+/g, " ")
    .trim();
}

const ENTITIES: Readonly<Record<string, string>> = { quot: '"', amp: "&", lt: "<", gt: ">", apos: "'" };

function unescapeHtml(text: string): string {
  return text.replace(/&(?:#(\d{1,6})|(quot|amp|lt|gt|apos));/g, (whole, digits?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const point = Number(digits);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
