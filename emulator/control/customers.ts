import { z } from "zod";
import { ACCOUNT_STATUSES, type Customer, isCustomerId } from "../customers";
import type { PartnerCenter } from "../partnerCenter";
import { plainName } from "../qualifications/contracts";
import { REQUESTABLE } from "../qualifications/stateMachine";
import { controlRoute, type ControlRoute } from "./route";
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

const newCode = z.strictObject({
  validationId: z.string().min(1),
  organizationName: z.string().default("Contoso"),
  maxCreates: z.int().min(0).nullable().default(null),
  remainingCreates: z.int().min(0).nullable().default(null),
});

/** Customers and their vettings. */
export function customerRoutes({ customers, recorder, validations }: PartnerCenter): ControlRoute[] {
  const qualification = "customers/:id/qualifications/:qualification";
  const of = (parts: readonly string[]) => ({
    qualifications: customers.get(parts[0] ?? "").qualifications,
    name: nameOf(parts[1] ?? ""),
  });
  return [
    controlRoute("GET", "customers", () => customers.list().map(shown)),
    controlRoute("POST", "customers", ({ read }) => shown(customers.add(read(newCustomer)))),
    controlRoute("GET", "customers/:id", ({ parts }) => shown(customers.get(parts[0] ?? ""))),
    controlRoute("DELETE", "customers/:id", ({ parts }) => customers.remove(parts[0] ?? "")),
    controlRoute("POST", "customers/:id/lose-relationship", ({ parts }) => {
      customers.get(parts[0] ?? "").related = false;
    }),
    controlRoute("POST", "customers/:id/restore-relationship", ({ parts }) => {
      customers.get(parts[0] ?? "").related = true;
    }),
    controlRoute("POST", "customers/:id/accept-agreement", ({ parts }) => {
      customers.get(parts[0] ?? "").agreements.directlySigned = true;
    }),
    controlRoute("PATCH", "customers/:id/billing-profile", ({ parts, read }) =>
      customers.changeBillingProfile(parts[0] ?? "", read(billingProfile)),
    ),
    controlRoute("PUT", "customers/:id/account-status", ({ parts, read }) => {
      const { status } = read(z.strictObject({ status: z.enum(ACCOUNT_STATUSES).optional() }));
      customers.setAccountStatus(parts[0] ?? "", status);
    }),
    controlRoute("PUT", "domains/:domain", ({ parts }) => customers.takeDomain(parts[0] ?? "")),
    controlRoute("DELETE", "domains/:domain", ({ parts }) => customers.releaseDomain(parts[0] ?? "")),
    controlRoute("GET", "creations", () => recorder.creations),
    controlRoute("GET", "customers/:id/qualifications", ({ parts }) => of(parts).qualifications.list()),
    controlRoute("PUT", qualification, ({ parts, read }) => {
      const { qualifications, name } = of(parts);
      qualifications.put({ qualification: name, ...read(newItem) });
    }),
    controlRoute("POST", `${qualification}/approve`, ({ parts }) => {
      const { qualifications, name } = of(parts);
      qualifications.approve(name);
    }),
    controlRoute("POST", `${qualification}/deny`, ({ parts, read }) => {
      const { qualifications, name } = of(parts);
      qualifications.deny(name, read(z.strictObject({ reason: z.string().min(1).optional() })).reason);
    }),
    controlRoute("DELETE", qualification, ({ parts }) => {
      const { qualifications, name } = of(parts);
      qualifications.vanish(name);
    }),
    controlRoute("GET", "submissions", ({ query }) =>
      recorder.submissions.filter(
        ({ customerId }) => query.customerId === undefined || customerId === query.customerId.toLowerCase(),
      ),
    ),
    controlRoute("GET", "validation-codes", () => validations.all()),
    controlRoute("POST", "validation-codes", ({ read }) => validations.put(read(newCode))),
  ];
}

/** A qualification as the API spells it; what it does not know yet is taken as it is. */
function nameOf(name: string): string {
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
