import { Redactor } from "../../provider/partnercenter/redact";
import { count } from "../progress";
import {
  type ChangeKind,
  type Changes,
  changesTitle,
  changeText,
  nextSteps,
  whoText,
} from "../report/changes";

/** What a channel is told of a reading: what has changed, and nothing else. */
export interface Message {
  /** What a phone shows of it: how many of what, in words of ours alone. */
  title: string;
  /** Since when, and what can't be compared. */
  since: string;
  /** What needs a person first, as far as anybody would read it. The names and reasons in it come from outside. */
  lines: readonly { who: string; what: string }[];
  /** How many there are in all. */
  total: number;
  next: readonly string[];
}

const MOST_LINES = 50;
const LONGEST_CHANGE = 300;

/** @param secrets what must not be in it, whoever wrote it */
export function messageOf(all: Changes, secrets: readonly string[]): Message {
  const redactor = new Redactor(secrets);
  // Before it is cut: half a secret is not recognised any more.
  const clean = (text: string) => harmless(shortened(redactor.whole(text, "ours")));
  const total = all.changes.length;
  return {
    title: titleOf(all),
    since: changesTitle(all),
    lines: all.changes
      .slice(0, MOST_LINES)
      .map((change) => ({ who: clean(whoText(change)), what: clean(changeText(change)) })),
    total,
    next: nextSteps(all.changes).map((step) => `Next: ${step}.`),
  };
}

/** So short that all of them fit into a header of Slack. */
const KINDS: Readonly<Record<ChangeKind, string>> = {
  denied: "denied",
  notListed: "not listed any more",
  overdue: "overdue",
  customerGone: "gone",
  other: "other",
  approved: "approved",
  inReview: "in review",
};

function titleOf({ changes }: Changes): string {
  const counts = new Map<ChangeKind, number>();
  for (const { kind } of changes) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return `Partner Center: ${[...counts].map(([kind, number]) => `${count(number)} ${KINDS[kind]}`).join(", ")}`;
}

/** As JSON, with as many of the changes as there is room for in so many bytes; the others are counted. */
export function fitting(
  message: Message,
  mostBytes: number,
  form: (message: Message, more: string | undefined) => object,
): string {
  const { lines, total } = message;
  for (let shown = lines.length; ; shown -= 1) {
    const more = shown === total ? undefined : `and ${count(total - shown)} more`;
    const text = JSON.stringify(form({ ...message, lines: lines.slice(0, shown) }, more));
    if (shown === 0 || Buffer.byteLength(text) <= mostBytes) return text;
  }
}

const shortened = (text: string): string =>
  text.length <= LONGEST_CHANGE
    ? text
    : `${text.slice(0, LONGEST_CHANGE - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;

/**
 * Neither format knows markup in the texts that this is put into. An app on a phone may still make a link of what looks
 * like one, and a card fills in `{{DATE(…)}}`: a space without a width keeps both from it.
 */
const harmless = (text: string): string =>
  text
    .replace(/:(?=\/\/)/g, ":\u200b")
    .replace(/\bwww\./gi, (start) => `${start.slice(0, -1)}\u200b.`)
    .replace(/\{(?=\{)/g, "{\u200b");
