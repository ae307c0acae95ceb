import { ACTIVITY_LOG_DAYS } from "./models";

const DAY_MS = 86_400_000;

/** `yyyy-mm-dd`, in UTC. */
const textOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Whether a text is a day that the calendar has. JavaScript alone takes 2026-11-31 for the first of December. */
export function isDay(text: string): boolean {
  const start = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(start) && textOf(start) === text;
}

/**
 * The first day to read of the activity log, as a person gives it, in UTC.
 *
 * @param now milliseconds since 1970
 * @returns its beginning, or what the text must be instead
 */
export function readLogDay(text: unknown, now: number): Date | string {
  if (typeof text !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(text))
    return "must be a day such as 2026-11-01";
  if (!isDay(text)) return "must be a day that the calendar has, such as 2026-11-01";
  const [oldest, today] = [textOf(now - ACTIVITY_LOG_DAYS * DAY_MS), textOf(now)];
  if (text >= oldest && text <= today) return new Date(`${text}T00:00:00Z`);
  return (
    `must be a day of the activity log: it goes back ${ACTIVITY_LOG_DAYS} days, so from ${oldest} until today ` +
    `(${today} in UTC)`
  );
}
