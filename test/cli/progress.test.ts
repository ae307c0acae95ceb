import { LiveText, readingText, type ReadingState } from "../../cli/progress";

const reading = (over: Partial<ReadingState>): string =>
  readingText({
    total: 1000,
    done: 0,
    failed: 0,
    elapsedMs: 0,
    leastMs: 0,
    requestsPerMinute: 450,
    ...over,
  });

test.each([
  [{ total: undefined, done: 500 }, "Listing the customers: 500 so far."],
  [{ leastMs: 120_000 }, "Read 0 of 1,000 customers; about 2 min left: 450 requests a minute."],
  [
    { done: 412, failed: 3, leastMs: 81_600, elapsedMs: 15_000 },
    "Read 412 of 1,000 customers (3 failed); about 82 s left: 450 requests a minute.",
  ],
  // Slower than the budget allows: then it is not the budget that one waits for.
  [{ done: 100, leastMs: 60_000, elapsedMs: 60_000 }, "Read 100 of 1,000 customers; about 9 min left."],
  // The first answers say nothing of the pace, and little time is not worth a word.
  [{ done: 1, leastMs: 1000, elapsedMs: 900 }, "Read 1 of 1,000 customers."],
  [
    { done: 400, leastMs: 80_000, elapsedMs: 15_000, pausedMs: 42_000 },
    "Read 400 of 1,000 customers. Partner Center has asked for a pause (429, throttled): going on in 42 s.",
  ],
  [
    { total: undefined, done: 500, pausedMs: 42_000 },
    "Listing the customers: 500 so far. Partner Center has asked for a pause (429, throttled): going on in 42 s.",
  ],
  [{ done: 1000, elapsedMs: 140_000 }, "Read 1,000 of 1,000 customers."],
])("%j", (state, text) => expect(reading(state)).toBe(text));

const LONG = "Read 412 of 1,000 customers (3 failed); about 82 s left: 450 requests a minute.";

function shown(output: { isTTY?: boolean; columns?: number }, environment = {}) {
  const written: string[] = [];
  let now = 0;
  const live = new LiveText(
    { ...output, write: (text: string) => written.push(text) },
    { now: () => now, sleep: async () => undefined },
    environment,
  );
  return { written, live, passMs: (ms: number) => (now += ms) };
}

test("a live line never wraps, for then it could not be taken back", () => {
  const { written, live } = shown({ isTTY: true, columns: 40 });
  live.update(() => LONG);
  live.end();
  expect(written).toEqual([`\r${LONG.slice(0, 39)}\u001b[K`, "\r\u001b[K"]);
});

test.each([
  ["a file", {}, {}],
  ["a terminal that knows no codes", { isTTY: true }, { TERM: "dumb" }],
])("in %s a line now and then", (_where, output, environment) => {
  const { written, live, passMs } = shown(output, environment);
  live.update(() => "begun", true);
  for (let second = 1; second <= 40; second += 1) {
    passMs(1000);
    live.update(() => `after ${second} s`);
  }
  live.end();
  expect(written).toEqual(["begun\n", "after 15 s\n", "after 30 s\n"]);
});

test("what is done at once is not worth a line", () => {
  const { written, live } = shown({});
  live.update(() => "begun");
  live.end();
  expect(written).toEqual([]);
});
