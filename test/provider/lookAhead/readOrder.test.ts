// The order in which a stack was read last, as it is kept on this machine.
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { ReadOrder } from "../../../provider/lookAhead/readOrder";

let parent: string;
let folder: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "partnercenter-read-order-"));
  folder = join(parent, "reads");
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

interface Changes {
  created?: readonly string[];
  deleted?: readonly string[];
  stack?: string;
}

/** A run that reads these, one after the other. @returns whom each has named */
function run(
  reads: readonly string[],
  { created = [], deleted = [], stack = "dev::schools" }: Changes = {},
): (readonly string[])[] {
  const order = new ReadOrder(stack, folder);
  const named = reads.map((one) => order.read(one));
  for (const one of created) order.created(one);
  for (const one of deleted) order.deleted(one);
  order.save();
  return named;
}

/** Whom the next run knows of, by its order. */
const kept = (stack?: string): string[] => {
  const order = new ReadOrder(stack ?? "dev::schools", folder);
  const names: string[] = [];
  for (let next = ["a"]; next.length > 0;) {
    names.push(...next);
    next = next.flatMap((one) => [...order.read(one)]);
  }
  return names;
};

test("whoever is read names the two that were read next, and nobody twice", () => {
  expect(run(["a", "b", "c", "d", "e", "f"])).toEqual([[], [], [], [], [], []]);
  expect(run(["a", "b", "c", "d", "e", "f"])).toEqual([["b", "c"], ["d", "e"], ["f"], [], [], []]);
});

test("one that is read far from the others names those after it", () => {
  run(["a", "b", "c", "d", "e", "f"]);
  expect(run(["a", "e", "b"])).toEqual([["b", "c"], ["f"], []]);
});

test("what was created is read next time, and what was deleted is not", () => {
  run([], { created: ["a", "b", "c"] });
  expect(kept()).toEqual(["a", "b", "c"]);
  run(["a", "b", "c"], { created: ["d"], deleted: ["b"] });
  expect(kept()).toEqual(["a", "c", "d"]);
  // Deleted and created again in one run: a replacement.
  run(["a", "c", "d"], { created: ["c"], deleted: ["c"] });
  expect(kept()).toEqual(["a", "c", "d"]);
});

test("a run about some of them only forgets nobody; one about most of them forgets the others", () => {
  run(["a", "b", "c", "d", "e"]);
  run(["a", "x"]);
  expect(kept()).toEqual(["a", "b", "c", "d", "e", "x"]);
  run(["a", "b", "c"]);
  expect(kept()).toEqual(["a", "b", "c"]);
});

test("a run that has read nothing keeps what there is; other stacks have their own", () => {
  run(["a", "b"]);
  run(["a", "z"], { stack: "prod::schools" });
  run([]);
  expect(kept()).toEqual(["a", "b"]);
  expect(kept("prod::schools")).toEqual(["a", "z"]);
});

test("only its owner can read it, and what nobody has used for a month is gone", () => {
  run(["a", "b"]);
  const [file = ""] = readdirSync(folder);
  if (process.platform !== "win32") {
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
  }
  const old = Date.now() / 1000 - 31 * 24 * 3600;
  utimesSync(join(folder, file), old, old);
  run(["a"], { stack: "prod::schools" });
  expect(readdirSync(folder)).toHaveLength(1);
  expect(readdirSync(folder)).not.toContain(file);
});

const onPosix = process.platform === "win32" ? test.skip : test;
onPosix("where others can write the folder, or it is none, nothing is taken from it nor kept", () => {
  run(["a", "b"]);
  chmodSync(folder, 0o777);
  expect(run(["a", "b"])).toEqual([[], []]);
  rmSync(folder, { recursive: true });
  writeFileSync(folder, "");
  expect(run(["a", "b"])).toEqual([[], []]);
});

test("whatever the last run has read, nobody is named twice, nor more than two by one", () => {
  const names = fc.uniqueArray(fc.integer({ min: 0, max: 30 }).map(String), { maxLength: 20 });
  fc.assert(
    fc.property(names, names, names, (last, reads, created) => {
      rmSync(folder, { recursive: true, force: true });
      run(last, { created });
      const named = run(reads);
      const all = named.flat();
      expect(new Set(all).size).toBe(all.length);
      expect(Math.max(0, ...named.map((some) => some.length))).toBeLessThanOrEqual(2);
      expect([...last, ...created]).toEqual(expect.arrayContaining(all));
    }),
  );
});
