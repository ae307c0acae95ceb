// What two declarations are compared by.
import fc from "fast-check";
import { ByCustomer } from "../../provider/declared/byCustomer";

interface One {
  readonly keys: string[];
}

test("property: the others are those that share a key and were not removed, each once", () => {
  const keys = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 3 });
  fc.assert(
    fc.property(fc.array(fc.record({ keys, removed: fc.boolean() }), { maxLength: 12 }), (declared) => {
      const all = new ByCustomer<One>();
      for (const one of declared) for (const key of one.keys) all.add(key, one);
      for (const one of declared) if (one.removed) all.remove(one.keys, one);
      for (const one of declared) {
        const others = all.others(one.keys, one);
        const expected = declared.filter(
          (other) => other !== one && !other.removed && other.keys.some((key) => one.keys.includes(key)),
        );
        expect(new Set(others)).toEqual(new Set(expected));
        expect(others).toHaveLength(expected.length);
      }
    }),
  );
});
