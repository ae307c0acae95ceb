import { Fields } from "../body";
import type { Customer } from "../customers";
import { ERRORS, refuse } from "../errors";
import type { EmulatorRequest } from "../http";
import type { Behaviour } from "../options";
import { nextLink, parsedFilter, positionOf } from "../paging";
import { listedCustomer, selfLink } from "./answers";

/** The most that one page has; what the API's own limit is, is not published. */
const LARGEST_PAGE = 500;

/**
 * "Get a list of customers" and "Get a list of customers filtered by a search field": pages of `size`, and a link to
 * the next one whose header MS-ContinuationToken has to be sent with it. Without a size the pages are as large as they
 * can be.
 */
export function listCustomers(
  customers: readonly Customer[],
  request: EmulatorRequest,
  behaviour: Behaviour,
): unknown {
  const { offset, size, filter } = positionOf(request, LARGEST_PAGE);
  const found = customers.filter(matching(filter, behaviour));
  const page = found.slice(offset, offset + size);
  const end = offset + page.length;
  const uri = `/customers?size=${size}${filter === undefined ? "" : `&filter=${encodeURIComponent(filter)}`}`;
  return {
    // Of this page: no example shows more than one page.
    totalCount: page.length,
    items: page.map(listedCustomer),
    links: {
      ...selfLink(`/v1${uri}`),
      ...(end < found.length && {
        next: nextLink(uri, { offset: end, size, filter }, behaviour.versionedLinks),
      }),
    },
    attributes: { objectType: "Collection" },
  };
}

/** "starts_with" is all that is supported. That capitals do not matter is assumed. */
function matching(filter: string | undefined, behaviour: Behaviour): (customer: Customer) => boolean {
  if (filter === undefined) return () => true;
  const fields = new Fields(parsedFilter(filter), "filter");
  const field = fields.neededText("field").toLowerCase();
  const operator = fields.text("operator")?.toLowerCase();
  if (operator !== "starts_with") {
    return refuse(ERRORS.unsupportedSearch("Only the starts_with operator is supported in a search."));
  }
  const valueOf = SEARCHED[field];
  if (valueOf === undefined)
    return refuse(ERRORS.unsupportedSearch(`A search by ${field} is not supported.`));
  // Has been seen to fail with 500.
  if (field === "domain" && behaviour.domainSearch === "fails") return refuse(ERRORS.unexpected());
  const value = (fields.text("value") ?? "").toLowerCase();
  return (customer) => valueOf(customer)?.toLowerCase().startsWith(value) === true;
}

const SEARCHED: Readonly<Record<string, (customer: Customer) => string | undefined>> = {
  companyname: ({ companyName }) => companyName,
  domain: ({ domain }) => domain,
  indirectreseller: ({ associatedPartnerId }) => associatedPartnerId,
  indirectcloudsolutionprovider: ({ associatedPartnerId }) => associatedPartnerId,
};
