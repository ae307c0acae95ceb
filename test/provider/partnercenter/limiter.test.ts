import fc from "fast-check";
import type { Clock } from "../../../provider/partnercenter";
import type { LimiterBounds } from "../../../provider/partnercenter/budget";
import { type CallKind, Limiter } from "../../../provider/partnercenter/limiter";

/** Time that moves to the next timer whenever nothing else is left to do. */
class ScheduledClock implements Clock {
  #now = 1_000_000;
  #timers: { at: number; wake: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = { at: this.#now + ms, wake: resolve };
      this.#timers.push(timer);
      signal?.addEventListener("abort", () => {
        this.#timers = this.#timers.filter((other) => other !== timer);
        reject(new Error("aborted"));
      });
    });
  }

  /** Runs until no timer is left. */
  async run(): Promise<void> {
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      const at = Math.min(...this.#timers.map((timer) => timer.at));
      if (at === Infinity) return;
      this.#now = Math.max(this.#now, at);
      const due = this.#timers.filter((timer) => timer.at <= this.#now);
      this.#timers = this.#timers.filter((timer) => timer.at > this.#now);
      for (const { wake } of due) wake();
    }
  }
}

/** Runs one request when it may start; a write is urgent, as in the client. */
async function run<T>(
  limiter: Limiter,
  kind: CallKind,
  request: () => Promise<T>,
  signal?: AbortSignal,
  urgent = kind === "write",
): Promise<T> {
  const leave = await limiter.turn(kind, urgent, signal);
  return request().finally(leave);
}

interface Job {
  kind: CallKind;
  arrivesMs: number;
  takesMs: number;
  fails: boolean;
  /** Asks for a pause when done, as a 429 does. */
  pausesMs: number;
}

const jobs: fc.Arbitrary<Job[]> = fc.array(
  fc.record({
    kind: fc.constantFrom<CallKind>("read", "write"),
    arrivesMs: fc.nat(90_000),
    takesMs: fc.nat(8_000),
    fails: fc.boolean(),
    pausesMs: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(30_000) }),
  }),
  { maxLength: 80 },
);

const bounds: fc.Arbitrary<LimiterBounds> = fc
  .record({
    requestsPerMinute: fc.integer({ min: 1, max: 40 }),
    burst: fc.integer({ min: 1, max: 40 }),
    maxConcurrentReads: fc.integer({ min: 1, max: 6 }),
    maxConcurrentWrites: fc.integer({ min: 1, max: 3 }),
  })
  .map((record) => ({ ...record, burst: Math.min(record.burst, record.requestsPerMinute) }));

/** Plays the jobs and returns when each started, by the order of their arrival. */
async function play(limits: LimiterBounds, list: readonly Job[]) {
  const clock = new ScheduledClock();
  const limiter = new Limiter(limits, clock);
  const begin = clock.now();
  const inFlight = { read: 0, write: 0 };
  const starts: { kind: CallKind; arrived: number; at: number }[] = [];
  const faults: string[] = [];
  let pausedUntil = -Infinity;
  let ended = 0;

  const does = async (job: Job) => {
    await clock.sleep(job.arrivesMs);
    const arrived = clock.now();
    await run(limiter, job.kind, async () => {
      const at = clock.now();
      starts.push({ kind: job.kind, arrived, at });
      inFlight[job.kind] += 1;
      if (inFlight.read > limits.maxConcurrentReads) faults.push("reads");
      if (inFlight.write > limits.maxConcurrentWrites) faults.push("writes");
      if (at < pausedUntil) faults.push("paused");
      await clock.sleep(job.takesMs);
      inFlight[job.kind] -= 1;
      if (job.pausesMs > 0) {
        limiter.pause(job.pausesMs);
        pausedUntil = Math.max(pausedUntil, clock.now() + job.pausesMs);
      }
      if (job.fails) throw new Error("failed");
    }).catch((error: Error) => expect(error.message).toBe("failed"));
    ended += 1;
  };
  const all = Promise.all(list.map(does));
  await clock.run();
  await Promise.race([all, new Promise((resolve) => setImmediate(resolve))]);
  return { starts, faults, ended, begin, lasted: clock.now() - begin };
}

test("never more in flight than allowed, nothing starts while paused, the budget of no minute is passed, all get their turn", async () => {
  await fc.assert(
    fc.asyncProperty(bounds, jobs, async (limits, list) => {
      const { starts, faults, ended } = await play(limits, list);
      expect(faults).toEqual([]);
      expect(ended).toBe(list.length);
      const times = starts.map(({ at }) => at);
      times.forEach((at, index) => {
        const next = times[index + limits.requestsPerMinute];
        if (next !== undefined) expect(next - at).toBeGreaterThanOrEqual(60_000);
      });
      // The bucket: of any burst + n starts, the last is at least n refills after the first.
      const refillMs = 60_000 / limits.requestsPerMinute;
      times.forEach((at, index) => {
        for (let n = 1; index + limits.burst + n - 1 < times.length; n += 1) {
          const later = times[index + limits.burst + n - 1] ?? Infinity;
          expect(later - at).toBeGreaterThanOrEqual(n * refillMs - 1);
        }
      });
    }),
    { numRuns: 60 },
  );
}, 60_000);

test("first come, first served, within reads and within writes", async () => {
  await fc.assert(
    fc.asyncProperty(bounds, jobs, async (limits, list) => {
      const { starts } = await play(limits, list);
      for (const kind of ["read", "write"] as const) {
        const arrivals = starts.filter((start) => start.kind === kind).map(({ arrived }) => arrived);
        expect(arrivals).toEqual([...arrivals].sort((a, b) => a - b));
      }
    }),
    { numRuns: 40 },
  );
}, 60_000);

const job = (kind: CallKind, over: Partial<Job> = {}): Job => ({
  kind,
  arrivesMs: 0,
  takesMs: 100,
  fails: false,
  pausesMs: 0,
  ...over,
});

const WIDE = { requestsPerMinute: 1000, burst: 1000, maxConcurrentReads: 1, maxConcurrentWrites: 1 };

test("long reads do not hold up a write", async () => {
  const reads = Array.from({ length: 20 }, () => job("read", { takesMs: 60_000 }));
  const { starts, begin } = await play(WIDE, [...reads, job("write", { arrivesMs: 1 })]);
  expect(starts.find(({ kind }) => kind === "write")?.at).toBe(begin + 1);
});

test("reads that wait for budget do not hold up a write", async () => {
  const limits = { requestsPerMinute: 60, burst: 1, maxConcurrentReads: 16, maxConcurrentWrites: 4 };
  const reads = Array.from({ length: 30 }, () => job("read"));
  const { starts, begin } = await play(limits, [...reads, job("write", { arrivesMs: 500 })]);
  expect(starts.find(({ kind }) => kind === "write")?.at).toBe(begin + 1000);
});

test("an urgent read goes before the others", async () => {
  const clock = new ScheduledClock();
  const limiter = new Limiter({ ...WIDE, requestsPerMinute: 60, burst: 1 }, clock);
  const order: string[] = [];
  const read = (name: string, urgent?: boolean): Promise<void> =>
    run(limiter, "read", async () => void order.push(name), undefined, urgent);
  const all = [read("first"), read("second"), read("urgent", true), read("third")];
  await clock.run();
  await Promise.all(all);
  expect(order).toEqual(["first", "urgent", "second", "third"]);
});

test("a write goes before urgent reads, for the look that it rests on grows old", async () => {
  const clock = new ScheduledClock();
  const limiter = new Limiter({ ...WIDE, requestsPerMinute: 60, burst: 1 }, clock);
  const order: string[] = [];
  const request = (kind: CallKind, name: string, urgent?: boolean): Promise<void> =>
    run(limiter, kind, async () => void order.push(name), undefined, urgent);
  const all = [
    request("read", "first"),
    request("read", "look"),
    request("read", "urgent look", true),
    request("write", "idle write", false),
    request("write", "write"),
  ];
  await clock.run();
  await Promise.all(all);
  expect(order).toEqual(["first", "write", "urgent look", "look", "idle write"]);
});

test("300 reads after a quiet time start at once, as far as they may run side by side", async () => {
  const limits = { requestsPerMinute: 450, burst: 300, maxConcurrentReads: 300, maxConcurrentWrites: 4 };
  const { starts, begin } = await play(
    limits,
    Array.from({ length: 300 }, () => job("read")),
  );
  expect(starts.every(({ at }) => at === begin)).toBe(true);
});

test("a 429 pauses those that wait, whatever they wait for", async () => {
  const { starts, begin } = await play(WIDE, [
    job("read", { pausesMs: 5000 }),
    job("read"),
    job("write", { arrivesMs: 200 }),
  ]);
  expect(starts.map(({ at }) => at - begin)).toEqual([0, 5100, 5100]);
});

test("who gives up leaves the queue", async () => {
  const clock = new ScheduledClock();
  const limiter = new Limiter(WIDE, clock);
  const order: string[] = [];
  const controller = new AbortController();
  const first = run(limiter, "read", () => clock.sleep(100));
  const second = run(limiter, "read", async () => void order.push("second"), controller.signal);
  const third = run(limiter, "read", async () => void order.push("third"));
  controller.abort(new Error("gave up"));
  await expect(second).rejects.toThrow("gave up");
  await clock.run();
  await Promise.all([first, third]);
  expect(order).toEqual(["third"]);
});

test("how long so many more requests need at least is what they need, at any time", async () => {
  await fc.assert(
    fc.asyncProperty(
      bounds,
      fc.nat(60),
      fc.nat(90_000),
      fc.nat(20_000),
      fc.integer({ min: 1, max: 80 }),
      async (limits, before, quietMs, pauseMs, count) => {
        const wide = { ...limits, maxConcurrentReads: 200 };
        const clock = new ScheduledClock();
        const limiter = new Limiter(wide, clock);
        const starts: number[] = [];
        const request = async () => void starts.push(clock.now());
        const first = Promise.all(Array.from({ length: before }, () => run(limiter, "read", request)));
        await clock.run();
        await first;
        void clock.sleep(quietMs);
        await clock.run();
        limiter.pause(pauseMs);

        const [asked, leastMs] = [clock.now(), limiter.leastMs(count)];
        const all = Promise.all(Array.from({ length: count }, () => run(limiter, "read", request)));
        await clock.run();
        await all;
        expect((starts.at(-1) ?? asked) - asked).toBe(leastMs);
      },
    ),
    { numRuns: 60 },
  );
}, 60_000);
