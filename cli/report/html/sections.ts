import { duration } from "../../../provider/resources/customerQualification/progress";
import { AFTER_DENIAL } from "../../../provider/resources/customerQualification/phrases";
import { printable } from "../../displayText";
import type { When } from "../../overdue";
import { count } from "../../progress";
import type { ReadCustomer, Reading } from "../../reading";
import { byReason, type Listed, nameOf, type Status } from "../../statusModel";
import { counted, errorTexts } from "../../statusReport";
import { type Changes, changesTitle, changeText, nextSteps } from "../changes";
import { overdueTitle, SUPPORT_TITLE, supportTexts } from "../support";
import { customerUrl } from "./customerLink";
import { html, Markup } from "./markup";
import { daysOf, type Group, GROUP_NAMES, GROUPS } from "./rows";

/** Names in a list before the table below has the rest. */
const MOST_NAMES = 8;

const section = (id: string, title: string, ...parts: Markup[]): Markup =>
  html`<section aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${parts}
  </section>`;

/** A customer's name, with the way to its page. */
function who(
  reading: Reading,
  customer: Pick<ReadCustomer, "customerId" | "companyName" | "domain">,
): Markup {
  const { customerId } = customer;
  const name = printable(nameOf({ ...customer, qualifications: [] }) ?? "") || customerId;
  const url = customerUrl(reading, customerId);
  return url === undefined
    ? html`<bdi>${name}</bdi>`
    : html`<a href="${url}" rel="noreferrer"><bdi>${name}</bdi></a>`;
}

function names<T>(all: readonly T[], group: Group, item: (one: T) => Markup): Markup {
  const more = all.length - MOST_NAMES;
  return html`<ul>
    ${all.slice(0, MOST_NAMES).map((one) => html`<li>${item(one)}</li>`)}
    ${more > 0 ? html`<li><a href="#customers" data-group="${GROUP_NAMES.indexOf(group)}">and ${count(more)} more, in the table</a></li>` : undefined}
  </ul>`;
}

/** How many stand where: each leads to the table. */
export function countsSection(status: Status): Markup {
  const tiles = GROUP_NAMES.filter((group) => status[group].length > 0).map(
    (group) =>
      html`<li class="${group}">
        <a href="#customers" data-group="${GROUP_NAMES.indexOf(group)}"
          ><strong>${count(status[group].length)}</strong> ${GROUPS[group]}</a
        >
      </li>`,
  );
  return html`<section aria-labelledby="counts">
    <h2 id="counts">Where they stand</h2>
    <ul class="tiles">
      ${tiles}
    </ul>
  </section>`;
}

export function changesSection(reading: Reading, changes: Changes | undefined): Markup | undefined {
  if (changes === undefined) return undefined;
  const next = nextSteps(changes.changes).map((step) => html`<li>${step}</li>`);
  const shown = changes.changes.slice(0, MOST_CHANGES);
  const left = changes.changes.length - shown.length;
  return section(
    "changes",
    "What has changed",
    html`<p>${changesTitle(changes)}</p>`,
    html`<ul>
      ${shown.map((one) => html`<li>${who(reading, one.customer)}: ${changeText(one)}</li>`)}
      ${left > 0 ? html`<li>and ${count(left)} more</li>` : undefined}
    </ul>`,
    ...(next.length === 0
      ? []
      : [
          html`<p>Next:</p>
            <ul>
              ${next}
            </ul>`,
        ]),
  );
}

const MOST_CHANGES = 50;

export function deniedSection(reading: Reading, { denied }: Status): Markup | undefined {
  if (denied.length === 0) return undefined;
  const reasons = byReason(denied).map(
    ([reason, listed]) =>
      html`<h3>${reason || "Without a reason"}: ${count(listed.length)}</h3>
        ${names(listed, "denied", ({ customer, item }) => html`${who(reading, customer)}, ${printable(item.qualification)}`)}`,
  );
  return section(
    "denied",
    `Denied: ${count(denied.length)}`,
    html`<p class="next"><strong>Next:</strong> ${AFTER_DENIAL}.</p>`,
    ...reasons,
  );
}

export function notReadSection(reading: Reading, { notRead }: Status): Markup | undefined {
  if (notRead.length === 0) return undefined;
  return section(
    "not-read",
    `Could not be read: ${count(notRead.length)}`,
    html`<p>Nothing is known of how these stand.</p>`,
    names(
      notRead,
      "notRead",
      (customer) => html`${who(reading, customer)}: ${errorTexts(customer.error).join(" ")}`,
    ),
  );
}

/** How long those in review have waited: the picture, the slowest by name, and the text for Microsoft's support. */
export async function reviewSection(
  reading: Reading,
  status: Status,
  when: When,
): Promise<Markup | undefined> {
  const all = [...status.overdue, ...status.inReview];
  if (all.length === 0) return undefined;
  const overdue = new Set(status.overdue);
  const dated = all.flatMap((listed) => {
    const days = daysOf(listed.item, when.now);
    return days === undefined ? [] : [{ ...listed, days, overdue: overdue.has(listed) }];
  });
  const slowest = dated.toSorted((a, b) => b.days - a.days);
  const parts: Markup[] = [];
  const median = slowest[Math.floor(slowest.length / 2)];
  if (median !== undefined && slowest[0] !== undefined) {
    const of = ({ days }: { days: number }) => duration(days * 86_400_000);
    const text = `${counted(all.length, "qualification")} in review: half for less than ${of(median)}, the longest for ${of(slowest[0])}.`;
    const overdueDays = when.overdueMs === undefined ? undefined : when.overdueMs / 86_400_000;
    const options = { overdueDays, description: text };
    const { histogramOf } = await import("./picture.mjs");
    // The page shows the one that fits.
    const [wide, narrow] = [760, 320].map((width) => new Markup(histogramOf(dated, { ...options, width })));
    parts.push(
      html`<p>${text}${overdueDays === undefined ? "" : " The dashed line is --overdue."}</p>`,
      html`<div class="wide">${wide}</div>
        <div class="narrow">${narrow}</div>`,
      html`<h3>The slowest</h3>`,
      names(
        slowest,
        "inReview",
        (one) => html`${who(reading, one.customer)}, ${printable(one.item.qualification)}: ${of(one)}`,
      ),
    );
  }
  const undated = all.length - dated.length;
  if (undated > 0) parts.push(html`<p>${count(undated)} without a date: for how long is not known.</p>`);
  return section(
    "review",
    `In review: ${count(all.length)}`,
    ...parts,
    ...support(reading, status.overdue, when),
  );
}

function support(reading: Reading, overdue: readonly Listed[], when: When): Markup[] {
  if (overdue.length === 0) return [];
  return [
    html`<h3 id="support">${overdueTitle(when)}: ${count(overdue.length)}</h3>`,
    html`<p class="next"><strong>Next:</strong> ask Microsoft's support.</p>
      <details>
        <summary>The text to send</summary>
        <p>${SUPPORT_TITLE}</p>
        <pre id="support-text" tabindex="0" role="region" aria-labelledby="support">
${supportTexts(overdue, reading, when).join("\n")}</pre>
        <button type="button" data-copy="support-text" hidden>Copy the text</button>
      </details>`,
  ];
}

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
                  ${of.slice(0, MOST_NAMES).map((one, index) => html`${index === 0 ? "" : ", "}${who(reading, one)}`)}${of.length > MOST_NAMES ? " and others" : ""}`
            }
          </li>`,
      )}${lines.length === 0 ? html`<li>None is in the log.</li>` : undefined}
    </ul>`,
  );
}
