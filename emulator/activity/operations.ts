import type { Customer } from "../customers";
import type { SubmissionRequest } from "../qualifications/contracts";
import type { Activity, Actor } from "./activityLog";

type NamedCustomer = Pick<Customer, "id" | "companyName">;

/** Something that is done to a customer. */
export const customerActivity = (
  operationType: string,
  { id, companyName }: NamedCustomer,
  actor: Actor,
): Activity => ({
  ...actor,
  customerId: id,
  customerName: companyName,
  operationType,
  resourceType: "customer",
});

/**
 * A submission. What its record holds is not published: here the worst that it could, the validation code as well, so that a
 * reader that shows it is found out.
 */
export const qualificationActivity = (
  customer: NamedCustomer,
  wanted: Pick<SubmissionRequest, "qualification"> & Partial<SubmissionRequest>,
  actor: Actor,
): Activity => ({
  ...customerActivity("update_customer_qualification", customer, actor),
  newValue: {
    Qualification: wanted.qualification,
    ...(wanted.validationCode !== undefined && { ValidationCode: wanted.validationCode }),
  },
  customizedData: [{ key: "Qualification", value: wanted.qualification }],
});
