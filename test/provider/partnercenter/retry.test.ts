import fc from "fast-check";
import { LONGEST_TIMER_MS, systemClock } from "../../../provider/partnercenter/clock";
import {
  decideRetry,
  DEFAULT_RETRY_POLICY,
  parseRetryAfter,
  type RetryState,
} from "../../../provider/partnercenter/retry";

const NOW = Date.UTC(2026, 0, 1);

const state = (over: Partial<RetryState> = {}): RetryState => ({
  outcome: { kind: "answer", status: 503 },
  attempts: 1,
  elapsedMs: 0,
  nowMs: NOW,
  random: 0.5,
  ...over,
});

describe("Retry-After", () => {
  test.each([
    ["7", 7000],
    ["0", 0],
    [" 1.5 ", 1500],
    ["1000000", 1e9],
    ["Thu, 01 Jan 2026 00:00:30 GMT", 30_000],
    ["Thursday, 01-Jan-26 00:00:30 GMT", 30_000],
    ["Thu, 01 Jan 2025 00:00:00 GMT", 0],
    ["-5", undefined],
    ["soon", undefined],
    ["7, maybe", undefined],
    ["Infinity", undefined],
    ["NaN", undefined],
    ["0x10", undefined],
    ["1e9", undefined],
    ["", undefined],
    [undefined, undefined],
  ])("%j", (header, expected) => expect(parseRetryAfter(header, NOW)).toBe(expected));

  test("whatever comes is a wait of at least 0, or nothing", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.integer().map(String), fc.date().map(String)), (header) => {
        const wait = parseRetryAfter(header, NOW);
        return wait === undefined || wait >= 0;
      }),
    );
  });

  test("a date is as many milliseconds as it is ahead", () => {
    const seconds = fc.integer({ min: 0, max: 10_000_000 });
    fc.assert(
      fc.property(seconds, (ahead) => {
        const header = new Date(NOW + ahead * 1000).toUTCString();
        expect(parseRetryAfter(header, NOW)).toBe(ahead * 1000);
      }),
    );
  });
});

describe("decisions", () => {
  const statuses = [200, 301, 400, 401, 403, 404, 408, 409, 412, 422, 429, 500, 501, 502, 503, 504, 599];
  test.each(statuses)("%i", (status) => {
    const { retry } = decideRetry(DEFAULT_RETRY_POLICY, state({ outcome: { kind: "answer", status } }));
    expect(retry).toBe(status === 408 || status === 429 || status >= 500);
  });

  test("a failure without an answer: by its nature", () => {
    const decide = (transient: boolean) =>
      decideRetry(DEFAULT_RETRY_POLICY, state({ outcome: { kind: "failure", transient } }));
    expect(decide(true).retry).toBe(true);
    expect(decide(false)).toEqual({ retry: false, why: "final" });
  });

  test("bounded in attempts and in total time", () => {
    expect(decideRetry(DEFAULT_RETRY_POLICY, state({ attempts: 5 }))).toEqual({
      retry: false,
      why: "attempts",
    });
    expect(decideRetry(DEFAULT_RETRY_POLICY, state({ elapsedMs: 299_999 }))).toEqual({
      retry: false,
      why: "budget",
    });
  });

  test("a million seconds are cut to the bound", () => {
    const outcome = { kind: "answer", status: 429, retryAfter: "1000000" } as const;
    expect(decideRetry(DEFAULT_RETRY_POLICY, state({ outcome }))).toEqual({
      retry: true,
      delayMs: 120_375,
      throttledMs: 120_375,
    });
  });

  test("a 429 pauses the tenant even if this call gives up; nothing else does", () => {
    const throttled = { kind: "answer", status: 429, retryAfter: "9" } as const;
    const unavailable = { kind: "answer", status: 503, retryAfter: "9" } as const;
    const last = { attempts: 5 };
    expect(decideRetry(DEFAULT_RETRY_POLICY, state({ outcome: throttled, ...last }))).toMatchObject({
      retry: false,
      throttledMs: 9500,
    });
    expect(decideRetry(DEFAULT_RETRY_POLICY, state({ outcome: unavailable }))).toEqual({
      retry: true,
      delayMs: 9375,
    });
  });

  const anyState = fc.record<RetryState>({
    outcome: fc.oneof(
      fc.record({
        kind: fc.constant("answer" as const),
        status: fc.integer({ min: 100, max: 599 }),
        retryAfter: fc.option(fc.oneof(fc.string(), fc.nat().map(String)), { nil: undefined }),
      }),
      fc.record({ kind: fc.constant("failure" as const), transient: fc.boolean() }),
    ),
    attempts: fc.integer({ min: 1, max: 10_000 }),
    elapsedMs: fc.nat(1_000_000),
    nowMs: fc.constant(NOW),
    random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  });

  test("every wait is a number that a timer can hold, within the bounds; attempts and time are never passed", () => {
    const { longestRetryAfterMs, firstDelayMs, longestDelayMs, maxAttempts, budgetMs } = DEFAULT_RETRY_POLICY;
    fc.assert(
      fc.property(anyState, (input) => {
        const decision = decideRetry(DEFAULT_RETRY_POLICY, input);
        const { throttledMs = 0 } = decision;
        expect(throttledMs).toBeLessThanOrEqual(longestRetryAfterMs + firstDelayMs);
        if (!decision.retry) return;
        expect(Number.isFinite(decision.delayMs)).toBe(true);
        expect(decision.delayMs).toBeGreaterThan(0);
        expect(decision.delayMs).toBeLessThanOrEqual(
          Math.max(longestRetryAfterMs + firstDelayMs, longestDelayMs),
        );
        expect(decision.delayMs).toBeLessThan(LONGEST_TIMER_MS);
        expect(input.attempts).toBeLessThan(maxAttempts);
        expect(input.elapsedMs + decision.delayMs).toBeLessThanOrEqual(budgetMs);
      }),
    );
  });

  test("Retry-After within the bound is never cut short", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 120 }), fc.constantFrom(429, 503), (seconds, status) => {
        const outcome = { kind: "answer", status, retryAfter: String(seconds) } as const;
        const decision = decideRetry(DEFAULT_RETRY_POLICY, state({ outcome }));
        expect(decision.retry && decision.delayMs).toBeGreaterThanOrEqual(seconds * 1000);
      }),
    );
  });

  test("without Retry-After the wait doubles, with jitter in its upper half", () => {
    const delays = [1, 2, 3, 4].map((attempts) => {
      const decision = decideRetry(DEFAULT_RETRY_POLICY, state({ attempts, random: 0 }));
      return decision.retry ? decision.delayMs : undefined;
    });
    expect(delays).toEqual([250, 500, 1000, 2000]);
  });
});

test("a wait beyond what a timer holds is no busy loop", async () => {
  jest.useFakeTimers();
  try {
    let woke = false;
    const waiting = systemClock.sleep(LONGEST_TIMER_MS + 10).then(() => (woke = true));
    await jest.advanceTimersByTimeAsync(LONGEST_TIMER_MS + 9);
    expect(woke).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    await waiting;
    const controller = new AbortController();
    const ended = systemClock.sleep(LONGEST_TIMER_MS + 10, controller.signal);
    controller.abort(new Error("enough"));
    await expect(ended).rejects.toThrow("enough");
  } finally {
    jest.useRealTimers();
  }
});
