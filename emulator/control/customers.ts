import { z } from "zod";
import { ACCOUNT_STATUSES, type Customer, isCustomerId } from "../customers";
import type { EmulatorState } from "../state";
import { plainName } from "../qualifications/contracts";
import { REQUESTABLE, type RequestableQualification } from "../qualifications/stateMachine";
import { controlRoute, type ControlRoute } from "../router";
import { vettingSchema } from "./settings";

const address = z.strictObject({
  country: z.string().optional(),
  region: z.string().optional(),
  city: z.string().optional(),
  state: z.string().optional(),
  addressLine1: z.string().optional(),
  addressLine2: z.string().optional(),
  postalCode: z.string().optional(),
  firstName: z.string().optional(),
  middleName: z.string().optional(),
  lastName: z.string().optional(),
  phoneNumber: z.string().optional(),
});

const billingProfile = z.strictObject({
  id: z.string().optional(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  email: z.string().optional(),
  culture: z.string().optional(),
  language: z.string().optional(),
  companyName: z.string().optional(),
  defaultAddress: address.optional(),
  etag: z.string().optional(),
});

const newCustomer = z.strictObject({
  id: z.string().refine(isCustomerId, "must be a GUID"),
  vetting: vettingSchema.optional(),
  domain: z.string().min(1).optional(),
  companyName: z.string().min(1).optional(),
  commerceId: z.string().optional(),
  organizationRegistrationNumber: z.string().optional(),
  associatedPartnerId: z.string().optional(),
  delegatedAccess: z.boolean().optional(),
  billingProfile: billingProfile.optional(),
  agreementAccepted: z.boolean().optional(),
  accountStatus: z.enum(ACCOUNT_STATUSES).optional(),
});

const newItem = z.strictObject({
  vettingStatus: z.string().optional(),
  vettingReason: z.string().optional(),
  vettingCreateDate: z.string().optional(),
});

const denial = z.strictObject({ reason: z.string().min(1).optional() });

const newCode = z.strictObject({
  validationId: z.string().min(1),
  organizationName: z.string().default("Contoso"),
  maxCreates: z.int().min(0).nullable().default(null),
  remainingCreates: z.int().min(0).nullable().default(null),
});

/** Customers and their vettings. */
export function customerRoutes(state: EmulatorState): ControlRoute[] {
  const { customers, recorder, validations } = state;
  const qualification = "customers/:id/qualifications/:name";
  return [
    controlRoute("GET", "customers", () => customers.list().map(shown)),
    controlRoute("POST", "customers", ({ read }) => shown(customers.add(read(newCustomer)))),
    controlRoute("GET", "customers/:id", (_call, { id }) => shown(customers.get(id))),
    controlRoute("DELETE", "customers/:id", (_call, { id }) => customers.remove(id)),
    controlRoute("POST", "customers/:id/lose-relationship", (_call, { id }) => {
      customers.get(id).related = false;
    }),
    controlRoute("POST", "customers/:id/restore-relationship", (_call, { id }) => {
      customers.get(id).related = true;
    }),
    controlRoute("POST", "customers/:id/accept-agreement", (_call, { id }) => {
      customers.get(id).agreements.directlySigned = true;
    }),
    controlRoute("PATCH", "customers/:id/billing-profile", ({ read }, { id }) =>
      customers.changeBillingProfile(id, read(billingProfile)),
    ),
    controlRoute("PUT", "customers/:id/account-status", ({ read }, { id }) => {
      const { status } = read(z.strictObject({ status: z.enum(ACCOUNT_STATUSES).optional() }));
      customers.setAccountStatus(id, status);
    }),
    controlRoute("PUT", "domains/:domain", (_call, { domain }) => customers.takeDomain(domain)),
    controlRoute("DELETE", "domains/:domain", (_call, { domain }) => customers.releaseDomain(domain)),
    controlRoute("GET", "creations", () => recorder.creations),
    controlRoute("GET", "customers/:id/qualifications", (_call, { id }) =>
      customers.get(id).qualifications.list(),
    ),
    controlRoute("PUT", qualification, ({ read }, { id, name }) =>
      customers.get(id).qualifications.put({ qualification: asSpelled(name), ...read(newItem) }),
    ),
    controlRoute("POST", `${qualification}/approve`, (_call, { id, name }) =>
      customers.get(id).qualifications.approve(asSpelled(name)),
    ),
    controlRoute("POST", `${qualification}/deny`, ({ read }, { id, name }) =>
      customers.get(id).qualifications.deny(asSpelled(name), read(denial).reason),
    ),
    controlRoute("POST", `${qualification}/submit-in-portal`, (_call, { id, name }) =>
      state.submitInPortal(id, requestable(name)),
    ),
    controlRoute("DELETE", qualification, (_call, { id, name }) =>
      customers.get(id).qualifications.vanish(asSpelled(name)),
    ),
    controlRoute("GET", "submissions", ({ query }) => recorder.submissionsOf(query.customerId)),
    controlRoute("GET", "validation-codes", () => validations.all()),
    controlRoute("POST", "validation-codes", ({ read }) => validations.put(read(newCode))),
  ];
}

function requestable(name: string): RequestableQualification {
  const known = REQUESTABLE.find((one) => plainName(one) === plainName(name));
  if (known === undefined) throw new Error(`${name} can't be requested`);
  return known;
}

/** A qualification as the API spells it; what it does not know yet is taken as it is. */
function asSpelled(name: string): string {
  return REQUESTABLE.find((known) => plainName(known) === plainName(name)) ?? name;
}

/** Without the administrator's password: it is answered once. */
function shown(customer: Customer) {
  const { id, related, domain, companyName, verifications, agreements } = customer;
  return {
    id,
    related,
    domain,
    companyName,
    verifications,
    qualifications: customer.qualifications.list(),
    billingProfile: customer.billingProfile,
    agreements: { directlySigned: agreements.directlySigned, confirmed: agreements.confirmed },
  };
}

const activity = z.strictObject({
  customerId: z.string().optional(),
  customerName: z.string().optional(),
  userPrincipalName: z.string().optional(),
  applicationId: z.string().optional(),
  resourceType: z.string().optional(),
  operationType: z.string().min(1),
  operationStatus: z.string().optional(),
  oldValue: z.unknown().optional(),
  newValue: z.unknown().optional(),
  customizedData: z.array(z.strictObject({ key: z.string(), value: z.string().nullable() })).optional(),
  at: z.number().optional(),
});

/** What the activity log has; also records that nothing here has made: of others, late, twice, of an unknown type. */
export function activityControlRoutes(state: EmulatorState): ControlRoute[] {
  return [
    controlRoute("GET", "activity", () => state.activity.list()),
    controlRoute("POST", "activity", ({ read }) => state.activity.add(read(activity))),
  ];
}
