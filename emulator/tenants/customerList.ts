import { Fields } from "../body";
import type { Customer } from "../customers";
import { ERRORS, refuse } from "../errors";
import type { EmulatorRequest } from "../http";
import type { Behaviour } from "../options";
import { listedCustomer, selfLink } from "./answers";

/** The most that one page has; what the API's own limit is, is not published. */
const LARGEST_PAGE = 500;

/** Where the next page begins, and what of: all of it is in the token. */
interface Position {
  offset: number;
  size: number;
  filter?: string;
}

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
  const { query, headers } = request;
  const { offset, size, filter } =
    query.seekOperation === undefined
      ? { offset: 0, size: pageSize(query.size), filter: query.filter }
      : continued(query.seekOperation, headers["ms-continuationtoken"]);
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
        next: {
          // Without the version, as the links of other collections; the page shows its own link with it.
          uri: `${behaviour.versionedLinks ? "/v1" : ""}${uri}&seekOperation=Next`,
          method: "GET",
          headers: [{ key: "MS-ContinuationToken", value: token({ offset: end, size, filter }) }],
        },
      }),
    },
    attributes: { objectType: "Collection" },
  };
}

function pageSize(size: string | undefined): number {
  if (size === undefined) return LARGEST_PAGE;
  if (!/^[1-9]\d{0,5}$/.test(size)) return refuse(ERRORS.invalidProperty("size must be a number above 0."));
  return Math.min(Number(size), LARGEST_PAGE);
}

/** The pages show Next alone; what the API says to others, and to a token that it never gave, is not published. */
function continued(seekOperation: string, continuation: string | undefined): Position {
  if (seekOperation.toLowerCase() !== "next") return refuse(ERRORS.unparsableEnum(seekOperation));
  const [, encoded] = /^position:(.*)$/s.exec(Buffer.from(continuation ?? "", "base64").toString()) ?? [
    undefined,
    undefined,
  ];
  if (encoded === undefined) return refuse(ERRORS.invalidProperty("The continuation token is invalid."));
  return JSON.parse(encoded) as Position;
}

const token = (position: Position) => Buffer.from(`position:${JSON.stringify(position)}`).toString("base64");

/** "starts_with" is all that is supported. That capitals do not matter is assumed. */
function matching(filter: string | undefined, behaviour: Behaviour): (customer: Customer) => boolean {
  if (filter === undefined) return () => true;
  const fields = new Fields(parsed(filter), "filter");
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

function parsed(filter: string): unknown {
  try {
    return JSON.parse(filter);
  } catch {
    return refuse(ERRORS.invalidProperty("filter is no JSON."));
  }
}
