import fc from "fast-check";
import { parseVettingDate, sameVetting } from "../../../provider/partnercenter";
import { parseJson } from "../../../provider/partnercenter/decode/json";
import { decodeText } from "../../../provider/partnercenter/decode/text";

describe("text", () => {
  const text = JSON.stringify([{ qualification: "Education", vettingReason: "ä€😀" }]);
  const utf16 = Buffer.from(text, "utf16le");
  test.each([
    ["UTF-8", Buffer.from(text)],
    ["UTF-8 with a byte order mark", Buffer.from(`\uFEFF${text}`)],
    ["UTF-16 LE with a mark", Buffer.from(`\uFEFF${text}`, "utf16le")],
    ["UTF-16 BE with a mark", Buffer.from(`\uFEFF${text}`, "utf16le").swap16()],
    ["UTF-16 LE without a mark", utf16],
    ["UTF-16 BE without a mark", Buffer.from(utf16).swap16()],
  ])("%s", (_, bytes) => expect(decodeText(bytes)).toBe(text));

  test("every text survives each encoding", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const encoded = JSON.stringify(value);
        const marked = Buffer.from(`\uFEFF${encoded}`, "utf16le");
        expect(decodeText(marked)).toBe(encoded);
        expect(decodeText(marked.swap16())).toBe(encoded);
        expect(decodeText(Buffer.from(`\uFEFF${encoded}`))).toBe(Buffer.from(encoded).toString());
      }),
    );
  });
});

describe("JSON", () => {
  test("comments and trailing commas, but not in texts", () => {
    const printed = '{"a": "http://x, ]", /* b */ "c": [1, 2, ], // "d": 1,\n "e": "/* f */\\",}", }';
    expect(parseJson(printed)).toEqual({
      ok: true,
      value: { a: "http://x, ]", c: [1, 2], e: '/* f */",}' },
    });
  });

  test.each([[""], ["<html></html>"], ["{"], ["//"], ["[1 2]"], ["undefined"]])("no JSON: %j", (text) => {
    expect(parseJson(text)).toEqual({ ok: false });
  });

  test("JSON is read as JSON.parse does", () => {
    fc.assert(
      fc.property(fc.json(), (text) =>
        expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text) as unknown }),
      ),
    );
  });
});

describe("dates", () => {
  const instant = Date.UTC(2020, 11, 3, 10, 37, 38, 885);
  test.each([
    ["2020-12-03T10:37:38.885Z", instant],
    ["2020-12-03T10:37:38.8850000+00:00", instant],
    ["2020-12-03T11:37:38.885+01:00", instant],
    ["2020-12-03T10:37:38.885", instant],
    ["2020-12-04T20:54:24Z", Date.UTC(2020, 11, 4, 20, 54, 24)],
    ["2021-05-06T19:59:56.6832021+00:00", Date.UTC(2021, 4, 6, 19, 59, 56, 683)],
    ["07/09/2020: 00:00:00", Date.UTC(2020, 6, 9)],
    ["13/45/2020: 00:00:00", undefined],
    ["yesterday", undefined],
    ["", undefined],
    [undefined, undefined],
  ])("%j", (text, expected) => expect(parseVettingDate(text)).toBe(expected));

  test("no text makes it throw, and what Date writes is read back", () => {
    fc.assert(
      fc.property(fc.string(), fc.date({ noInvalidDate: true }), (text, date) => {
        parseVettingDate(text);
        expect(parseVettingDate(date.toISOString())).toBe(date.getTime());
      }),
    );
  });

  const denied = {
    qualification: "Education",
    vettingStatus: "Denied",
    vettingCreateDate: "2020-12-03T10:37:38.885Z",
  };
  test.each([
    ["the same", denied, true],
    ["rounded to a second", { ...denied, vettingCreateDate: "2020-12-03T10:37:38Z" }, true],
    ["in another zone", { ...denied, vettingCreateDate: "2020-12-03T11:37:38.885+01:00" }, true],
    ["a spelling", { ...denied, qualification: "education", vettingStatus: "denied" }, true],
    ["another reason", { ...denied, vettingReason: "x" }, true],
    ["two seconds later", { ...denied, vettingCreateDate: "2020-12-03T10:37:40.885Z" }, false],
    ["another status", { ...denied, vettingStatus: "InReview" }, false],
    ["no date any more", { qualification: "Education", vettingStatus: "Denied" }, false],
    ["an unreadable date", { ...denied, vettingCreateDate: "x" }, false],
    ["another qualification", { ...denied, qualification: "StateOwnedEntity" }, false],
  ])("one vetting or two: %s", (_, other, same) => expect(sameVetting(denied, other)).toBe(same));

  test("without dates the status decides; unreadable dates are compared as they came", () => {
    const soe = { qualification: "StateOwnedEntity" };
    expect(sameVetting(soe, { ...soe })).toBe(true);
    expect(sameVetting({ ...soe, vettingCreateDate: "x" }, { ...soe, vettingCreateDate: "x" })).toBe(true);
  });
});
