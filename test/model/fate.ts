import type { PartnerCenter } from "../../emulator";
import {
  type Activity,
  customerActivity,
  PORTAL,
  qualificationActivity,
} from "../../emulator/activity/activityLog";
import type { QUALIFICATIONS } from "./slots";
import type { Fate } from "./steps";

/** Does what Microsoft, the portal or another partner may do to a customer; whether the qualification was there before. */
export function befall(
  partnerCenter: PartnerCenter,
  event: Fate["event"],
  customerId: string,
  name: (typeof QUALIFICATIONS)[number],
): boolean {
  const target = partnerCenter.customers.get(customerId);
  const { qualifications } = target;
  const item = qualifications.find(name);
  const there = item !== undefined;
  const vetted = name !== "StateOwnedEntity";
  const vettingCreateDate = new Date(partnerCenter.clock.now()).toISOString();
  const submission = qualificationActivity(target, { qualification: name }, PORTAL);
  const record = (activity: Activity): void => partnerCenter.activity.add(activity);
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
    case "submittedInPortal":
      record(submission);
      if (!there) befall(partnerCenter, "inReview", customerId, name);
      return there;
    case "submittedInPortalAndGone":
      record(submission);
      if (item) qualifications.vanish(name);
      return there;
    case "submittedWithoutName":
      // What a submission's record holds is not published.
      record(customerActivity("update_customer_qualification", target, PORTAL));
      return there;
    case "refusedInPortal":
      record({ ...submission, operationStatus: "failed" });
      return there;
    case "recordedTwice": {
      const at = partnerCenter.clock.now();
      record({ ...submission, at, operationStatus: "progress" });
      record({ ...submission, at });
      return there;
    }
    case "noneListed":
      qualifications.put({ qualification: name, vettingStatus: "None" });
      return there;
  }
}
