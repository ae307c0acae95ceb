import { randomUUID } from "node:crypto";
import { z } from "zod";
import { controlRoute, type ControlRoute } from "../router";
import { currentSettings } from "../control/settings";
import { hasVetting, REQUESTABLE, VETTING_REASONS } from "../qualifications/stateMachine";
import type { EmulatorState } from "../state";
import type { Scenarios } from "../scenarios/scenarios";
import { activityOf } from "./activity";
import { customersOf, decideAll } from "./customers";
import { requestsOf } from "./requests";

const wanted = { customers: z.string().optional(), status: z.string().optional() };
const approval = z.strictObject(wanted);
const denial = z.strictObject({ ...wanted, reason: z.string().min(1).optional() });

/**
 * The control calls that only the page needs: what it shows, and decisions of many vettings at once.
 *
 * `overview` answers everything at once and stays small however many customers and requests there are: the lists are
 * searched and cut here. Its query: `customers` and `status` choose customers, `page` counts from 1; `requests` and
 * `outcome` choose requests, `activity` records of the activity log.
 */
export function pageRoutes(state: EmulatorState, scenarios: Scenarios): ControlRoute[] {
  // Tells a page that was opened before that everything has begun anew.
  const instance = randomUUID();
  return [
    controlRoute("GET", "overview", ({ query }) => ({
      instance,
      now: state.clock.now(),
      reasons: VETTING_REASONS,
      requestable: REQUESTABLE.map((qualification) => ({ qualification, vetted: hasVetting(qualification) })),
      customers: customersOf(state, query),
      requests: requestsOf(state, query),
      throttling: throttlingOf(state),
      signIns: signInsOf(state),
      faults: faultsOf(state),
      scenario: scenarios.current,
      activity: activityOf(state, query),
      settings: currentSettings(state),
    })),
    controlRoute("POST", "vettings/approve", ({ read }) => ({
      decided: decideAll(state, read(approval), (qualifications, name) => qualifications.approve(name)),
    })),
    controlRoute("POST", "vettings/deny", ({ read }) => {
      const { reason, ...customers } = read(denial);
      const decided = decideAll(state, customers, (qualifications, name) =>
        qualifications.deny(name, reason),
      );
      return { decided };
    }),
  ];
}

function faultsOf({ faults }: EmulatorState) {
  return faults.list().map(({ match, fault, left }) => ({
    match: { ...match, path: match.path === undefined ? undefined : String(match.path) },
    kind: fault.kind,
    // Infinity is not a number to JSON: a share of the calls, until it is cleared.
    left: Number.isFinite(left) ? left : undefined,
  }));
}

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
