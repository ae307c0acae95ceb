import type { ContractRequest } from "../contracts";
import type { Decoded } from "../decode/qualifications";
import { PartnerCenterError } from "../errors/PartnerCenterError";
import { newCallIds } from "../headers";
import { decodePageOf, followPages, type Page } from "../paging";
import type { Requests } from "../requests";
import { decodeCustomer } from "./decode";
import type { Customer, CustomerFilter, ListOptions } from "./models";

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
  for await (const customer of followPages(DOING, first, read, call.correlationId))
    if (keep(customer)) yield customer;
}

type Keep = (customer: Customer) => boolean;

/** A search by domain has been answered with 500: then all customers are listed and searched here. */
async function firstPage(
  read: (request: ContractRequest) => Promise<Page<Customer>>,
  filter: CustomerFilter | undefined,
  pageSize: number | undefined,
): Promise<{ page: Page<Customer>; keep: Keep }> {
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
export const decodePage = (body: unknown): Decoded<Page<Customer>> =>
  decodePageOf(body, decodeCustomer, "customers");
