import { randomUUID } from "node:crypto";
import { controlRoute, type ControlRoute } from "../control/route";
import { currentSettings } from "../control/settings";
import type { Customer } from "../customers";
import type { EmulatorState } from "../state";
import { hasVetting, REQUESTABLE, VETTING_REASONS, VETTING_TABLE } from "../qualifications/stateMachine";
import type { RecordedRequest } from "../recorder";

/** Customers on one page of their list. */
const CUSTOMERS_PER_PAGE = 20;

/** Requests that are shown, the newest that match. */
const REQUESTS_SHOWN = 40;

type Query = Readonly<Record<string, string>>;

/**
 * What the emulator's page shows, in one answer that stays small however many customers and requests there are: the
 * lists are searched and cut here. It has no header, body or query of a request, since secrets travel there.
 *
 * The query: `customers` and `status` choose customers, `page` counts from 1; `requests` is a part of a request's
 * method, path, status or ids, `outcome=failed` leaves those that went wrong.
 */
export function overviewRoute(state: EmulatorState): ControlRoute {
  // Tells a page that was opened before that everything has begun anew.
  const instance = randomUUID();
  return controlRoute("GET", "overview", ({ query }) => ({
    instance,
    now: state.clock.now(),
    reasons: VETTING_REASONS,
    requestable: REQUESTABLE.map((qualification) => ({ qualification, vetted: hasVetting(qualification) })),
    customers: customersOf(state, query),
    requests: requestsOf(state, query),
    throttling: throttlingOf(state),
    signIns: signInsOf(state),
    faults: state.faults.list().map(({ match, fault, left }) => ({
      match: { ...match, path: match.path === undefined ? undefined : String(match.path) },
      kind: fault.kind,
      // Infinity is not a number to JSON: a share of the calls, until it is cleared.
      left: Number.isFinite(left) ? left : undefined,
    })),
    settings: currentSettings(state),
  }));
}

function customersOf({ customers, behaviour }: EmulatorState, query: Query) {
  const all = customers.list().map((customer) => shown(customer, behaviour.maxVerifications));
  const wanted = (query.customers ?? "").trim().toLowerCase();
  const matching = all.filter(
    (customer) =>
      [customer.id, customer.domain, customer.companyName].some((text) =>
        text.toLowerCase().includes(wanted),
      ) && isIn(customer, query.status ?? ""),
  );
  const pages = Math.max(1, Math.ceil(matching.length / CUSTOMERS_PER_PAGE));
  const page = Math.min(pages, Math.max(1, Math.trunc(Number(query.page)) || 1));
  const statuses = ["InReview", "Approved", "Denied", "NoRelationship"];
  return {
    total: all.length,
    matching: matching.length,
    page,
    pages,
    firstOfPage: (page - 1) * CUSTOMERS_PER_PAGE + 1,
    counts: Object.fromEntries(
      statuses.map((status) => [status, all.filter((customer) => isIn(customer, status)).length]),
    ),
    items: matching
      .slice((page - 1) * CUSTOMERS_PER_PAGE, page * CUSTOMERS_PER_PAGE)
      .map((customer) => ({ ...customer, label: labelOf(customer, all) })),
  };
}

/** What tells it from the others: its name, and its domain where another one has that name too. */
function labelOf({ id, companyName, domain }: ShownCustomer, all: readonly ShownCustomer[]): string {
  const isShared = all.some((other) => other.companyName === companyName && other.id !== id);
  return isShared ? `${companyName} (${domain})` : companyName;
}

type ShownCustomer = ReturnType<typeof shown>;

function shown(customer: Customer, maxVerifications: number) {
  const { id, companyName, domain, related, verifications } = customer;
  const qualifications = customer.qualifications.list().map((item) => ({
    ...item,
    events: hasVetting(item.qualification)
      ? Object.keys(VETTING_TABLE[customer.qualifications.state(item.qualification)])
      : ["vanish"],
  }));
  return { id, companyName, domain, related, verifications, maxVerifications, qualifications };
}

function isIn(customer: ShownCustomer, status: string): boolean {
  if (status === "") return true;
  if (status === "NoRelationship") return !customer.related;
  return customer.qualifications.some(({ vettingStatus }) => vettingStatus === status);
}

function requestsOf({ recorder }: EmulatorState, query: Query) {
  const wanted = (query.requests ?? "").trim().toLowerCase();
  const items: ShownRequest[] = [];
  for (let index = recorder.requests.length - 1; index >= 0 && items.length < REQUESTS_SHOWN; index -= 1) {
    const request = summary(recorder.requests[index] as RecordedRequest);
    if (query.outcome === "failed" && !hasFailed(request)) continue;
    if (words(request).includes(wanted)) items.push(request);
  }
  const { total, dropped, inFlight } = recorder;
  return { total, dropped, inFlight, items };
}

type ShownRequest = ReturnType<typeof summary>;

function summary(request: RecordedRequest) {
  const { number, at, endpoint, method, path, status, fault, durationMs, answeredIds } = request;
  return {
    number,
    at,
    endpoint,
    method,
    path,
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

const words = ({ method, path, status, fault, requestId, correlationId }: ShownRequest) =>
  [`${method} ${path}`, status, fault, requestId, correlationId].join(" ").toLowerCase();

function throttlingOf({ throttle, recorder, clock }: EmulatorState) {
  const { partner } = throttle.limits;
  const since = clock.now() - (partner?.perMs ?? 60_000);
  const recent = recorder.requests.findLastIndex(({ at }) => at <= since) + 1;
  return {
    used: throttle.partnerCalls(),
    limit: partner?.calls,
    perMs: partner?.perMs,
    throttledOfLate: recorder.requests.slice(recent).filter(({ status }) => status === 429).length,
    throttled: recorder.throttled,
  };
}

/** Without their codes: a person has them from the device. */
function signInsOf({ login, tenant, clock }: EmulatorState) {
  return login.deviceLogins.waiting().map(({ clientId, expiresAt }) => ({
    clientId,
    application: clientId === tenant.publicClientId ? "public client" : "confidential client",
    expiresInSeconds: Math.ceil((expiresAt - clock.now()) / 1000),
  }));
}
