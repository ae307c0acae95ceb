import fc from "fast-check";
import { type Emulator, MICROSOFT_LIMITS, VirtualClock } from "../../emulator/index";
import { Throttle } from "../../emulator/throttle";
import { call, CUSTOMER, OTHER_CUSTOMER, QUALIFICATIONS, qualificationsOf, started, stopAll } from "./calls";

afterEach(stopAll);

const get = (emulator: Emulator, customerId = CUSTOMER) =>
  call(emulator, "GET", qualificationsOf(customerId));

test("the answer: 429, its own body, whole seconds in Retry-After", async () => {
  const clock = new VirtualClock();
  const emulator = await started({ clock, throttle: { partner: { calls: 2, perMs: 60_000 } } });
  await get(emulator);
  clock.advance(1500);
  await get(emulator);
  clock.advance(500);
  const answer = await get(emulator, OTHER_CUSTOMER);
  expect(answer.status).toBe(429);
  expect(answer.json).toEqual({ statusCode: 429, message: expect.stringContaining("60 seconds") as string });
  // Two calls and this one are in the window: the second has to leave it as well.
  expect(answer.headers["retry-after"]).toBe("60");
});

test("who waits as long as it is told passes; who keeps calling does not", async () => {
  const clock = new VirtualClock();
  const emulator = await started({ clock, throttle: { partner: { calls: 1, perMs: 10_000 } } });
  await get(emulator);
  const patient = await get(emulator);
  clock.advance(Number(patient.headers["retry-after"]) * 1000);
  expect((await get(emulator)).status).toBe(200);
  for (let index = 0; index < 5; index += 1) {
    clock.advance(9000);
    expect((await get(emulator)).status).toBe(429);
  }
});

test("a customer has a window of its own; calls that name none count for the partner alone", async () => {
  const emulator = await started({ clock: new VirtualClock() });
  emulator.change({ throttle: { customer: { calls: 1, perMs: 1000 } } });
  expect((await get(emulator)).status).toBe(200);
  expect((await get(emulator)).status).toBe(429);
  expect((await get(emulator, OTHER_CUSTOMER)).status).toBe(200);
  for (let index = 0; index < 3; index += 1) {
    expect((await call(emulator, "GET", "/v1/customers/all/validations")).status).toBe(200);
  }
});

test("calls without a token count for nobody", async () => {
  const emulator = await started({
    clock: new VirtualClock(),
    throttle: { partner: { calls: 1, perMs: 1000 } },
  });
  await call(emulator, "GET", QUALIFICATIONS, { token: null });
  expect((await get(emulator)).status).toBe(200);
});

test("nothing is limited unless asked for; Microsoft's own number is 500 a minute", async () => {
  expect(MICROSOFT_LIMITS).toEqual({ partner: { calls: 500, perMs: 60_000 } });
  const throttle = new Throttle(new VirtualClock(), {});
  for (let index = 0; index < 5000; index += 1) expect(throttle.count(CUSTOMER)).toBeUndefined();
});

test("property: a call passes exactly if fewer than the limit were made in the time before it", () => {
  const steps = fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 300 });
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 6 }), (pauses, calls) => {
      const clock = new VirtualClock(0);
      const throttle = new Throttle(clock, { partner: { calls, perMs: 1000 } });
      const made: number[] = [];
      for (const pause of pauses) {
        clock.advance(pause);
        const before = made.filter((at) => at > clock.now() - 1000).length;
        const wait = throttle.count(undefined);
        expect(wait === undefined).toBe(before < calls);
        made.push(clock.now());
        if (wait === undefined) continue;
        // As long as it says, and no other call: the next would pass.
        const after = made.filter((at) => at > clock.now() + wait * 1000 - 1000).length;
        expect(after).toBeLessThan(calls);
      }
    }),
  );
});
