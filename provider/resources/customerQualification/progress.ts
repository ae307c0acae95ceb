import { NONE, resourceId, withDefaults, type Inputs, type Recorded } from "./model";
import { describeVetting } from "./phrases";

/** One vetting that is waited for, and what was last seen of it. */
export interface Wait {
  readonly desired: Inputs;
  /** Milliseconds since 1970. */
  readonly start: number;
  readonly deadline: number;
  latest: Recorded;
  /** Why the last look failed. */
  problem?: string;
}

/**
 * What a person can follow while vettings are waited for: one line for all of them, since a hundred customers that
 * printed one each, every minute, would say nothing.
 */
export class Progress {
  readonly #waits = new Set<Wait>();
  #printedAt = -Infinity;

  /** Who waits says so with a line of its own. */
  add(wait: Wait): this {
    if (this.#waits.size === 0) this.#printedAt = wait.start;
    this.#waits.add(wait);
    return this;
  }

  remove(wait: Wait): void {
    this.#waits.delete(wait);
  }

  /** The line that is due after a look at one that still waits: at most one in its poll interval, and about sixty in its time. */
  line(looked: Wait, now: number): string | undefined {
    const { vettingPollIntervalSeconds } = withDefaults(looked.desired);
    // A little less than the interval, so that a timer's inaccuracy leaves no line out.
    const gapMs = Math.max(vettingPollIntervalSeconds * 1000, (looked.deadline - looked.start) / 60) * 0.9;
    if (now - this.#printedAt < gapMs || now >= looked.deadline) return undefined;
    this.#printedAt = now;
    const waits = [...this.#waits];
    const [first = looked] = waits;
    const passed = Math.max(...waits.map(({ start }) => now - start));
    const left = Math.max(...waits.map(({ deadline }) => deadline - now), 0);
    const times = `${duration(passed)} so far, ${duration(left)} left`;
    if (waits.length === 1) {
      const failed = first.problem === undefined ? "" : ` The last look failed: ${first.problem}`;
      return (
        `CustomerQualification ${resourceId(first.desired)}: waiting for the vetting: ` +
        `${describeVetting(first.latest)}, ${times}.${failed}`
      );
    }
    const failed = waits.filter(({ problem }) => problem !== undefined);
    return (
      `CustomerQualification: waiting for ${waits.length} vettings (${counted(waits)}): ${times}.` +
      (failed[0] ? ` The last look failed for ${failed.length} of them, such as: ${failed[0].problem}` : "")
    );
  }
}

/** `97 InReview, 1 Escalated` */
function counted(waits: readonly Wait[]): string {
  const counts = new Map<string, number>();
  for (const { latest } of waits) {
    const status = latest.vettingStatus ?? NONE;
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return [...counts].map(([status, count]) => `${count} ${status}`).join(", ");
}

/** `45 s`, `12 min`, `30 h`, `12 days` */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 2 * 3600) return `${Math.round(seconds / 60)} min`;
  if (seconds < 72 * 3600) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}
