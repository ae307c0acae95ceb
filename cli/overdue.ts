import { InvalidArgumentError } from "commander";
import {
  canonicalVettingStatus,
  type CustomerQualificationItem,
  parseVettingDate,
} from "../provider/partnercenter";

/** What is overdue, and when it is looked at. */
export interface When {
  /** Milliseconds since 1970. */
  now: number;
  /** In review for longer than this is overdue; undefined: nothing is. */
  overdueMs?: number;
}

const UNIT_MS = { h: 3_600_000, d: 86_400_000 } as const;

/** `7d` or `36h` in milliseconds. @throws InvalidArgumentError */
export function overdueMsOf(text: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)([dh])$/.exec(text.trim()) ?? [];
  const ms = Number(number) * UNIT_MS[unit as keyof typeof UNIT_MS];
  if (!(ms > 0)) throw new InvalidArgumentError("It must be a time such as 7d or 36h.");
  return ms;
}

export const isInReview = ({ vettingStatus = "" }: CustomerQualificationItem): boolean =>
  canonicalVettingStatus(vettingStatus) === "InReview";

/** Whether it has been in review for too long. One without a date is not known to be, and the report says how many are. */
export function isOverdue(item: CustomerQualificationItem, { now, overdueMs }: When): boolean {
  const since = parseVettingDate(item.vettingCreateDate);
  return overdueMs !== undefined && since !== undefined && isInReview(item) && now - since > overdueMs;
}
