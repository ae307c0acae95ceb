import type { ContractRequest } from "../contracts";
import { appOnly, requireDomain } from "../guards";
import type { CallOptions, OnceOnlyOptions } from "../models";
import { sendOnceOnly } from "../onceOnly";
import type { Pipeline } from "../pipeline";
import { decodeCreatedCustomer } from "./decode";
import type { CreatedCustomer, CreationResult, Customer, NewCustomer } from "./models";

/** Creates a customer. An attempt that may have been taken is followed by looks for the domain, and by no other attempt. */
export async function createCustomer(
  pipeline: Pipeline,
  isAppOnly: boolean,
  customer: NewCustomer,
  { stop, ...options }: OnceOnlyOptions,
  find: (domain: string, call: CallOptions) => Promise<Customer | undefined>,
): Promise<CreationResult> {
  const { domain, associatedPartnerId } = customer;
  const doing = `Creating the customer ${domain}`;
  const notTaken = { creation: "notTaken" } as const;
  requireDomain(doing, domain, notTaken);
  if (isAppOnly && associatedPartnerId !== undefined)
    throw appOnly(doing, "A customer for an indirect reseller is created by App+User logins only.", notTaken);
  const call = { ...pipeline.callOf(doing, customerRequest(customer), options, "write"), stop };
  const { signal, ids } = call;
  const { value, ...how } = await sendOnceOnly<CreatedCustomer>({
    pipeline,
    call,
    decode: (body) => decodeCreatedCustomer(body, domain),
    // The administrator's password is in it.
    secretAnswer: true,
    look: () => find(domain, { correlationId: ids.correlationId, signal }),
    what: "creation",
    words: WORDS,
  });
  pipeline.redactor.add(value.password);
  return { customer: value, ...how };
}

/** "Create a customer", Request body. JSON leaves out what is undefined. */
function customerRequest(customer: NewCustomer): ContractRequest {
  const { domain, organizationRegistrationNumber, associatedPartnerId, enableGDAPByDefault } = customer;
  return {
    method: "POST",
    path: "/v1/customers",
    body: {
      enableGDAPByDefault,
      associatedPartnerId,
      companyProfile: { domain, organizationRegistrationNumber },
      billingProfile: customer.billingProfile,
    },
  };
}

const WORDS = {
  unknown: "Whether Microsoft created the customer is not known.",
  taken:
    "Microsoft answered that the customer was created; its id and its administrator's password are not known.",
  remedy:
    "Look for the domain among the customers in Partner Center, or run again in a few minutes: a customer that was created is found by its domain, and must not be created twice.",
};
