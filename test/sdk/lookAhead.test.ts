// What a resource hands along so that looks are on their way before they are asked for.
import * as pulumi from "@pulumi/pulumi";
import { lookAhead } from "../../sdk/lookAhead";

const key = (number: number): string => `customer${number}`;
const keys = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, index) => key(from + index)).join(",");

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

test("the next 32 declared, also those that the program declares later", async () => {
  const first = declare(key(1));
  const others = Array.from({ length: 39 }, (_, index) => declare(key(index + 2)));
  expect(await first).toBe(keys(2, 33));
  expect(await others[0]).toBe(keys(3, 34));
  expect(await others[37]).toBe(key(40));
  expect(await others[38]).toBe("");
});

test("a customer once, and never the resource's own", async () => {
  const [first] = [key(1), key(2), key(1), key(2), key(3)].map((one) => declare(one));
  expect(await first).toBe(`${key(2)},${key(3)}`);
});

test("outputs that become known one after the other are waited for", async () => {
  const waiting: ((value: string) => void)[] = [];
  const output = (): pulumi.Output<string> =>
    pulumi.output(new Promise<string>((resolve) => waiting.push(resolve)));
  const [first, second, third] = [output(), output(), output()].map((one) => declare(one));
  waiting[0]?.(key(1));
  setImmediate(() => {
    waiting[1]?.(key(2));
    setImmediate(() => waiting[2]?.(key(3)));
  });
  expect(await first).toBe(keys(2, 3));
  expect(await second).toBe(key(3));
  expect(await third).toBe("");
});

test("one that may itself wait for this resource holds nobody up", async () => {
  const first = declare(key(1));
  const never = declare(pulumi.output(new Promise<string>(() => undefined)));
  const third = declare(key(3));
  expect(await first).toBe(key(3));
  expect(await third).toBe("");
  expect(await Promise.race([never, Promise.resolve("pending")])).toBe("pending");
});

test("what is not known, a secret, absent or failing is not handed along, and fails nobody", async () => {
  const failing = Promise.reject<string>(new Error("upstream failed"));
  const inputs = [key(1), unknown(), pulumi.secret(key(3)), undefined, failing, key(6)];
  const [first, ...others] = inputs.map((one) => declare(one));
  expect(await first).toBe(key(6));
  expect(await Promise.all(others)).toEqual([undefined, undefined, undefined, undefined, ""]);
});

test("providers and types are apart", async () => {
  const provider = {} as pulumi.ProviderResource;
  const parent = { getProvider: () => provider } as unknown as pulumi.Resource;
  const first = declare(key(1));
  const others = [declare(key(2), { provider }), declare(key(3), { parent }), declare(key(4))];
  const otherType = lookAhead(`another ${type}`, key(5), {});
  expect(await first).toBe(key(4));
  expect(await others[0]).toBe(key(3));
  expect(await otherType).toBe("");
});
