// Looks that are made before they are asked for: how many at a time, in which order, each once.
import { LookAhead } from "../../../provider/lookAhead/lookAhead";

const key = (number: number): string => `customer${number}`;
const keys = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => key(from + index));

/** Looks that end when the test says so. */
function looks(): { ahead: LookAhead; begun: string[]; end(key: string, failed?: boolean): Promise<void> } {
  const begun: string[] = [];
  const ends = new Map<string, { resolve: () => void; reject: (error: Error) => void }>();
  const ahead = new LookAhead((one) => {
    begun.push(one);
    return new Promise<void>((resolve, reject) => ends.set(one, { resolve, reject }));
  });
  const end = async (one: string, failed = false): Promise<void> => {
    if (failed) ends.get(one)?.reject(new Error("the look failed"));
    else ends.get(one)?.resolve();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { ahead, begun, end };
}

test("100 at a time, in their order; one that ends, or fails, makes place for the next", async () => {
  const { ahead, begun, end } = looks();
  ahead.want(keys(1, 112));
  expect(begun).toEqual(keys(1, 100));
  await end(key(7));
  expect(begun).toEqual(keys(1, 101));
  await end(key(1), true);
  expect(begun).toEqual(keys(1, 102));
});

test("each once, however often it is wanted, also after it has ended", async () => {
  const { ahead, begun, end } = looks();
  ahead.want([key(1), key(2), key(1)]);
  ahead.want([key(2)]);
  await end(key(1));
  ahead.want([key(1), key(3)]);
  expect(begun).toEqual(keys(1, 3));
});

test("who is asked for now is not looked at ahead as well", async () => {
  const { ahead, begun, end } = looks();
  ahead.want(keys(1, 102));
  ahead.asked(key(101));
  await end(key(1));
  expect(begun).toEqual([...keys(1, 100), key(102)]);
  ahead.want([key(101)]);
  expect(begun).not.toContain(key(101));
});

test("what was wanted and not begun can be forgotten, and wanted again", async () => {
  const { ahead, begun, end } = looks();
  ahead.want(keys(1, 102));
  ahead.forgetWanted();
  await end(key(1));
  await end(key(2));
  expect(begun).toEqual(keys(1, 100));
  ahead.want([key(102)]);
  expect(begun).toEqual([...keys(1, 100), key(102)]);
});
