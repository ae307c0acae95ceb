import { z } from "zod";
import type { Properties } from "../../engineValues";
import { Refused } from "../../failure";
import { isDay } from "../../partnercenter/activity/logDay";
import {
  bool,
  guid,
  isEmail,
  lowerCase,
  oneOf,
  seconds,
  text,
  inputsIn,
  namesOf,
  validateInputs,
  type Validated,
} from "../../lifecycle/validation";
import { type Inputs } from "./model";

/** What a program may declare ("Confirm customer acceptance of the Microsoft Customer Agreement", request body). */

const name = text("1 to 50 characters", (value) => value.trim().length > 0 && value.length <= 50);

const attestation = z.strictObject(
  {
    firstName: name,
    lastName: name,
    email: text("an e-mail address of the customer", isEmail),
    phoneNumber: text("at most 50 characters", (value) => value.length <= 50).optional(),
    dateAgreed: text(
      "a date of ISO 8601, such as 2025-11-20T10:00:00Z",
      (value) =>
        /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d)?)?$/.test(value) &&
        isDay(value.slice(0, 10)) &&
        !Number.isNaN(Date.parse(value)),
    ).optional(),
  },
  {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? undefined
        : "must be who accepted for the customer, with firstName, lastName and email",
  },
);

const schema = z.strictObject({
  customerId: guid("the customer's tenant id"),
  agreementType: oneOf(["MicrosoftCustomerAgreement", "MicrosoftCloudAgreement"]).optional(),
  waitForAcceptance: bool().optional(),
  acceptanceTimeoutSeconds: seconds(30 * 24 * 3600).optional(),
  acceptancePollIntervalSeconds: seconds(24 * 3600).optional(),
  attestation: attestation.optional(),
} satisfies Record<keyof Inputs, z.ZodType>);

export const INPUT_NAMES = namesOf<Inputs>(schema);

/** The inputs out of outputs, old inputs or anything that carries them among other things. */
export const inputsOf = (properties: Properties): Inputs => inputsIn(schema, properties) as Inputs;

/** The customer's id in lower case. */
export function validate(news: Properties): Validated<Inputs> {
  return validateInputs<Inputs>(schema, news, ({ customerId }) =>
    customerId === undefined ? {} : { customerId: lowerCase(customerId) },
  );
}

/** @throws Refused where the id is not `{customerId}/{agreementType}` */
export function identityOf(id: string): Inputs {
  const [customerId, agreementType, ...rest] = id.split("/");
  const { inputs, failures } = validate({ customerId, agreementType });
  if (agreementType !== undefined && rest.length === 0 && failures.length === 0) return inputs;
  throw new Refused(
    `CustomerAgreement: the id "${id.slice(0, 200)}" is not of the form {customerId}/{agreementType}, such as ` +
      "8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11/MicrosoftCustomerAgreement.",
  );
}
