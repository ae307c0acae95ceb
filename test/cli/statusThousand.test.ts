// The command for as many customers as a partner may have.
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Clock } from "../../provider/partnercenter";
import { DEFAULT_LIMITER_BOUNDS } from "../../provider/partnercenter/budget";
import { EXIT } from "../../cli/failure";
import { displayWidth } from "../../cli/displayText";
import { MICROSOFT_LIMITS } from "../../emulator/index";
import { emulator, id, impatientClock, reads, run, start, vetted } from "./statusRuns";

jest.setTimeout(60_000);

/** Requests of this process that have no answer yet. */
const underWay = new Set<unknown>();
const begins = (message: unknown) => void underWay.add((message as { request: unknown }).request);
const ends = (message: unknown) => void underWay.delete((message as { request: unknown }).request);
const channels = {
  "http.client.request.start": begins,
  "http.client.response.finish": ends,
  "http.client.request.error": ends,
};
beforeAll(() => Object.entries(channels).forEach(([name, listen]) => subscribe(name, listen)));
afterAll(() => Object.entries(channels).forEach(([name, listen]) => unsubscribe(name, listen)));

test("as many are read side by side as the limiter lets", async () => {
  const { maxConcurrentReads } = DEFAULT_LIMITER_BOUNDS;
  const customers = Array.from({ length: 2 * maxConcurrentReads }, (_, index) => ({ id: id(index) }));
  await start({ customers });
  const held = customers.slice(1);
  for (const { id: customerId } of held) emulator.faultNext({ customerId }, { kind: "hold" });
  const reading = run(["status", "--all"]);
  await emulator.until(() => emulator.held === maxConcurrentReads);
  emulator.clearFaults();
  expect((await reading).output).toContain(`${customers.length} customers read`);
  expect(reads()).toHaveLength(customers.length);
});

describe("a thousand customers", () => {
  const COUNT = 1000;
  let clock: Clock;

  beforeEach(async () => {
    // Nothing is under way for seconds: whoever counts requests in a minute counts them when they come in.
    clock = impatientClock(() => underWay.size === 0);
    await start({
      clock,
      throttle: MICROSOFT_LIMITS,
      customers: Array.from({ length: COUNT }, (_, index) => ({
        id: id(index),
        companyName:
          index % 7 === 0 ? `東京都立大学附属高等学校国際交流センター ${index}` : `Contoso ${index}`,
      })),
    });
    for (let index = 0; index < COUNT; index += 3)
      vetted(id(index), index % 5 === 0 ? "Denied" : "Approved", {
        vettingReason: "Not an Education Customer",
      });
  });

  test("stay inside the budget, are shown as they are read, and fit into 80 columns", async () => {
    const began = clock.now();
    const { output, errors, exitCode } = await run(["status", "--all"], { clock });
    expect(exitCode).toBe(EXIT.denied);
    expect(emulator.requests.filter(({ status: code }) => code === 429)).toEqual([]);
    const lists = emulator.requests.filter(({ path }) => path === "/v1/customers");
    expect(lists).toHaveLength(2);
    expect(reads()).toHaveLength(COUNT);
    expect(emulator.requests).toHaveLength(COUNT + lists.length);
    // Of the clock that was given: 450 in a minute, and so a third minute has begun.
    expect(clock.now() - began).toBeGreaterThanOrEqual(120_000);

    const lines = output.split("\n");
    expect(lines.filter((line) => displayWidth(line) > 80)).toEqual([]);
    for (let index = 0; index < COUNT; index += 3) expect(output).toContain(id(index));
    // The counts stand at the end once more, when the beginning has left the screen.
    expect(output).toMatch(/What was denied stands first; --only Denied shows that alone\.\n$/);
    expect(output.split(`${COUNT.toLocaleString("en-US")} customers read`)).toHaveLength(3);

    expect(errors).not.toContain("\u001b");
    const progress = errors.trimEnd().split("\n");
    expect(progress[0]).toBe("Read 0 of 1,000 customers; about 2 min left: 450 requests a minute.");
    expect(progress.length).toBeGreaterThan(2);
    expect(progress.length).toBeLessThan(20);
  });

  test("in a terminal as one line that is taken away", async () => {
    const { errors } = await run(["status", "--all"], { clock, isTTY: true });
    expect(errors).toMatch(
      /\rRead [\d,]+ of 1,000 customers; about \d+ (s|min) left: 450 requests a minute\.\u001b\[K/,
    );
    expect(errors).not.toContain("\n");
    expect(errors.endsWith("\r\u001b[K")).toBe(true);
  });
});
