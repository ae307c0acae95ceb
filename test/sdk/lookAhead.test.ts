// What a resource hands along so that looks are on their way before they are asked for.
import * as pulumi from "@pulumi/pulumi";
import { lookAhead } from "../../sdk/announce";

const key = (number: number): string => `customer${number}`;
/** A run of keys as it is handed along: the place of its first, then these. */
const keys = (from: number, to: number): string =>
  `${from}:${Array.from({ length: to - from + 1 }, (_, index) => key(from + index)).join(",")}`;

/** Each test declares resources of a type of its own. */
let type = "";
beforeEach(() => (type = expect.getState().currentTestName ?? ""));
const declare = (input: pulumi.Input<string | undefined>, opts: pulumi.CustomResourceOptions = {}) =>
  lookAhead(type, input, opts);

/** As the SDK makes them: an output of a resource that does not exist yet, in a preview. */
function unknown(): pulumi.Output<string> {
  const Output = pulumi.Output as unknown as new (...details: unknown[]) => pulumi.Output<string>;
  const [value, known, secret] = [undefined, false, false].map((detail) => Promise.resolve(detail));
  return new Output(new Set(), value, known, secret, Promise.resolve(new Set()));
}

test("itself and the next 16, also those that the program declares later, and 16 that come much later", async () => {
  const declared = Array.from({ length: 100 }, (_, place) => declare(key(place)));
  expect(await declared[0]).toBe(`${keys(0, 16)};${keys(17, 32)}`);
  expect(await declared[1]).toBe(`${keys(1, 17)};${keys(33, 48)}`);
  expect(await declared[5]).toBe(`${keys(5, 21)};${keys(97, 99)}`);
  expect(await declared[6]).toBe(keys(6, 38));
  expect(await declared[98]).toBe(keys(98, 99));
  expect(await declared[99]).toBe(keys(99, 99));
});

test("the first few name a whole program", async () => {
  const declared = await Promise.all(Array.from({ length: 1000 }, (_, place) => declare(key(place))));
  const named = new Set(declared.slice(0, 62).flatMap((text) => text?.split(/[;:,]/) ?? []));
  for (let place = 0; place < 1000; place += 1) expect(named).toContain(key(place));
});

test("outputs that become known one after the other are waited for", async () => {
  const waiting: ((value: string) => void)[] = [];
  const output = (): pulumi.Output<string> =>
    pulumi.output(new Promise<string>((resolve) => waiting.push(resolve)));
  const [first, second, third] = [output(), output(), output()].map((one) => declare(one));
  waiting[0]?.(key(0));
  setImmediate(() => {
    waiting[1]?.(key(1));
    setImmediate(() => waiting[2]?.(key(2)));
  });
  expect(await first).toBe(keys(0, 2));
  expect(await second).toBe(keys(1, 2));
  expect(await third).toBe(keys(2, 2));
});

test("outputs are named in the order in which they become known, 32 of them at the most", async () => {
  const waiting: ((value: string) => void)[] = [];
  const declared = Array.from({ length: 100 }, () =>
    declare(pulumi.output(new Promise<string>((resolve) => waiting.push(resolve)))),
  );
  // The last declared is known first, and so on.
  for (const [index, resolve] of [...waiting].reverse().entries()) {
    resolve(key(index));
    await new Promise((known) => setImmediate(known));
  }
  expect(await declared[99]).toBe(`${keys(0, 16)};${keys(17, 32)}`);
  expect(await declared[97]).toBe(keys(2, 34));
  expect(await declared[50]).toBe(keys(49, 81));
  expect(await declared[0]).toBe(keys(99, 99));
});

test("one that may itself wait for this resource holds nobody up", async () => {
  const first = declare(key(0));
  const never = declare(pulumi.output(new Promise<string>(() => undefined)));
  const third = declare(key(1));
  expect(await first).toBe(keys(0, 1));
  expect(await third).toBe(keys(1, 1));
  expect(await Promise.race([never, Promise.resolve("pending")])).toBe("pending");
});

test("what is not known, a secret, absent or failing is not handed along, and fails nobody", async () => {
  const failing = Promise.reject<string>(new Error("upstream failed"));
  const inputs = [key(0), unknown(), pulumi.secret("a secret"), undefined, failing, key(1)];
  const [first, ...others] = inputs.map((one) => declare(one));
  expect(await first).toBe(keys(0, 1));
  expect(await Promise.all(others)).toEqual([undefined, undefined, undefined, undefined, keys(1, 1)]);
});

test("providers and types are apart", async () => {
  const provider = {} as pulumi.ProviderResource;
  const parent = { getProvider: () => provider } as unknown as pulumi.Resource;
  const first = declare(key(1));
  const others = [declare(key(2), { provider }), declare(key(3), { parent }), declare(key(4))];
  const otherType = lookAhead(`another ${type}`, key(5), {});
  expect(await first).toBe(`0:${key(1)},${key(4)}`);
  expect(await others[0]).toBe(`0:${key(2)},${key(3)}`);
  expect(await otherType).toBe(`0:${key(5)}`);
});
