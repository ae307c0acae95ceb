import { Refused } from "../../failure";
import { remembered } from "../../lifecycle/remembered";
import type { Session } from "../../lifecycle/session";
import type { Decision } from "./decision";
import { resourceId, type Inputs } from "./model";
import { subject, type Situation } from "./phrases";
import { isProgress } from "./messages";

/**
 * What a run would do to all qualifications that the program declares for one provider. The engine asks about one after
 * the other. The Node classes tell how many there are (sdk/announce.ts); the plugin is told the end.
 */
class Tally {
  /** By URN. */
  readonly #decided = new Map<string, { name: string; what: What }>();
  readonly #counts: Record<What, number> = { submit: 0, unknown: 0, approved: 0, other: 0 };
  #declared = Infinity;
  /** Whether anything was noted since the summary was made: all are gone through for it. */
  #changed = false;
  #said = "";

  note(urn: string, name: string, what: What): void {
    const before = this.#decided.get(urn);
    if (before?.name === name && before.what === what) return;
    if (before) this.#counts[before.what] -= 1;
    this.#counts[what] += 1;
    this.#decided.set(urn, { name, what });
    this.#changed = true;
  }

  /** How many the program has declared so far: it may go on. */
  declared(count: number): void {
    this.#declared = Number.isFinite(this.#declared) ? Math.max(this.#declared, count) : count;
  }

  count(what: What): number {
    return this.#counts[what];
  }

  /** What is to be said once as many as are declared have been decided; nothing that was said before. */
  summary(preview: boolean): string[] {
    if (!this.#changed || this.#decided.size < this.#declared) return [];
    this.#changed = false;
    return this.#news(preview ? "This program would spend" : undefined);
  }

  /** The same once nothing more is asked. A run that failed has not asked about all that the program declares. */
  summaryAtEnd(preview: boolean): string[] {
    return this.#news(preview ? "This preview comes to" : undefined);
  }

  #news(submissionsAre: string | undefined): string[] {
    const lines = [
      submissionsAre === undefined ? "" : this.#submissions(submissionsAre),
      this.#approvals(),
    ].filter((line) => line !== "");
    const text = lines.join(" ");
    if (text === this.#said) return [];
    this.#said = text;
    return lines;
  }

  #submissions(are: string): string {
    const [sure, perhaps] = [this.count("submit"), this.count("unknown")];
    if (sure + perhaps === 0) return "";
    const requests = `${sure} verification ${sure === 1 ? "request" : "requests"}`;
    const most =
      perhaps === 0 ? "" : `, and up to ${perhaps} more where only \`pulumi up\` will know the customer`;
    return `${are} ${requests} in all${most}. A qualification can't be taken back.`;
  }

  #approvals(): string {
    if (this.#counts.approved === 0) return "";
    const names = this.#named("approved");
    const first = names.slice(0, FEW).join(", ");
    const others = names.length > FEW ? ` and ${names.length - FEW} others` : "";
    return (
      `${names.length} ${names.length === 1 ? "qualification has" : "qualifications have"} moved on at Microsoft (${first}${others}): ` +
      "nothing to do; `pulumi up --refresh` records it."
    );
  }

  #named(what: What): string[] {
    const found = [...this.#decided.values()].filter((one) => one.what === what).map(({ name }) => name);
    return found.sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  }
}

/** So many names are told of what needs nobody. */
const FEW = 5;

/** What becomes of one: submitted, perhaps submitted, recorded by the next refresh, or nothing that is counted. */
type What = "submit" | "unknown" | "approved" | "other";

const tallyOf = remembered(() => new Tally());

/**
 * Counts what was decided of the resource that the engine is asking about, and says what all of them come to once the
 * last was decided. "unknown" is one whose customer or settings are not known before `pulumi up`.
 *
 * @returns why the preview fails, where more would be submitted than `partnercenter:maxNewSubmissions` allows
 */
export function count(
  session: Session,
  decision: Decision | "unknown",
  situation: Pick<Situation, "desired"> & Partial<Situation>,
): string | undefined {
  const { notices, previewing: preview = false } = session;
  const { resource } = notices;
  const { desired } = situation;
  const tally = tallyOf(session);
  const what = whatOf(decision, situation);
  tally.note(resource?.urn ?? resourceId(desired), resource?.name ?? resourceId(desired), what);
  if (resource?.declared !== undefined) tally.declared(resource.declared);
  const excess = preview && what === "submit" ? tooMany(session, tally.count("submit"), desired) : undefined;
  if (excess === undefined) for (const line of tally.summary(preview)) notices.tellStack(line);
  return excess;
}

/** Says what all come to, to be called once the engine asks about nothing more. */
export function tellAtEnd(session: Session): void {
  for (const line of tallyOf(session).summaryAtEnd(session.previewing === true))
    session.notices.tellStack(line);
}

/** Counts one that nobody can decide yet. */
export function countUndecided(session: Session, desired: Inputs, why: "identity" | "creating"): void {
  // Its `create` looks for itself, and says what it does.
  if (why === "creating")
    return void count(session, { kind: "notLooked", why: "", edited: true }, { desired });
  count(session, "unknown", { desired });
  session.notices.tellStackOnce(
    "CustomerQualification: a customer or qualification is an output that is not known before `pulumi up`, which " +
      "looks then and submits if nothing is there.",
  );
}

function whatOf(decision: Decision | "unknown", situation: Parameters<typeof count>[2]): What {
  if (decision === "unknown") return "unknown";
  if (decision.kind === "submit") return "submit";
  return decision.kind === "nothing" && isProgress({ items: [], ...situation }) ? "approved" : "other";
}

const submitting = remembered(() => new Set<string>());

/** To be called before each submission. @throws Refused where it would be one more than the settings allow in one run */
export function countSubmission(session: Session, desired: Inputs): void {
  const begun = submitting(session).add(resourceId(desired));
  const excess = tooMany(session, begun.size, desired);
  if (excess !== undefined) throw new Refused(`${subject(desired)}: ${excess}`);
}

function tooMany(session: Session, number: number, desired: Inputs): string | undefined {
  const max = session.maxNewSubmissions;
  return max === undefined || number <= max
    ? undefined
    : `${desired.qualification} would be submission ${number} of one \`pulumi up\`, and \`partnercenter:maxNewSubmissions\` is ${max}. ` +
        "It was not submitted. Next: look at what the program declares; if all of it is meant, raise `partnercenter:maxNewSubmissions`.";
}
