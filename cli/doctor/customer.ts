import {
  type Customer,
  type CustomerQualificationItem,
  FINDINGS,
  type PartnerCenterClient,
  type TokenFacts,
} from "../../provider/partnercenter";
import { type Check, failed, ok, skipped, wrong } from "./report";

/** The relationship with one customer, and what is read of it. */
export async function* checkCustomer(
  client: PartnerCenterClient,
  customerId: string,
  facts: TokenFacts,
): AsyncGenerator<Check, void, undefined> {
  let customer: Customer;
  try {
    customer = await client.customers.getCustomer(customerId);
  } catch (error) {
    yield failed("relationship", error);
    yield* (["qualifications", "gdap"] as const).map((name) => skipped(name, "relationship failed"));
    return;
  }
  yield relationshipOf(customer);
  try {
    yield ok("qualifications", listed(await client.getCustomerQualifications(customerId)));
  } catch (error) {
    yield failed("qualifications", error);
  }
  yield gdapOf(customer, facts);
}

function relationshipOf({ id, domain, relationshipToPartner = "reseller" }: Customer): Check {
  const found = `The relationship with customer ${id}${domain === undefined ? "" : ` (${domain})`} is: ${relationshipToPartner}.`;
  return relationshipToPartner.toLowerCase() === "reseller"
    ? ok("relationship", found)
    : wrong("relationship", found, FINDINGS.relationship);
}

function listed(items: readonly CustomerQualificationItem[]): string {
  if (items.length === 0) return "They can be read: none.";
  const texts = items.map(
    ({ qualification, vettingStatus }) => `${qualification} (${vettingStatus ?? "not vetted"})`,
  );
  return `They can be read: ${texts.join(", ")}.`;
}

/** Its roles are kept by Microsoft Entra and Microsoft Graph: this API does not tell them. */
function gdapOf({ allowDelegatedAccess }: Customer, { kind }: TokenFacts): Check {
  if (kind === "app-only") return skipped("gdap", "an app-only login has no role of the customer");
  if (allowDelegatedAccess === true) return ok("gdap", "The customer allows delegated administration (DAP).");
  return skipped(
    "gdap",
    "Partner Center does not tell the roles. Government Community Cloud needs one of the customer, such as Directory Writer or License Administrator; the others need none",
  );
}
