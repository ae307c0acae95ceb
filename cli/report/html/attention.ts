import { AFTER_DENIAL } from "../../../provider/resources/customerQualification/phrases";
import { printable } from "../../displayText";
import type { When } from "../../overdue";
import { count } from "../../progress";
import type { ReadCustomer, Reading } from "../../reading";
import { byReason, type Listed, type Status } from "../../statusModel";
import { counted, errorTexts } from "../../statusReport";
import type { Changes } from "../changes";
import { overdueTitle } from "../support";
import { html, type Markup } from "./markup";
import { coded, names, section, who } from "./parts";

/** What needs a person is named up to here, for each reason. */
export const MOST_TO_DO = 20;
/** Each with its error. */
const MOST_ERRORS = 8;

/** Who needs a person, and what is to be done next, as the first thing to be read. */
export function toDoSection(status: Status, when: When, changes: Changes | undefined): Markup {
  const { denied, notRead, overdue } = status;
  const lineFor = ({ length }: readonly unknown[], id: string, what: string, next: string) =>
    length === 0
      ? []
      : html`<li>
          <a href="#${id}"><strong>${what}</strong></a
          >: ${next}
        </li>`;
  const lines = [
    lineFor(
      denied,
      "denied",
      `${count(denied.length)} denied`,
      `${reasonsText(denied)}. Have their profiles corrected, then resubmit.`,
    ),
    lineFor(
      notRead,
      "not-read",
      `${counted(notRead.length, "customer")} not read`,
      "How they stand is not known; see why.",
    ),
    lineFor(
      overdue,
      "review",
      `${count(overdue.length)} ${overdueTitle(when).toLowerCase()}`,
      "Ask Microsoft's support; the text to send is ready.",
    ),
  ].flat();
  const calm =
    when.overdueMs === undefined
      ? "nothing was denied, and all were read."
      : `nothing was denied, all were read, and nothing is ${overdueTitle(when).toLowerCase()}.`;
  return section(
    "to-do",
    "What to do",
    lines.length === 0
      ? html`<p>Nothing: ${calm}</p>`
      : html`<ul>
          ${lines}
        </ul>`,
    changes === undefined || changes.changes.length === 0
      ? undefined
      : html`<p>
          <a href="#changes"
            >${count(changes.changes.length)} ${changes.changes.length === 1 ? "has" : "have"} changed</a
          >
          since the last report.
        </p>`,
  );
}

/** Reasons that are named at the top. */
const MOST_REASONS = 3;

function reasonsText(denied: readonly Listed[]): string {
  const reasons = byReason(denied).map(
    ([reason, { length }]) => `${reason || "Without a reason"} (${count(length)})`,
  );
  const more = reasons.length > MOST_REASONS ? " and other reasons" : "";
  return `${reasons.slice(0, MOST_REASONS).join(", ")}${more}`;
}

export function deniedSection(reading: Reading, { denied }: Status): Markup | undefined {
  if (denied.length === 0) return undefined;
  const { maxSubmissions } = reading;
  const areSpent = ({ verificationRequests }: ReadCustomer) =>
    maxSubmissions !== undefined && (verificationRequests ?? 0) >= maxSubmissions;
  const requests = (customer: ReadCustomer) => {
    const { verificationRequests: used } = customer;
    if (maxSubmissions === undefined || used === undefined) return "";
    return areSpent(customer)
      ? `, all ${count(maxSubmissions)} requests used`
      : `, ${count(used)} of ${count(maxSubmissions)} requests used`;
  };
  const shown = ({ customer, item }: Listed) =>
    html`${who(reading, customer)}, ${printable(item.qualification)}${requests(customer)}`;
  const reasons = byReason(denied).map(
    ([reason, listed]) =>
      html`<h3>${reason || "Without a reason"}: ${count(listed.length)}</h3>
        ${names(listed, MOST_TO_DO, "denied", shown)}`,
  );
  return section(
    "denied",
    `Denied: ${count(denied.length)}`,
    html`<p class="next">
      <strong>Next:</strong>
      ${coded(`${AFTER_DENIAL} in the program; the next \`pulumi up\` asks Microsoft again.`)}
      ${denied.some(({ customer }) => areSpent(customer)) ? "Where all requests are used, ask Microsoft's partner support instead." : ""}
    </p>`,
    ...reasons,
  );
}

/** By what is to be done about it, so that that is said once. */
export function notReadSection(reading: Reading, { notRead }: Status): Markup | undefined {
  if (notRead.length === 0) return undefined;
  const byRemedy = new Map<string, ReadCustomer[]>();
  for (const customer of notRead) {
    const [, remedy = ""] = errorTexts(customer.error);
    byRemedy.set(remedy, [...(byRemedy.get(remedy) ?? []), customer]);
  }
  const groups = [...byRemedy]
    .sort(([, one], [, other]) => other.length - one.length)
    .map(
      ([remedy, customers]) =>
        html`<p class="next"><strong>${count(customers.length)}:</strong> ${coded(remedy)}</p>
          ${names(customers, MOST_ERRORS, "notRead", (customer) => html`${who(reading, customer)}: ${errorTexts(customer.error)[0]}`)}`,
    );
  return section(
    "not-read",
    `Could not be read: ${count(notRead.length)}`,
    html`<p>Nothing is known of how these stand.</p>`,
    ...groups,
  );
}
