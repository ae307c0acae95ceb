import fc from "fast-check";
import { median, spreadOf } from "../../bench/statistics";

test.each([
  [[3], 3],
  [[3, 1], 2],
  [[9, 1, 2], 2],
  [[4, 1, 2, 100], 3],
])("the median of %j is %d", (values, expected) => {
  expect(median(values)).toBe(expected);
});

test("half of the values are at most the median, half at least, in whatever order they come", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1 }), (values) => {
      const middle = median(values);
      const half = values.length / 2;
      expect(values.filter((value) => value <= middle).length).toBeGreaterThanOrEqual(half);
      expect(values.filter((value) => value >= middle).length).toBeGreaterThanOrEqual(half);
      expect(median([...values].reverse())).toBe(middle);
    }),
  );
});

test("of nothing there is no median", () => {
  expect(() => spreadOf([])).toThrow("nothing");
});
