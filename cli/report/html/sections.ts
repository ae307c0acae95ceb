import { count } from "../../progress";
import type { ReadCustomer, Reading } from "../../reading";
import { type Status, summaryOf } from "../../statusModel";
import { counted } from "../../statusReport";
import { type Change, type Changes, changesTitle, changeText, nextSteps } from "../changes";
import { html, type Markup } from "./markup";
import { coded, section, who } from "./parts";
import { GROUP_NAMES, GROUPS } from "./rows";

/** How many stand where: each leads to the table. */
export function countsSection(reading: Reading, status: Status): Markup {
  const { read, qualifications } = summaryOf(reading);
  const tiles = GROUP_NAMES.filter((group) => status[group].length > 0).map(
    (group) =>
      html`<li class="${group}">
        <a href="#customers" data-group="${GROUP_NAMES.indexOf(group)}"
          ><strong>${count(status[group].length)}</strong> ${GROUPS[group]}</a
        >
      </li>`,
  );
  return section(
    "counts",
    "Where they stand",
    html`<ul class="tiles">
      ${tiles}
    </ul>`,
    html`<p class="muted">
      ${counted(read, "customer")} read, ${counted(qualifications, "qualification")}.
    </p>`,
  );
}

/** Kinds of changes that need nobody. */
const CALM: readonly Change["kind"][] = ["approved", "inReview"];

/** What needs a person one by one; the rest on demand. */
export function changesSection(reading: Reading, changes: Changes | undefined): Markup | undefined {
  if (changes === undefined) return undefined;
  const calm = changes.changes.filter(({ kind }) => CALM.includes(kind));
  const others = changes.changes.filter(({ kind }) => !CALM.includes(kind));
  return section(
    "changes",
    "What has changed",
    html`<p>${changesTitle(changes)}</p>`,
    changesList(reading, others),
    ...nextSteps(changes.changes).map(
      (step) => html`<p class="next"><strong>Next:</strong> ${coded(step)}.</p>`,
    ),
    calm.length === 0
      ? undefined
      : html`<details>
          <summary>Approved or newly in review: ${count(calm.length)}</summary>
          ${changesList(reading, calm)}
        </details>`,
  );
}

const MOST_CHANGES = 50;

function changesList(reading: Reading, changes: readonly Change[]): Markup | undefined {
  if (changes.length === 0) return undefined;
  const left = changes.length - MOST_CHANGES;
  return html`<ul>
    ${changes.slice(0, MOST_CHANGES).map((one) => html`<li>${who(reading, one.customer)}: ${changeText(one)}</li>`)}
    ${left > 0 ? html`<li>and ${count(left)} more</li>` : undefined}
  </ul>`;
}

/** Customers named in a line. */
const MOST_IN_A_LINE = 8;

/** Verification requests of three, where the activity log was read. */
export function requestsSection(reading: Reading): Markup | undefined {
  const { customers, maxSubmissions } = reading;
  if (maxSubmissions === undefined) return undefined;
  const used = new Map<number, ReadCustomer[]>();
  for (const customer of customers) {
    const requests = customer.verificationRequests ?? 0;
    const group = used.get(requests) ?? [];
    if (requests > 0) used.set(requests, group);
    group.push(customer);
  }
  const lines = [...used].sort(([a], [b]) => b - a);
  return section(
    "requests",
    "Verification requests used",
    html`<p>
      Each customer has ${count(maxSubmissions)}. This is what Microsoft's activity log shows of the last 90
      days; what it does not show may have been used all the same.
    </p>`,
    html`<ul>
      ${lines.map(
        ([requests, of]) =>
          html`<li>
            <strong>${count(requests)} of ${count(maxSubmissions)}</strong>:
            ${counted(of.length, "customer")}${
              requests < maxSubmissions
                ? undefined
                : html`, with none left:
                  ${of.slice(0, MOST_IN_A_LINE).map((one, index) => html`${index === 0 ? "" : ", "}${who(reading, one)}`)}${of.length > MOST_IN_A_LINE ? " and others" : ""}`
            }
          </li>`,
      )}${lines.length === 0 ? html`<li>None is in the log.</li>` : undefined}
    </ul>`,
  );
}
