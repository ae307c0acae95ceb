import type { ContractRequest } from "../contracts/index";
import { lowerCaseKeys } from "../decode/json";
import { decodeCollection, type Properties, text } from "../decode/properties";
import type { Decoded } from "../decode/qualifications";
import { errorOf } from "../errors/describe";
import { PartnerCenterError } from "../errors/PartnerCenterError";
import { newCallIds } from "../headers";
import type { Requests } from "../requests";
import { decodeCustomer } from "./decode";
import type { Customer, CustomerFilter, ListOptions } from "./models";

interface Page {
  customers: Customer[];
  next?: ContractRequest;
}

const DOING = "Listing the customers";

/** All pages of "Get a list of customers", one request at a time, as they are consumed. */
export async function* listCustomers(
  requests: Requests,
  filter: CustomerFilter | undefined,
  { pageSize, correlationId, signal }: ListOptions,
): AsyncGenerator<Customer, void, undefined> {
  const call = { signal, correlationId: newCallIds(correlationId).correlationId };
  const read = (request: ContractRequest) => requests.read(DOING, request, decodePage, call);
  const { page: first, keep } = await firstPage(read, filter, pageSize);
  const asked = new Set<string>();
  for (let page = first; ;) {
    yield* page.customers.filter(keep);
    if (page.next === undefined) return;
    const next = JSON.stringify(page.next);
    // For ever, otherwise.
    if (asked.has(next)) throw repeated(call.correlationId);
    asked.add(next);
    page = await read(page.next);
  }
}

function repeated(correlationId: string): PartnerCenterError {
  return errorOf({
    name: "NotUnderstoodError",
    doing: DOING,
    found: "a page's link leads to a page that was read before",
    meaning: "The list has no end.",
    remedy: "Run again; if it stays, give Microsoft's support the MS-CorrelationId.",
    scope: "partner",
    correlationId,
  });
}

type Keep = (customer: Customer) => boolean;

/** A search by domain has been answered with 500: then all customers are listed and searched here. */
async function firstPage(
  read: (request: ContractRequest) => Promise<Page>,
  filter: CustomerFilter | undefined,
  pageSize: number | undefined,
): Promise<{ page: Page; keep: Keep }> {
  try {
    return { page: await read(listRequest(filter, pageSize)), keep: () => true };
  } catch (error) {
    const keep = filter && keepOf(filter);
    if (!keep || !(error instanceof PartnerCenterError) || error.httpStatus !== 500) throw error;
    return { page: await read(listRequest(undefined, pageSize)), keep };
  }
}

/** The same search over the items, if they have what is searched by. */
function keepOf({ field, startsWith }: CustomerFilter): Keep | undefined {
  const start = startsWith.toLowerCase();
  if (field === "Domain") return ({ domain }) => domain?.toLowerCase().startsWith(start) === true;
  if (field === "CompanyName")
    return ({ companyName }) => companyName?.toLowerCase().startsWith(start) === true;
  return undefined;
}

function listRequest(filter: CustomerFilter | undefined, pageSize: number | undefined): ContractRequest {
  const query = [
    ...(pageSize === undefined ? [] : [`size=${pageSize}`]),
    ...(filter === undefined ? [] : [`filter=${encodeURIComponent(filterText(filter))}`]),
  ];
  return { method: "GET", path: `/v1/customers${query.length === 0 ? "" : `?${query.join("&")}`}` };
}

function filterText({ field, startsWith }: CustomerFilter): string {
  return JSON.stringify({ Field: field, Value: startsWith, Operator: "starts_with" });
}

/** A page of customers, and what leads to the next. */
export function decodePage(body: unknown): Decoded<Page> {
  const customers = decodeCollection(body, decodeCustomer);
  if (!customers.understood) return customers;
  const links = lowerCaseKeys(lowerCaseKeys(body)?.get("links"));
  const link = lowerCaseKeys(links?.get("next"));
  if (link === undefined) return { understood: true, value: { customers: customers.value } };
  const next = nextRequest(link);
  return next === undefined
    ? { understood: false, why: "its link to the next page leads elsewhere" }
    : { understood: true, value: { customers: customers.value, next } };
}

/**
 * The request that a link stands for, undefined if it is no list of customers. Links come with and without the version,
 * and only path, query and token are taken: a link must not lead the access token to another host.
 */
function nextRequest(link: Properties): ContractRequest | undefined {
  const uri = text(link, "uri");
  if (uri === undefined || !URL.canParse(uri, "https://host")) return undefined;
  const { pathname, search } = new URL(uri, "https://host");
  if (!/^\/(v1\/)?customers\/?$/i.test(pathname)) return undefined;
  const token = continuationToken(link.get("headers"));
  return {
    method: "GET",
    path: `/v1/customers${search}`,
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
