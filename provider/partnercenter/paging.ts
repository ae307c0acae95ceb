import type { ContractRequest } from "./contracts";
import { lowerCaseKeys } from "./decode/json";
import { decodeCollection, type Properties, text } from "./decode/properties";
import type { Decoded } from "./decode/qualifications";
import { errorOf } from "./errors/describe";

/** A page of a collection, and what leads to the next one. */
export interface Page<T> {
  items: T[];
  next?: ContractRequest;
}

/** The items of a page and of all that follow, one request at a time, as they are consumed. */
export async function* pagesFrom<T>(
  first: ContractRequest,
  read: (request: ContractRequest) => Promise<Page<T>>,
  doing: string,
  correlationId: string,
): AsyncGenerator<T, void, undefined> {
  const asked = new Set<string>();
  for (let next: ContractRequest | undefined = first; next !== undefined;) {
    // For ever, otherwise.
    if (asked.has(JSON.stringify(next)))
      throw errorOf({
        name: "NotUnderstoodError",
        doing,
        found: "a page's link leads to a page that was read before",
        meaning: "The list has no end.",
        remedy: "Run again; if it stays, give Microsoft's support the MS-CorrelationId.",
        scope: "partner",
        correlationId,
      });
    asked.add(JSON.stringify(next));
    const page: Page<T> = await read(next);
    yield* page.items;
    next = page.next;
  }
}

/** @param collection - the last part of the collection's path, such as customers */
export function decodePageOf<T>(
  body: unknown,
  decode: (entry: unknown) => Decoded<T>,
  collection: string,
): Decoded<Page<T>> {
  const items = decodeCollection(body, decode);
  if (!items.understood) return items;
  const links = lowerCaseKeys(lowerCaseKeys(body)?.get("links"));
  const link = lowerCaseKeys(links?.get("next"));
  if (link === undefined) return { understood: true, value: { items: items.value } };
  const next = nextRequest(link, collection);
  return next === undefined
    ? { understood: false, why: "its link to the next page leads elsewhere" }
    : { understood: true, value: { items: items.value, next } };
}

/**
 * The request that a link stands for, undefined if it is not of this collection. Links come with and without the version,
 * and only path, query and token are taken: a link must not lead the access token to another host.
 */
function nextRequest(link: Properties, collection: string): ContractRequest | undefined {
  const uri = text(link, "uri");
  if (uri === undefined || !URL.canParse(uri, "https://host")) return undefined;
  const { pathname, search } = new URL(uri, "https://host");
  const parts = pathname.toLowerCase().replace(/^\/(v1\/)?/, "");
  if (parts.replace(/\/$/, "") !== collection) return undefined;
  const token = continuationToken(link.get("headers"));
  return {
    method: "GET",
    path: `/v1/${collection}${search}`,
    ...(token !== undefined && { headers: { "MS-ContinuationToken": token } }),
  };
}

function continuationToken(headers: unknown): string | undefined {
  if (!Array.isArray(headers)) return undefined;
  for (const entry of headers as unknown[]) {
    const header = lowerCaseKeys(entry);
    if (header === undefined || text(header, "key")?.toLowerCase() !== "ms-continuationtoken") continue;
    const value = text(header, "value");
    // Anything else can't be a header.
    return value !== undefined && /^[\x20-\x7e]+$/.test(value) ? value : undefined;
  }
  return undefined;
}
