import { type ContractRequest, withQuery } from "../contracts";
import type { Decoded } from "../decode/qualifications";
import { PartnerCenterError } from "../errors/PartnerCenterError";
import { newCallIds } from "../headers";
import { decodePageOf, type Page, pagesFrom } from "../paging";
import type { Pipeline } from "../pipeline";
import { decodeCustomer } from "./decode";
import type { Customer, CustomerFilter, ListOptions } from "./models";

const DOING = "Listing the customers";

/** All pages of "Get a list of customers", one request at a time, as they are consumed. */
export async function* listCustomers(
  pipeline: Pipeline,
  filter: CustomerFilter | undefined,
  { pageSize, correlationId, signal }: ListOptions,
): AsyncGenerator<Customer, void, undefined> {
  const call = { signal, correlationId: newCallIds(correlationId).correlationId };
  const searched = listRequest(filter, pageSize);
  let keep: Keep = () => true;
  const read = async (request: ContractRequest) => {
    try {
      return await pipeline.read(DOING, request, decodePage, call);
    } catch (error) {
      // A search by domain has been answered with 500: then all customers are listed and searched here.
      const search = request === searched ? filter && keepOf(filter) : undefined;
      if (!search || !(error instanceof PartnerCenterError) || error.httpStatus !== 500) throw error;
      keep = search;
      return pipeline.read(DOING, listRequest(undefined, pageSize), decodePage, call);
    }
  };
  for await (const customer of pagesFrom(searched, read, DOING, call.correlationId))
    if (keep(customer)) yield customer;
}

type Keep = (customer: Customer) => boolean;

/** The same search over the items, if they have what is searched by. */
function keepOf({ field, startsWith }: CustomerFilter): Keep | undefined {
  const start = startsWith.toLowerCase();
  if (field === "Domain") return ({ domain }) => domain?.toLowerCase().startsWith(start) === true;
  if (field === "CompanyName")
    return ({ companyName }) => companyName?.toLowerCase().startsWith(start) === true;
  return undefined;
}

function listRequest(filter: CustomerFilter | undefined, pageSize: number | undefined): ContractRequest {
  return {
    method: "GET",
    path: withQuery("/v1/customers", { size: pageSize, filter: filter && filterText(filter) }),
  };
}

function filterText({ field, startsWith }: CustomerFilter): string {
  return JSON.stringify({ Field: field, Value: startsWith, Operator: "starts_with" });
}

/** A page of customers, and what leads to the next. */
export const decodePage = (body: unknown): Decoded<Page<Customer>> =>
  decodePageOf(body, decodeCustomer, "customers");
