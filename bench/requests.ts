import type { RecordedRequest } from "../emulator";

/** What a system asked of Partner Center in one operation. */
export interface RequestSummary {
  total: number;
  /** By kind: "login", "GET qualifications", "POST qualifications", "GET customer" and so on. */
  byKind: Record<string, number>;
  /** The most GETs of qualifications that any one customer had. */
  mostLooksPerCustomer: number;
  /** The most POSTs of qualifications that any one customer had. */
  mostSubmissionsPerCustomer: number;
  /** The most that were being answered at once. */
  mostInFlight: number;
  /** Answers 429. */
  throttled: number;
  /** Answers of 400 and more, 429 excepted. */
  failed: number;
  /** Processor time that the emulator took to answer: another machine's, were it not for the measurement. */
  processorMs: number;
  /** When the first and the last request arrived, in milliseconds since 1970. */
  firstAt?: number;
  lastAt?: number;
}

/** A customer's path: its id, and what of the customer is meant. */
const CUSTOMER = /^\/v1\/customers\/([0-9a-f-]{36})(?:\/(.+))?$/i;

export function summarise(
  requests: readonly RecordedRequest[],
  { mostInFlight, processorMs }: Pick<RequestSummary, "mostInFlight" | "processorMs">,
): RequestSummary {
  const byKind: Record<string, number> = {};
  const looks = new Map<string, number>();
  const submissions = new Map<string, number>();
  for (const { endpoint, method, path } of requests) {
    const [, customer = "", what = ""] = CUSTOMER.exec(path) ?? [];
    const kind = endpoint === "login" ? "login" : `${method} ${customer === "" ? path : what || "customer"}`;
    byKind[kind] = (byKind[kind] ?? 0) + 1;
    if (what !== "qualifications") continue;
    const counted = method === "GET" ? looks : submissions;
    counted.set(customer, (counted.get(customer) ?? 0) + 1);
  }
  const most = (counts: Map<string, number>): number => Math.max(0, ...counts.values());
  const statuses = requests.map(({ status }) => status ?? 0);
  return {
    total: requests.length,
    byKind,
    mostLooksPerCustomer: most(looks),
    mostSubmissionsPerCustomer: most(submissions),
    mostInFlight,
    throttled: statuses.filter((status) => status === 429).length,
    failed: statuses.filter((status) => status >= 400 && status !== 429).length,
    processorMs,
    ...(requests.length > 0 && { firstAt: requests[0]?.at, lastAt: requests.at(-1)?.at }),
  };
}
