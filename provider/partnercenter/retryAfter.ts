/**
 * The wait that a Retry-After header asks for, in milliseconds and not less than 0: seconds, or an HTTP date.
 * Undefined if there is none or it can't be read. Not bounded: that is the retry policy's decision.
 */
export function parseRetryAfter(header: string | undefined, nowMs: number): number | undefined {
  const text = header?.trim();
  if (!text) return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  // An HTTP date names its weekday; Date.parse alone would read "-5" and "7, maybe" as dates, too.
  if (!/^[a-z]{3,9},? /i.test(text)) return undefined;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? undefined : Math.max(0, instant - nowMs);
}
