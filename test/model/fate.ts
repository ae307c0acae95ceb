import type { PartnerCenter } from "../../emulator";
import type { Fate } from "./steps";

/** Does what Microsoft, the portal or another partner may do to a customer; whether the qualification was there before. */
export function befall(
  partnerCenter: PartnerCenter,
  event: Fate["event"],
  customerId: string,
  name: string,
): boolean {
  const target = partnerCenter.customers.get(customerId);
  const { qualifications } = target;
  const item = qualifications.find(name);
  const there = item !== undefined;
  const vetted = name !== "StateOwnedEntity";
  const vettingCreateDate = new Date(partnerCenter.clock.now()).toISOString();
  switch (event) {
    case "loseRelationship":
      target.related = false;
      return there;
    case "restoreRelationship":
      target.related = true;
      return there;
    case "approve":
      if (item && vetted) qualifications.approve(name);
      return there;
    case "deny":
      if (item && vetted) qualifications.deny(name);
      return there;
    case "denyAnew":
      if (vetted)
        qualifications.put({
          qualification: name,
          vettingStatus: "Denied",
          vettingReason: "Anew",
          vettingCreateDate,
        });
      return there;
    case "forget":
      if (item) qualifications.vanish(name);
      return there;
    case "inReview":
      qualifications.put({
        qualification: name,
        ...(vetted && { vettingStatus: "InReview", vettingCreateDate }),
      });
      return there;
    case "escalate":
      qualifications.put({ qualification: name, vettingStatus: "Escalated", vettingCreateDate });
      return there;
    case "approveWithoutStatus":
      qualifications.put({ qualification: name });
      return there;
    case "noneListed":
      qualifications.put({ qualification: name, vettingStatus: "None" });
      return there;
  }
}
