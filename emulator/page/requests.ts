import type { RecordedRequest } from "../recorder";
import type { EmulatorState } from "../state";
import { labelsOf } from "./customers";

/** Requests that are shown, the newest that match. */
const REQUESTS_SHOWN = 100;

/**
 * The newest requests that a person looks for: `requests` is a part of a request's method, path, customer, status or
 * ids, `outcome=failed` leaves those that went wrong.
 */
export function requestsOf(
  { recorder, customers }: EmulatorState,
  query: { requests?: string; outcome?: string },
) {
  const wanted = (query.requests ?? "").trim().toLowerCase();
  const label = labelsOf(customers.list());
  const labels = (id: string) => {
    const customer = customers.find(id);
    return customer === undefined ? undefined : label(customer);
  };
  const items: ShownRequest[] = [];
  for (let index = recorder.requests.length - 1; index >= 0 && items.length < REQUESTS_SHOWN; index -= 1) {
    const request = summary(recorder.requests[index] as RecordedRequest, labels);
    if (query.outcome === "failed" && !hasFailed(request)) continue;
    if (textOf(request).includes(wanted)) items.push(request);
  }
  const { total, dropped, inFlight } = recorder;
  return { total, dropped, inFlight, items };
}

type ShownRequest = ReturnType<typeof summary>;

/** Without header, body and query: secrets travel there. */
function summary(request: RecordedRequest, labels: (id: string) => string | undefined) {
  const { number, at, endpoint, method, path, status, fault, durationMs, answeredIds } = request;
  const customerId = /^\/v1\/customers\/([^/]+)/i.exec(path)?.[1];
  return {
    number,
    at,
    endpoint,
    method,
    path,
    customer: customerId === undefined ? undefined : labels(customerId),
    status,
    fault,
    durationMs,
    requestId: request.requestId ?? answeredIds?.requestId,
    // A login has Entra's own name for it.
    correlationId:
      request.correlationId ?? request.headers["client-request-id"] ?? answeredIds?.correlationId,
  };
}

const hasFailed = ({ status, fault }: ShownRequest) =>
  fault !== undefined || (status !== undefined && status >= 400);

const textOf = ({ method, path, customer, status, fault, requestId, correlationId }: ShownRequest) =>
  [`${method} ${path}`, customer, status, fault, requestId, correlationId].join(" ").toLowerCase();
