import type { Situation as Decided } from "../../lifecycle/definition";
import type { CustomerQualificationItem } from "../../partnercenter";
import type { Limits } from "./decision";
import { NONE, resourceId, type Inputs, type Recorded, type Seen, type Vetting } from "./model";
import { conflictingItem, DECLARED, ownItem, reportedVetting, SUBMITTED } from "./vetting";
import type { LoggedSubmission } from "./activityLogRecords";

/** What the sentences about a decision are made of (messages.ts, refusals.ts). */

/** Everything a sentence may need. */
export interface Situation extends Omit<Decided<Inputs, Recorded, Seen>, "observed"> {
  items: readonly CustomerQualificationItem[];
  limits: Limits;
  correlationId?: string;
}

/** The remedy that Microsoft gives for a denial ("Sell to education customers"). */
export const CORRECT_PROFILE =
  "have the customer's global administrator correct the organisation's profile in the Microsoft 365 admin center";

/** What follows a denial, as a `nextStep` and wherever else it is said without a count of requests. */
export const AFTER_DENIAL = `${CORRECT_PROFILE}, then change \`resubmit\``;

/** The same of what somebody has submitted less than an hour ago. */
export const AFTER_LISTING =
  "run `pulumi up` once Partner Center lists it: it is adopted without a submission";

export function subject(inputs: { customerId: string; qualification: string }): string {
  return `CustomerQualification ${resourceId(inputs)}`;
}

/** `Denied (Not an Education Customer, vetting of 2026-11-20T10:00:00Z)` */
export function describeVetting(vetting: Vetting): string {
  const details = [
    vetting.vettingReason,
    vetting.vettingCreateDate === undefined ? undefined : `vetting of ${vetting.vettingCreateDate}`,
  ].filter((detail) => detail !== undefined);
  const status = vetting.vettingStatus ?? "listed without a vetting status";
  return details.length === 0 ? status : `${status} (${details.join(", ")})`;
}

/** `by agent@partner.example through Partner Center Web App on 2026-11-02T08:00:00.000Z` */
export function describeSubmission(submission: Omit<LoggedSubmission, "customerId">): string {
  const { qualification, at, operationDate, userPrincipalName, applicationId } = submission;
  const date = at === undefined ? operationDate : new Date(at).toISOString();
  const parts = [
    userPrincipalName === undefined ? "" : `by ${userPrincipalName}`,
    applicationId === undefined ? "" : `through ${applicationId}`,
    date === undefined ? "at a time that the log does not say" : `on ${date}`,
    qualification === undefined ? "(the log does not say which qualification)" : "",
  ];
  return parts.filter((part) => part !== "").join(" ");
}

/** `verification request at least 2 of 3` */
export function ordinal(request: number, limits: Limits): string {
  const least = request > 1 ? "at least " : "";
  return `verification request ${least}${request} of ${limits.maxSubmissions}`;
}

export function resubmitHint(request: number, limits: Limits, change = "change"): string {
  return request > limits.maxSubmissions
    ? `No verification request is left (${limits.maxSubmissions} per customer): contact Microsoft partner support.`
    : `Then ${change} \`resubmit\` to submit it once more (${ordinal(request, limits)}).`;
}

export function observedPhrase(s: Situation): string {
  const own = ownItem(s.items, s.desired.qualification);
  const conflict = conflictingItem(s.items, s.desired.qualification);
  const still = s.recorded && statusBefore(s) === statusNow(s) ? "still " : "";
  const parts = [own ? `is ${still}${describeVetting(own)}` : `is ${still}not listed by Partner Center`];
  if (conflict?.vettingStatus === DECLARED)
    parts.push(`${conflict.qualification} is declared for the same customer by the same program`);
  else if (conflict?.vettingStatus?.startsWith(SUBMITTED))
    parts.push(`${conflict.qualification} was ${conflict.vettingStatus}, and may not be listed yet`);
  else if (conflict)
    parts.push(`the customer holds ${conflict.qualification} instead: ${describeVetting(conflict)}`);
  return parts.join("; ");
}

function statusNow({ items, desired }: Situation): string | undefined {
  const own = ownItem(items, desired.qualification);
  return own ? own.vettingStatus : NONE;
}

/** What was recorded before. What only a refresh has recorded is new to a person, who knows what the last `up` told. */
function statusBefore(s: Situation): string | undefined {
  if (s.recorded?.vettingStatus !== statusNow(s)) return s.recorded?.vettingStatus;
  return reportedVetting(s.recorded ?? {}).vettingStatus;
}

export function conflictRemedy(desired: Inputs, items: readonly CustomerQualificationItem[]): string {
  return conflictingItem(items, desired.qualification)?.vettingStatus === DECLARED
    ? "declare one of the two only"
    : "declare the one the customer holds, or remove this resource";
}

export function wasPhrase(s: Situation): string {
  if (!s.recorded) return "";
  const before = statusBefore(s);
  if (before === undefined) return s.recorded.submissionError ? "" : "was held, ";
  if (before === statusNow(s)) return "";
  return before === NONE ? "was not listed, " : `was ${before}, `;
}
