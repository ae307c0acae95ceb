import { type ErrorEntry, PartnerCenterError } from "../../provider/partnercenter";
import type { Check, CheckName } from "./report";

// How a check ends. A remedy comes from the error table and from nowhere else.

export const ok = (name: CheckName, found: string): Check => ({ name, result: "ok", found });

/** @param why - what it needs and does not have, or why it does not apply */
export const skipped = (name: CheckName, why: string): Check => ({ name, result: "skipped", found: why });

export const warned = (name: CheckName, found: string, { meaning, remedy }: ErrorEntry): Check => ({
  name,
  result: "warning",
  found: `${found} ${meaning}`,
  remedy,
});

export const wrong = (name: CheckName, found: string, { meaning, remedy }: ErrorEntry): Check => ({
  name,
  result: "failed",
  found: `${found} ${meaning}`,
  remedy,
});

/** A check that ended with an error of the client. Any other error is a defect, and thrown. */
export function failed(name: CheckName, error: unknown): Check {
  if (!(error instanceof PartnerCenterError)) throw error;
  const { message, meaning, remedy, code, correlationId } = error;
  return {
    name,
    result: "failed",
    found: `${message.split("\n")[0] ?? ""}. ${meaning}`,
    remedy,
    ...(code !== undefined && { code }),
    ...(correlationId !== undefined && { correlationId }),
  };
}
