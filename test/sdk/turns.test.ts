// When a resource's registration may go on.
import { prepared } from "../../sdk/resource";
import { QUALIFICATION } from "../../provider/declared/contradictions";
import { programYields, turn } from "../../sdk/turns";

const nextPhase = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("none before the program waits for something, then 16 at a time in the program's order", async () => {
  const letOn: number[] = [];
  for (let place = 0; place < 40; place += 1) void turn().then(() => letOn.push(place));
  await Promise.resolve();
  expect(letOn).toEqual([]);
  const places = (count: number): number[] => Array.from({ length: count }, (_, place) => place);
  for (const count of [16, 32, 40]) {
    await nextPhase();
    expect(letOn).toEqual(places(count));
  }
});

test("what is declared after a wait has its turn, too", async () => {
  await turn();
  await turn();
});

test("what is declared in one go learns together that the program waits, and nothing else does", async () => {
  const first = programYields();
  expect(programYields()).toBe(first);
  let yielded = false;
  void first.then(() => (yielded = true));
  await Promise.resolve();
  expect(yielded).toBe(false);
  const second = programYields();
  expect(second).not.toBe(first);
  await first;
  await second;
});

test("timers that a test of the user's has replaced hold nobody up", async () => {
  jest.useFakeTimers();
  const held = [turn(), programYields()];
  jest.useRealTimers();
  await Promise.all(held);
  await Promise.all([turn(), programYields()]);
});

test("Pulumi prepares what waits for its turn before all else, and no argument takes its place", () => {
  const args = { customerId: "00000000-0000-4000-8000-000000000001", __declared: "an argument" };
  const {
    arguments: [, , properties],
    failed,
  } = prepared({
    className: "CustomerQualification",
    type: "type",
    provider: "customerQualification",
    kind: QUALIFICATION,
    name: "name",
    args,
    opts: {},
    inputs: { ...args },
    outputs: { vettingStatus: undefined },
    customer: [args.customerId],
    what: undefined,
    lookFor: args.customerId,
  });
  failed(undefined);
  expect(Object.keys(properties)[0]).toBe("__declared");
  expect(properties["__declared"]).toBeInstanceOf(Promise);
});
