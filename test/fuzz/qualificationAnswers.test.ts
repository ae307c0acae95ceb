// Answers that are nearly a list of qualifications, over a real socket to the real client: read right, or an error that says
// what was being done. Never a crash, and never "none" where that is not what stands there.
import * as fc from "fast-check";
import { parseJson } from "../../provider/partnercenter/decode/json";
import { decodeText } from "../../provider/partnercenter/decode/text";
import { CUSTOMER } from "../provider/partnercenter/support";
import { answerWith, outcomeOf } from "./answering";
import { bytesOf, nearly } from "./json";
import { entriesOf, expectRight, LISTS, plain, valuesOf } from "./qualificationList";
import { holds, TIMEOUT_MS } from "./runs";

jest.setTimeout(TIMEOUT_MS);

test("qualifications are read as they stand there, or not at all", async () => {
  await holds(
    fc.asyncProperty(bytesOf(nearly(...LISTS)), async (body) => {
      answerWith(() => ({ headers: { "Content-Type": "application/json" }, body }));
      const outcome = await outcomeOf((client) => client.getCustomerQualifications(CUSTOMER));
      if ("value" in outcome) expectRight(outcome.value, body);
      else expect(outcome.error.message).toContain(CUSTOMER);
    }),
    500,
  );
});

test("what a submission may rest on came with 200, in plain JSON, and names nothing that is not documented", async () => {
  const known = ["education", "nonprofit", "governmentcommunitycloud", "stateownedentity", "none"];
  await holds(
    fc.asyncProperty(
      bytesOf(nearly(...LISTS)),
      fc.constantFrom(200, 200, 200, 202, 206),
      async (body, status) => {
        answerWith(() => ({ status, body }));
        const outcome = await outcomeOf((client) => client.observeCustomerQualifications(CUSTOMER));
        if (!("value" in outcome) || outcome.value.uncertain !== undefined) return;
        expect(status).toBe(200);
        const entries = entriesOf(JSON.parse(decodeText(body))) ?? [];
        for (const name of entries.flatMap((entry) => valuesOf(entry, "qualification")))
          expect(known).toContain(plain(String(name).trim()));
      },
    ),
    500,
  );
});

test("the one name of the contract of 2018 is read as it stands there", async () => {
  await holds(
    fc.asyncProperty(bytesOf(nearly("education", "none", "Nonprofit")), async (body) => {
      answerWith(() => ({ body }));
      const outcome = await outcomeOf(
        (client) => client.getCustomerQualifications(CUSTOMER),
        "qualification-2018",
      );
      if (!("value" in outcome)) return;
      const json = parseJson(decodeText(body));
      const name = json.ok ? json.value : undefined;
      expect(typeof name).toBe("string");
      expect(outcome.value.map(({ qualification }) => plain(qualification))).toEqual(
        plain(String(name)) === "none" ? [] : [plain(String(name))],
      );
    }),
    200,
  );
});

/** As long as an answer may be. Read by a careless pattern, each of these takes hours. */
const LONG = 4 * 1024 * 1024 - 100;
const filled = (piece: string, start = ""): string =>
  start + piece.repeat(Math.floor((LONG - start.length) / piece.length));

test.each([
  ["quotes that are never closed", filled('\\"', '["')],
  ["comments that are never closed", filled("/*a")],
  ["commas and spaces", filled(", ,  ,\n", "[")],
  ["markup that is never closed", filled("<", "<html>")],
  ["scripts that are never closed", filled("<script ", "<html>")],
  ["titles that are never closed", filled("<title ", "<html>")],
  ["what begins like a token", filled("eyJaaaaaaa-", '{"code":1,"description":"')],
  ["what begins like a header", filled("bearer ")],
  ["a text", JSON.stringify({ code: 1, description: filled("eyJaaaaaaa-").slice(0, LONG - 100) })],
  ["a number", filled("1", "[")],
  ["a list of lists", filled("[")],
  ["the letter of another encoding", Buffer.from(filled("\ufeff").slice(0, LONG / 4), "utf16le")],
])("an answer of the greatest length is read in its time: %s", async (_, body) => {
  for (const status of [200, 400, 500]) {
    answerWith(() => ({ status, body }));
    expect(await outcomeOf((client) => client.getCustomerQualifications(CUSTOMER))).toHaveProperty("error");
  }
});
