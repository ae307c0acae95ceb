import { ERRORS, refuse } from "./errors";
import type { EmulatorRequest } from "./http";

/** Where the next page of a collection begins, and what of: all of it is in the token. */
export interface Position {
  offset: number;
  size: number;
  filter?: string;
  startDate?: string;
  endDate?: string;
}

/** Where the page begins that a request asks for; `largest`: the most that one page has, and has without a size. */
export function positionOf({ query, headers }: EmulatorRequest, largest: number): Position {
  if (query.seekOperation !== undefined)
    return continued(query.seekOperation, headers["ms-continuationtoken"]);
  const { filter, startDate, endDate } = query;
  return { offset: 0, size: pageSize(query.size, largest), filter, startDate, endDate };
}

function pageSize(size: string | undefined, largest: number): number {
  if (size === undefined) return largest;
  if (!/^[1-9]\d{0,5}$/.test(size)) return refuse(ERRORS.invalidProperty("size must be a number above 0."));
  return Math.min(Number(size), largest);
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

/**
 * The link to the page at this position, whose header MS-ContinuationToken has to be sent with it. Without the version, as the
 * links of most collections; "Get a list of customers" shows its own with it.
 */
export const nextLink = (uri: string, position: Position, versioned: boolean) => ({
  uri: `${versioned ? "/v1" : ""}${uri}&seekOperation=Next`,
  method: "GET",
  headers: [
    {
      key: "MS-ContinuationToken",
      value: Buffer.from(`position:${JSON.stringify(position)}`).toString("base64"),
    },
  ],
});

/** A filter as JSON. */
export function parsedFilter(filter: string): unknown {
  try {
    return JSON.parse(filter);
  } catch {
    return refuse(ERRORS.invalidProperty("filter is no JSON."));
  }
}
