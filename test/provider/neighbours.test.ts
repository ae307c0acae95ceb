// Whom a resource names in the state, so that a refresh can look ahead of its reads.
import { namesIn, Neighbours } from "../../provider/neighbours";

const customer = (number: number): string =>
  `8f9a1c52-1d0e-4c5e-9a43-${number.toString(16).padStart(12, "0")}`;
const customers = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => customer(from + index));
const run = (from: number, count: number): string => `${from}:${customers(from, count).join(",")}`;

test("what is handed along is learnt; what is empty or no run names nobody", () => {
  const neighbours = new Neighbours();
  expect(neighbours.learn("0:a,b,,d;17:r", true)).toEqual(["a", "b", "d", "r"]);
  expect(neighbours.learn("", true)).toEqual([]);
  expect(neighbours.learn("a,b", true)).toEqual([]);
  expect(neighbours.namedBy("a")).toBeUndefined();
  expect(neighbours.namedBy("unheard of")).toBeUndefined();
  expect(neighbours.namedBy(undefined)).toBeUndefined();
});

test("the first names those 8 and 9 places on, and the one n after it those 2n + 8 and 2n + 9 after it", () => {
  const neighbours = new Neighbours();
  neighbours.learn(run(100, 100), true);
  const named = (place: number): string[] => namesIn(neighbours.namedBy(customer(place)) ?? "");
  expect(named(100)).toEqual([customer(108), customer(109)]);
  expect(named(101)).toEqual([customer(110), customer(111)]);
  expect(named(145)).toEqual([customer(198), customer(199)]);
  expect(neighbours.namedBy(customer(146))).toBeUndefined();
});

test("the first is the first of those that are new, in whatever order they come", () => {
  const neighbours = new Neighbours();
  neighbours.learn(run(0, 100), false);
  for (const place of [30, 22, 20, 25]) neighbours.learn(run(place, 1), true);
  expect(namesIn(neighbours.namedBy(customer(20)) ?? "")).toEqual([customer(28), customer(29)]);
  expect(namesIn(neighbours.namedBy(customer(25)) ?? "")).toEqual([customer(38), customer(39)]);
});

test.each([1, 2, 3])(
  "with %i qualifications of each of a thousand customers, read in order and eight at a time, all but the first were named before",
  (each) => {
    const neighbours = new Neighbours();
    const declared = customers(0, 1000).flatMap((id) => Array.from({ length: each }, () => id));
    neighbours.learn(`0:${declared.join(",")}`, true);
    const known = new Set<string>();
    for (const [place, id] of declared.entries()) {
      if (place < 8) known.add(id);
      expect(known).toContain(id);
      for (const name of namesIn(neighbours.namedBy(id) ?? "")) known.add(name);
    }
  },
);

test("a customer of several qualifications names two others, not one twice, nor itself", () => {
  const neighbours = new Neighbours();
  const twice = customers(0, 8).flatMap((id) => [id, id]);
  neighbours.learn(`0:${twice.join(",")}`, true);
  expect(namesIn(neighbours.namedBy(customer(0)) ?? "")).toEqual([customer(4), customer(5)]);

  const aside = new Neighbours();
  aside.learn(`0:${customers(0, 8).join(",")},${[0, 9, 0, 10].map(customer).join(",")}`, true);
  expect(namesIn(aside.namedBy(customer(0)) ?? "")).toEqual([customer(9), customer(10)]);
});

test("tenant ids take 22 characters, and domains stay as they are", () => {
  const neighbours = new Neighbours();
  const id = "ffffffff-eeee-4ddd-8ccc-bbbbbbbbbbbb";
  neighbours.learn(`0:contoso.edu,${"x,".repeat(7)}fabrikam.onmicrosoft.com,${id}`, true);
  const named = neighbours.namedBy("contoso.edu") ?? "";
  expect(named).toMatch(/^fabrikam\.onmicrosoft\.com,[\w-]{22}$/);
  expect(namesIn(named)).toEqual(["fabrikam.onmicrosoft.com", id]);
});
