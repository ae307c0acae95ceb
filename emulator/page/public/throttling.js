// How much of the partner's limit is used.
import { byId, setAttribute, setText } from "./dom.js";

export function showThrottling({ throttling }) {
  const { used, limit, perMs, throttledOfLate, throttled } = throttling;
  const meter = byId("meter");
  meter.hidden = limit === undefined;
  const window = perMs === 60_000 ? "the last minute" : `the last ${(perMs ?? 0) / 1000} s`;
  const text = limit === undefined ? "No limit is set." : `${used} of ${limit} requests in ${window}`;
  setText(byId("meter-text"), text);
  const late = throttledOfLate > 0 ? `${throttledOfLate} answered with 429 in this time, ` : "";
  setText(
    byId("meter-429"),
    throttled === 0 ? "None was answered with 429." : `${late}${throttled} answered with 429 in all.`,
  );
  if (limit === undefined) return;
  setAttribute(meter, "aria-valuemax", String(limit));
  // Rejected calls count as well, so more can be used than there is.
  setAttribute(meter, "aria-valuenow", String(Math.min(used, limit)));
  setAttribute(meter, "aria-valuetext", text);
  const share = limit === 0 ? 1 : Math.min(1, used / limit);
  byId("meter-fill").style.width = `${share * 100}%`;
  setAttribute(meter, "class", `meter ${share >= 1 ? "full" : share >= 0.8 ? "near" : ""}`);
}
