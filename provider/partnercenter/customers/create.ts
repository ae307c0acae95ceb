import { customerRequest } from "./request";
import { type ErrorFacts, type SubmissionOutcome } from "../errors/PartnerCenterError";
import { appOnly, requireDomain } from "../guards";
import { newCallIds } from "../headers";
import type { CallOptions, OnceOnlyOptions } from "../models";
import { sendOnceOnly } from "../onceOnly";
import type { Requests } from "../requests";
import { decodeCreatedCustomer } from "./decode";
import type { CreatedCustomer, CreationResult, Customer, NewCustomer } from "./models";

/** Creates a customer. An attempt that may have been taken is followed by looks for the domain, and by no other attempt. */
export async function createCustomer(
  requests: Requests,
  isAppOnly: boolean,
  customer: NewCustomer,
  { correlationId, signal: aborting, stop }: OnceOnlyOptions,
  find: (domain: string, call: CallOptions) => Promise<Customer | undefined>,
): Promise<CreationResult> {
  const { domain, associatedPartnerId } = customer;
  const doing = `Creating the customer ${domain}`;
  requireDomain(doing, domain, outcome("notTaken"));
  if (isAppOnly && associatedPartnerId !== undefined)
    throw appOnly(
      doing,
      "A customer for an indirect reseller is created by App+User logins only.",
      outcome("notTaken"),
    );
  const ids = newCallIds(correlationId);
  const signal = requests.signal(aborting);
  const { value, ...how } = await sendOnceOnly<CreatedCustomer>({
    caller: requests.caller,
    redactor: requests.redactor,
    doing: { doing, ids, settingName: requests.caller.settingName },
    call: { kind: "write", request: customerRequest(customer), ids, signal, stop },
    decode: (body) => decodeCreatedCustomer(body, domain),
    // The administrator's password is in it.
    secretAnswer: true,
    look: (sameCorrelationId) => find(domain, { correlationId: sameCorrelationId, signal }),
    outcome,
    words: WORDS,
  });
  requests.redactor.add(value.password);
  return { customer: value, ...how };
}

const outcome = (creation: SubmissionOutcome): Partial<ErrorFacts> => ({ creation });

const WORDS = {
  what: "creation",
  unknown: "Whether Microsoft created the customer is not known.",
  taken:
    "Microsoft answered that the customer was created; its id and its administrator's password are not known.",
  remedy:
    "Look for the domain among the customers in Partner Center, or run again in a few minutes: a customer that was created is found by its domain, and must not be created twice.",
};
