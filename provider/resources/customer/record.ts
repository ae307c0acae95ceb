import type { Properties } from "../../engineValues";
import type { CreatedCustomer } from "../../partnercenter";
import { requireRecorded } from "../../lifecycle/recorded";
import { type Inputs, type Recorded, type SeenCustomer } from "./model";
import { inputsOf, INPUT_NAMES } from "./schema";
import { addressOf, desiredProfile, valuesOf } from "./profile";

/** What goes into the state, and what comes out of it. */

const OUTPUT_TEXTS = ["commerceId", "relationshipToPartner", "adminUserName", "adminPassword"] as const;
const OUTPUT_NAMES = [...INPUT_NAMES, ...OUTPUT_TEXTS, "adopted"] as const;

/** Reads the outputs of any state that was ever written. @throws Refused where it does not say which customer it is */
export function recordedOf(outputs: Properties): Recorded {
  requireRecorded("Customer", outputs, ["customerId"]);
  const texts = OUTPUT_TEXTS.filter((name) => typeof outputs[name] === "string");
  return {
    ...(inputsOf(outputs) as Inputs & { customerId: string }),
    ...Object.fromEntries(texts.map((name) => [name, outputs[name]])),
    ...(typeof outputs["adopted"] === "boolean" ? { adopted: outputs["adopted"] } : {}),
  };
}

/** A customer that was just created. If it was found by a look, its password is lost. */
export function recordCreated(desired: Inputs, created: CreatedCustomer): Recorded {
  const { id, commerceId, relationshipToPartner, userName, password, billingProfile } = created;
  return {
    ...desired,
    ...(billingProfile
      ? valuesOf(desiredProfile(desired, billingProfile))
      : { address: declaredAddress(desired) }),
    customerId: id.toLowerCase(),
    commerceId,
    relationshipToPartner,
    adminUserName: userName,
    adminPassword: password,
    adopted: false,
  };
}

function declaredAddress({ address }: Inputs): Inputs["address"] {
  return address && addressOf(address);
}

/** The inputs together with what was observed; the creation's own words are carried over. */
export function recordSeen(
  desired: Inputs,
  customer: SeenCustomer,
  recorded: Recorded | undefined,
): Recorded {
  return {
    ...desired,
    ...valuesOf(customer.profile),
    domain: desired.domain ?? customer.domain?.toLowerCase() ?? recorded?.domain,
    organizationRegistrationNumber:
      desired.organizationRegistrationNumber ??
      recorded?.organizationRegistrationNumber ??
      customer.organizationRegistrationNumber,
    associatedPartnerId:
      desired.associatedPartnerId ??
      recorded?.associatedPartnerId ??
      customer.associatedPartnerId?.toLowerCase(),
    customerId: customer.id.toLowerCase(),
    commerceId: customer.commerceId ?? recorded?.commerceId,
    relationshipToPartner: customer.relationshipToPartner ?? recorded?.relationshipToPartner,
    adminUserName: recorded?.adminUserName,
    adminPassword: recorded?.adminPassword,
    adopted: recorded ? recorded.adopted : true,
  };
}

export type Outputs = Record<(typeof OUTPUT_NAMES)[number], unknown>;

/**
 * As the state holds it. Null is written for an output that is known to be empty: one that is missing from the state shows as
 * unknown in every preview, and so does everything that depends on it.
 */
export function outputsOf(recorded: Recorded): Outputs {
  return Object.fromEntries(OUTPUT_NAMES.map((name) => [name, recorded[name] ?? null])) as Outputs;
}
