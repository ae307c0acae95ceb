import { duration } from "../../../provider/resources/customerQualification/progress";
import { printable } from "../../displayText";
import type { When } from "../../overdue";
import { count } from "../../progress";
import type { Reading } from "../../reading";
import type { Listed, Status } from "../../statusModel";
import { counted } from "../../statusReport";
import { overdueTitle, SUPPORT_TITLE, supportTexts } from "../support";
import { MOST_TO_DO } from "./attention";
import { html, Markup } from "./markup";
import { names, section, who } from "./parts";
import { daysOf } from "./rows";

/** The slowest that are named where nothing is overdue. */
const MOST_SLOW = 8;

/** A vetting whose beginning is known. */
type Dated = Listed & { days: number; overdue: boolean };

/** Who waits for too long, with the text for Microsoft's support; then how long all have waited, as a picture. */
export async function reviewSection(
  reading: Reading,
  status: Status,
  when: When,
): Promise<Markup | undefined> {
  const all = [...status.overdue, ...status.inReview];
  if (all.length === 0) return undefined;
  const overdue = new Set(status.overdue);
  const slowest = all
    .flatMap((listed): Dated[] => {
      const days = daysOf(listed.item, when.now);
      return days === undefined ? [] : [{ ...listed, days, overdue: overdue.has(listed) }];
    })
    .toSorted((a, b) => b.days - a.days);
  const undated = all.length - slowest.length;
  return section(
    "review",
    `In review: ${count(all.length)}`,
    ...overdueParts(reading, slowest, status.overdue, when),
    ...(await pictureParts(slowest, all.length, when)),
    ...(overdue.size > 0 || slowest.length === 0
      ? []
      : [html`<h3>The slowest</h3>`, names(slowest, MOST_SLOW, "inReview", waiting(reading))]),
    undated === 0 ? undefined : html`<p>${count(undated)} without a date: for how long is not known.</p>`,
  );
}

const daysText = ({ days }: { days: number }) => duration(days * 86_400_000);

const waiting =
  (reading: Reading) =>
  (one: Dated): Markup =>
    html`${who(reading, one.customer)}, ${printable(one.item.qualification)}: ${daysText(one)}`;

function overdueParts(
  reading: Reading,
  slowest: readonly Dated[],
  overdue: readonly Listed[],
  when: When,
): Markup[] {
  if (overdue.length === 0) return [];
  const late = slowest.filter((one) => one.overdue);
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
    names(late, MOST_TO_DO, "overdue", waiting(reading)),
  ];
}

async function pictureParts(slowest: readonly Dated[], all: number, when: When): Promise<Markup[]> {
  const median = slowest[Math.floor(slowest.length / 2)];
  const [longest] = slowest;
  if (median === undefined || longest === undefined) return [];
  const text = `${counted(all, "qualification")} in review: half for less than ${daysText(median)}, the longest for ${daysText(longest)}.`;
  const overdueDays = when.overdueMs === undefined ? undefined : when.overdueMs / 86_400_000;
  const options = { overdueDays, description: text };
  const { histogramOf } = await import("./picture.mjs");
  // The page shows the one that fits.
  const [wide, narrow] = [760, 320].map((width) => new Markup(histogramOf(slowest, { ...options, width })));
  const line = when.overdueMs === undefined ? "" : ` The dashed line is at ${duration(when.overdueMs)}.`;
  return [
    html`${when.overdueMs === undefined ? undefined : html`<h3>How long all have waited</h3>`}
      <p>${text}${line}</p>`,
    html`<div class="wide">${wide}</div>
      <div class="narrow">${narrow}</div>`,
  ];
}
