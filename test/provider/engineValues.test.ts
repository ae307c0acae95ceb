import * as struct from "google-protobuf/google/protobuf/struct_pb";
import fc from "fast-check";
import { plain, wellFormed } from "../../provider/engineValues";
import { inClear, isSecret } from "../secretMark";

describe("plain", () => {
  test("leaves out what the engine can't carry and keeps the rest", () => {
    const value = {
      text: "a",
      no: undefined,
      list: [1, undefined, { no: undefined, yes: true }],
      big: 12n,
      call: () => 1,
      date: new Date(0),
      map: new Map([["k", undefined]]),
      set: new Set([1]),
      nan: NaN,
      nothing: null,
    };
    expect(plain(value)).toEqual({
      text: "a",
      list: [1, { yes: true }],
      big: "12",
      date: "1970-01-01T00:00:00.000Z",
      map: {},
      set: [1],
      nothing: null,
    });
  });

  test("whatever it is given, the engine's struct takes it", () => {
    const anything = fc.dictionary(
      fc.string(),
      fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withSet: true,
        withNullPrototype: true,
        withObjectString: true,
      }),
    );
    fc.assert(
      fc.property(anything, (value) => {
        const carried = plain(value) as Parameters<typeof struct.Struct.fromJavaScript>[0];
        const bytes = struct.Struct.fromJavaScript(carried).serializeBinary();
        expect(struct.Struct.deserializeBinary(bytes).toJavaScript()).toEqual(carried);
      }),
    );
  });

  test("half a character becomes one that can be sent, in values and in names", () => {
    expect(plain({ "a\ud83d": ["\ude00b", "\ud83d\ude00"] })).toEqual({
      "a\ufffd": ["\ufffdb", "\ud83d\ude00"],
    });
    expect(encodeURI(wellFormed("\ud83d"))).toBe("%EF%BF%BD");
  });

  test("secrets are marked for the engine, those that are empty are not", () => {
    const marked = plain({ code: "1234", password: null, name: "a" }, ["code", "password", "absent"]);
    expect(isSecret(marked["code"])).toBe(true);
    expect(JSON.stringify({ ...marked, code: undefined })).not.toContain("1234");
    expect(inClear(marked)).toEqual({ code: "1234", password: null, name: "a" });
    expect(Object.keys(marked)).toEqual(["code", "password", "name"]);
    expect(marked["password"]).toBeNull();
  });
});
