import { z } from "zod";
import { type Customer, isCustomerId } from "../customers";
import type { PartnerCenter } from "../partnerCenter";
import { plainName } from "../qualifications/contracts";
import { REQUESTABLE } from "../qualifications/stateMachine";
import { controlRoute, type ControlRoute } from "./route";
import { vettingSchema } from "./settings";

const newCustomer = z.strictObject({
  id: z.string().refine(isCustomerId, "must be a GUID"),
  vetting: vettingSchema.optional(),
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

function shown({ id, related, verifications, qualifications }: Customer) {
  return { id, related, verifications, qualifications: qualifications.list() };
}
