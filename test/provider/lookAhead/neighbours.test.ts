// Whom a resource names in the state, so that a refresh can look ahead of its reads.
import fc from "fast-check";
import { namesIn, Neighbours } from "../../../provider/lookAhead/neighbours";

const customer = (number: number): string =>
  `8f9a1c52-1d0e-4c5e-9a43-${number.toString(16).padStart(12, "0")}`;
const customers = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => customer(from + index));
const run = (from: number, count: number): string => `${from}:${customers(from, count).join(",")}`;

/** Whom those name who are created in this order. */
const namedInTurn = (neighbours: Neighbours, ids: readonly string[]): string[][] =>
  ids.map((id) => namesIn(neighbours.namedBy(id) ?? "").filter((name) => name !== ""));

test("what is handed along is learnt; what is empty or no run names nobody", () => {
  const neighbours = new Neighbours();
  expect(neighbours.learn("0:a,b,,d;17:r", "a", true)).toEqual(["a", "b", "d", "r"]);
  expect(neighbours.learn("", "b", true)).toEqual([]);
  expect(neighbours.learn("a,b", "c", true)).toEqual([]);
  expect(neighbours.namedBy(undefined)).toBeUndefined();
  expect(neighbours.namedBy("a")).toBe("r");
  expect(neighbours.namedBy("b")).toBeUndefined();
});

test("the first that is created names those 8 and 9 places on, and each after it the next two", () => {
  const neighbours = new Neighbours();
  neighbours.learn(run(100, 100), customer(100), true);
  const named = namedInTurn(neighbours, customers(100, 47));
  expect(named[0]).toEqual([customer(108), customer(109)]);
  expect(named[1]).toEqual([customer(110), customer(111)]);
  expect(named[45]).toEqual([customer(198), customer(199)]);
  expect(named[46]).toEqual([]);
});

test("whoever is created, named already or not new is not named", () => {
  const neighbours = new Neighbours();
  neighbours.learn(run(0, 16), customer(0), true);
  neighbours.learn(run(11, 1), customer(11), false);
  expect(namedInTurn(neighbours, [9, 0, 1, 2].map(customer))).toEqual(
    [[8, 10], [12, 13], [14, 15], []].map((names) => names.map(customer)),
  );
});

test("the first is the first of those that are new, in whatever order they come", () => {
  const neighbours = new Neighbours();
  neighbours.learn(run(0, 100), customer(0), false);
  for (const place of [30, 22, 20, 25]) neighbours.learn(run(place, 1), customer(place), true);
  expect(namedInTurn(neighbours, [customer(25)])).toEqual([[customer(28), customer(29)]]);
});

test("outputs: named as far as the program has told", () => {
  const neighbours = new Neighbours();
  const known = new Set(customers(0, 10));
  for (const [place, id] of customers(0, 1000).entries()) {
    neighbours.learn(run(place, Math.min(33, 1000 - place)), id, true);
    expect(known).toContain(id);
    for (const name of namedInTurn(neighbours, [id]).flat()) known.add(name);
  }
  expect(known.size).toBe(1000);
});

test.each([1, 2, 3])(
  "with %i qualifications of each of a thousand customers, created and read in order, all but the first eight were named before",
  (each) => {
    const neighbours = new Neighbours();
    const declared = customers(0, 1000).flatMap((id) => Array.from({ length: each }, () => id));
    neighbours.learn(`0:${declared.join(",")}`, customer(0), true);
    const known = new Set<string>();
    for (const [place, id] of declared.entries()) {
      if (place < 8) known.add(id);
      expect(known).toContain(id);
      for (const name of namedInTurn(neighbours, [id]).flat()) known.add(name);
    }
  },
);

test("tenant ids take 22 characters, and domains stay as they are", () => {
  const neighbours = new Neighbours();
  const id = "ffffffff-eeee-4ddd-8ccc-bbbbbbbbbbbb";
  neighbours.learn(`0:contoso.edu,${"x,".repeat(7)}fabrikam.onmicrosoft.com,${id}`, "contoso.edu", true);
  const named = neighbours.namedBy("contoso.edu") ?? "";
  expect(named).toMatch(/^fabrikam\.onmicrosoft\.com,[\w-]{22}$/);
  expect(namesIn(named)).toEqual(["fabrikam.onmicrosoft.com", id]);
});

test("in whatever order a program is told and created, those next in it are named, and nobody twice", () => {
  const told = fc.record({
    from: fc.nat(40),
    count: fc.integer({ min: 1, max: 20 }),
    isNew: fc.boolean(),
    create: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(told, { maxLength: 30 }), (all) => {
      const neighbours = new Neighbours();
      const known = new Set<number>();
      const needNoName = new Set<number>();
      let firstNew = Infinity;
      for (const { from, count, isNew, create } of all) {
        neighbours.learn(run(from, count), customer(from), isNew);
        for (let place = from; place < from + count; place++) known.add(place);
        if (isNew) firstNew = Math.min(firstNew, from);
        else needNoName.add(from);
        if (!create) continue;
        needNoName.add(from);
        const next = [...known]
          .filter((place) => place >= firstNew + 8 && !needNoName.has(place))
          .sort((a, b) => a - b)
          .slice(0, 2);
        for (const place of next) needNoName.add(place);
        expect(namedInTurn(neighbours, [customer(from)])).toEqual([next.map(customer)]);
      }
    }),
  );
});
