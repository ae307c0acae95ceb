import type { Clock } from "../clock";
import {
  hasVetting,
  VETTING_REASONS,
  VETTING_TABLE,
  type VettingEvent,
  type VettingState,
} from "./stateMachine";

/** How a vetting ends by itself. */
export interface VettingPlan {
  /** Milliseconds from the submission to the outcome; absent: it waits to be moved by hand. */
  afterMs?: number;
  /** Default Approved. `Denied`: with the reason that {@link CustomerQualifications.deny} takes. */
  outcome?: "Approved" | "Denied" | { denied: string };
}

/** One qualification of a customer as it is kept. */
export interface QualificationItem {
  qualification: string;
  /** Any text can be put by hand: Microsoft's set is open ("Approved, Denied, InReview, etc."). */
  vettingStatus?: string;
  vettingReason?: string;
  /** When it was submitted; put by hand, it is answered as it is. */
  vettingCreateDate?: string;
}

interface Kept extends QualificationItem {
  /** Milliseconds since 1970. */
  createdAt: number;
  plan?: VettingPlan;
  /** When its plan ends it, in milliseconds since 1970; absent: it waits to be moved by hand. */
  endsAt?: number;
  /** What it was before its plan ended it. */
  endedFrom?: Kept;
  /** What a list that is behind shows in its place: what the submission found, null for nothing. Absent: put by hand. */
  before?: Kept | null;
}

/** The qualifications of one customer and the state of their vetting. */
export class CustomerQualifications {
  readonly #clock: Clock;
  readonly #kept = new Map<string, Kept>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** All of them, in the order in which they came. */
  list(): QualificationItem[] {
    this.#settle();
    return [...this.#kept.values()].map(shown);
  }

  /** How they stand, without the dates: for who goes through thousands of customers. */
  statuses(): Pick<QualificationItem, "qualification" | "vettingStatus">[] {
    this.#settle();
    return [...this.#kept.values()];
  }

  /** The same as a list shows it that is so many milliseconds behind the submissions that were taken. */
  listed(behindMs: number): QualificationItem[] {
    this.#settle();
    const until = this.#clock.now() - behindMs;
    return [...this.#kept.values()].flatMap((kept) => {
      let item: Kept | null = kept;
      while (item?.before !== undefined && item.createdAt > until) item = item.before;
      return item === null ? [] : [shown(item)];
    });
  }

  /** The names of those that hold or may come to hold: a denied one stands in no other's way. */
  standing(): string[] {
    this.#settle();
    return [...this.#kept.values()]
      .filter((item) => item.vettingStatus !== "Denied")
      .map((item) => item.qualification);
  }

  find(qualification: string): QualificationItem | undefined {
    return this.list().find((item) => item.qualification === qualification);
  }

  /** Where the vetting stands; a status put by hand that the table does not know counts as InReview. */
  state(qualification: string): VettingState {
    this.#settle();
    const item = this.#kept.get(qualification);
    if (item === undefined) return "None";
    const status = item.vettingStatus;
    return status === "Approved" || status === "Denied" ? status : "InReview";
  }

  /** A submission was taken. */
  submit(qualification: string, plan: VettingPlan): QualificationItem {
    this.#settle();
    const vetted = hasVetting(qualification);
    const before = this.#kept.get(qualification) ?? null;
    const createdAt = this.#clock.now();
    this.#kept.set(qualification, {
      before,
      qualification,
      ...(vetted && { vettingStatus: this.#next(qualification, "submit") }),
      createdAt,
      ...planned(plan, createdAt),
    });
    return this.find(qualification) as QualificationItem;
  }

  /** Set at once, without vetting: the contract of 2018. */
  setAtOnce(qualification: string): void {
    const before = this.#kept.get(qualification) ?? null;
    this.put({ qualification, ...(hasVetting(qualification) && { vettingStatus: "Approved" }) });
    Object.assign(this.#kept.get(qualification) as Kept, { before });
  }

  /** Puts an item as it is, such as one that was set in the portal or by Microsoft. */
  put(item: QualificationItem): void {
    this.#kept.set(item.qualification, { ...item, createdAt: this.#clock.now() });
  }

  approve(qualification: string): void {
    this.#move(qualification, "approve", undefined);
  }

  /** Without a reason: the documented one that fits. None is documented for Government Community Cloud. */
  deny(qualification: string, reason?: string): void {
    this.#move(qualification, "deny", reason ?? usualReason(qualification, this.state(qualification)));
  }

  /** It is no longer listed. */
  vanish(qualification: string): void {
    this.#settle();
    if (!this.#kept.delete(qualification))
      throw new Error(`${qualification} is None: no "vanish" from there`);
  }

  /** What is in review ends as planned, counted from now. */
  plan(plan: VettingPlan): void {
    this.#settle();
    for (const [qualification, item] of this.#kept)
      if (hasVetting(qualification) && this.state(qualification) === "InReview")
        this.#kept.set(qualification, { ...item, ...planned(plan, this.#clock.now()) });
  }

  /** What this plan has not ended yet waits to be moved by hand. */
  forget(plan: VettingPlan): void {
    this.#settle();
    for (const [qualification, item] of this.#kept)
      if (item.plan === plan) this.#kept.set(qualification, { ...item, plan: undefined, endsAt: undefined });
  }

  /**
   * Runs a change.
   *
   * @returns what takes it back, except where something else has happened to a qualification since. That a plan has ended
   * it is part of the change.
   */
  reversibly(change: () => void): () => void {
    this.#settle();
    const before = new Map(this.#kept);
    change();
    const after = new Map(this.#kept);
    return () => {
      this.#settle();
      for (const name of new Set([...before.keys(), ...after.keys()])) {
        const now = this.#kept.get(name);
        const was = before.get(name);
        if (after.get(name) !== (now?.endedFrom ?? now)) continue;
        if (was === undefined) this.#kept.delete(name);
        else this.#kept.set(name, was);
      }
    };
  }

  #move(qualification: string, event: VettingEvent, reason: string | undefined): void {
    const next = this.#next(qualification, event);
    const item = this.#kept.get(qualification) as Kept;
    const { vettingReason: _old, plan: _plan, endsAt: _endsAt, endedFrom: _endedFrom, ...rest } = item;
    this.#kept.set(qualification, {
      ...rest,
      vettingStatus: next,
      ...(reason !== undefined && { vettingReason: reason }),
    });
  }

  #next(qualification: string, event: VettingEvent): VettingState {
    if (!hasVetting(qualification)) throw new Error(`${qualification} has no vetting: no "${event}"`);
    const state = this.state(qualification);
    const next = VETTING_TABLE[state][event];
    if (next === undefined) throw new Error(`${qualification} is ${state}: no "${event}" from there`);
    return next;
  }

  /** Ends the vettings whose time has come; done whenever someone looks, so no timer runs. */
  #settle(): void {
    for (const [qualification, item] of this.#kept) {
      const { plan, endsAt } = item;
      if (plan === undefined || endsAt === undefined || this.#clock.now() < endsAt) continue;
      const ended = { ...item, plan: undefined, endsAt: undefined, ...outcomeOf(plan, item) };
      this.#kept.set(qualification, { ...ended, endedFrom: item });
    }
  }
}

/** As it is answered. */
function shown(kept: Kept): QualificationItem {
  const { createdAt, plan: _plan, endsAt: _endsAt, endedFrom: _endedFrom, before: _before, ...item } = kept;
  return {
    ...item,
    ...(hasVetting(item.qualification) && {
      vettingCreateDate: item.vettingCreateDate ?? new Date(createdAt).toISOString(),
    }),
  };
}

/** How a vetting ends that begins or is planned at this time. */
function planned(plan: VettingPlan, from: number): Pick<Kept, "plan" | "endsAt"> {
  return { plan, endsAt: plan.afterMs === undefined ? undefined : from + plan.afterMs };
}

function outcomeOf({ outcome = "Approved" }: VettingPlan, item: Kept): Partial<Kept> {
  if (item.vettingStatus !== "InReview") return {};
  if (outcome === "Approved") return { vettingStatus: "Approved" };
  const reason = outcome === "Denied" ? usualReason(item.qualification, "InReview") : outcome.denied;
  return { vettingStatus: "Denied", ...(reason !== undefined && { vettingReason: reason }) };
}

/** The documented reason of a denial that fits. */
function usualReason(qualification: string, from: VettingState): string | undefined {
  return qualification === "Education" ? VETTING_REASONS[from === "Approved" ? 1 : 0] : undefined;
}
