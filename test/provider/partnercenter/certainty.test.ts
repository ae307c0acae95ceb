import type { PartnerCenterClient } from "../../../provider/partnercenter";
import { doubtAbout } from "../../../provider/partnercenter/decode/certainty";
import {
  decodeQualificationName,
  decodeQualifications,
} from "../../../provider/partnercenter/decode/qualifications";
import { parseJson } from "../../../provider/partnercenter/decode/json";
import { decodeText } from "../../../provider/partnercenter/decode/text";
import { json, type Recorded, type Scripted, scriptedServer, type ScriptedServer } from "./server";
import { clientOf, CUSTOMER, errorOf } from "./support";

/* What is read as none gets submitted: a submission rests on an answer that is certain, and on no other. */

interface Came {
  status?: number;
  headers?: Record<string, string>;
  body: string | Buffer;
}

/** Why an answer is not certain; fails where it is not even understood. */
function doubt({ status = 200, headers = {}, body }: Came): string | undefined {
  const bytes = Buffer.from(body as string);
  const parsed = parseJson(decodeText(bytes));
  if (!parsed.ok) throw new Error("it is no JSON at all");
  const decode = typeof parsed.value === "string" ? decodeQualificationName : decodeQualifications;
  const decoded = decode(parsed.value);
  if (!decoded.understood) throw new Error(decoded.why);
  return doubtAbout({ status, headers, body: bytes }, decoded.value);
}

const certain: [string, Came][] = [
  ["an empty list", { body: "[]" }],
  ["white space around it", { body: " [ ]\r\n" }],
  ["with a byte order mark", { body: "\uFEFF[]" }],
  ["in UTF-16", { body: Buffer.from("\uFEFF[]", "utf16le") }],
  ["the specification's wrapper", { body: '{"qualifications":[]}' }],
  [
    "a collection's attributes, count and own link",
    {
      body: '{"totalCount":0,"qualifications":[],"links":{"self":{"uri":"/x"}},"attributes":{"objectType":"Collection"}}',
    },
  ],
  ["a link that leads nowhere", { body: '{"qualifications":[],"links":{"next":null},"code":null}' }],
  ["an entry that says None", { body: '[{"qualification":"None"}]' }],
  [
    "with nothing else in it",
    {
      body: '[{"qualification":"none","vettingStatus":null,"vettingReason":"","vettingCreateDate":"0001-01-01T00:00:00Z"}]',
    },
  ],
  ["one that says it twice", { body: '{"Qualification":"None","VettingStatus":"None"}' }],
  ["the name none of the contract of 2018", { body: '"none"' }],
  ["its other case", { body: '"None"' }],
  ["another qualification", { body: '[{"qualification":"StateOwnedEntity"}]' }],
  ["Nonprofit", { body: '[{"qualification":"nonprofit"}]' }],
  ["the enum's spelling", { body: '[{"qualification":"government_community_cloud"}]' }],
  [
    "one with more than is known",
    { body: '[{"qualification":"Education","vettingStatus":"Denied","id":"1"}]' },
  ],
];

test.each(certain)("certain: %s", (_, came) => expect(doubt(came)).toBeUndefined());

const doubtful: [string, Came, RegExp][] = [
  ...[201, 202, 203, 206].map((status): [string, Came, RegExp] => [
    `an empty list with ${status}`,
    { status, body: "[]" },
    /HTTP 20\d/,
  ]),
  ["a count of one and no entry", { body: '{"totalCount":1,"qualifications":[]}' }, /counts 1 and lists 0/],
  ["a count as a text", { body: '{"totalCount":"1","qualifications":[]}' }, /counts "1" and lists 0/],
  ["a next page", { body: '{"qualifications":[],"links":{"next":{"uri":"/x"}}}' }, /another page/],
  [
    "a next page of another kind",
    { body: '{"qualifications":[],"@odata.nextLink":"/x"}' },
    /odata\.nextlink/,
  ],
  ["a next page in the header", { headers: { link: '</x>; rel="next"' }, body: "[]" }, /another page/],
  ["a continuation", { headers: { "ms-continuationtoken": "x" }, body: "[]" }, /another page/],
  ["an error's code beside it", { body: '{"code":800003,"qualifications":[]}' }, /also "code"/],
  [
    "a second list",
    { body: '{"qualifications":[],"items":[{"qualification":"Education"}]}' },
    /also "items"/,
  ],
  ["the list in two spellings", { body: '{"qualifications":[],"Qualifications":[1]}' }, /twice/],
  ["text after the JSON", { body: '[] // {"qualification":"Education"}' }, /plain JSON/],
  ["a comment within", { body: '[ /* {"qualification":"Education"} */ ]' }, /plain JSON/],
  ["a trailing comma", { body: '[{"qualification":"None"},]' }, /plain JSON/],
  [
    "None in review",
    { body: '[{"qualification":"None","vettingStatus":"InReview"}]' },
    /None, and has a vetting/,
  ],
  [
    "None for a reason",
    { body: '[{"qualification":"None","vettingReason":"Not an Academic Domain"}]' },
    /vetting/,
  ],
  [
    "None since a date",
    { body: '[{"qualification":"None","vettingCreatedDate":"2026-01-01T00:00:00Z"}]' },
    /vetting/,
  ],
  [
    "None within a wrapper",
    { body: '{"qualifications":[{"qualification":"None","vettingStatus":"InReview"}]}' },
    /vetting/,
  ],
  ["None alone, with an error's code", { body: '{"qualification":"None","code":800003}' }, /also "code"/],
  [
    "a name that is not known",
    { body: '[{"qualification":"EducationK12","vettingStatus":"Approved"}]' },
    /EducationK12/,
  ],
  [
    "a name in another language",
    { body: '[{"qualification":"Bildung","vettingStatus":"Approved"}]' },
    /Bildung/,
  ],
  ["the contract of 2018, a name that is not known", { body: '"bildung"' }, /bildung/],
  ["the contract of 2018 with 206", { status: 206, body: '"none"' }, /206/],
];

test.each(doubtful)("understood, and not certain: %s", (_, came, why) => expect(doubt(came)).toMatch(why));

describe("the client", () => {
  let server: ScriptedServer | undefined;
  let client: PartnerCenterClient | undefined;
  afterEach(async () => {
    client?.close();
    await server?.close();
    client = server = undefined;
  });

  async function serve(gets: Scripted[], writes: Scripted[] = [], settings = {}) {
    const seen = { read: 0, write: 0 };
    server = await scriptedServer(({ method }: Recorded) => {
      const list = method === "GET" ? gets : writes;
      return list[Math.min(seen[method === "GET" ? "read" : "write"]++, list.length - 1)] ?? "drop";
    });
    client = clientOf(server.url, settings);
    return { server, client };
  }
  const methods = (of: ScriptedServer) => of.requests.map(({ method }) => method);
  const partial = json([], 206);

  test("reads for a preview what seems to be there, and says why it is not certain", async () => {
    const { server, client } = await serve([partial]);
    expect(await client.observeCustomerQualifications(CUSTOMER)).toEqual({
      items: [],
      uncertain: "it came with HTTP 206, not with 200",
    });
    expect(await client.getCustomerQualifications(CUSTOMER)).toEqual([]);
    expect(server.requests).toHaveLength(2);
  });

  test("asks again where it must be certain", async () => {
    const { server, client } = await serve([partial, partial, json([])]);
    expect(await client.observeCustomerQualifications(CUSTOMER, { certain: true })).toEqual({ items: [] });
    expect(server.requests).toHaveLength(3);
  });

  test("and says what came where it never is", async () => {
    const { server, client } = await serve([json({ totalCount: 1, qualifications: [] })]);
    const error = await errorOf(client.observeCustomerQualifications(CUSTOMER, { certain: true }));
    expect(error).toMatchObject({ name: "UncertainAnswerError", scope: "customer", httpStatus: 200 });
    expect(error.message).toContain(
      'does not say for certain what the customer has (it counts 1 and lists 0), after 5 attempts: {"totalCount":1,"qualifications":[]}',
    );
    expect(server.requests).toHaveLength(5);
  });

  test("a submission that was held up is not sent on an answer that is not certain", async () => {
    const held = json({}, 429, { "Retry-After": "60" });
    const { server, client } = await serve([partial], [held], { maxAttempts: 3 });
    const request = { qualification: "Education", educationSegment: "K12" } as const;
    expect(await errorOf(client.submitCustomerQualification(CUSTOMER, request))).toMatchObject({
      name: "UncertainAnswerError",
      submission: "notTaken",
    });
    expect(methods(server)).toEqual(["POST", "GET", "GET", "GET"]);
  });

  test("nor by the contract that can show one only", async () => {
    const { server, client } = await serve([json("bildung")], [], {
      contract: "qualification-2018",
      maxAttempts: 2,
    });
    expect(
      await errorOf(client.submitCustomerQualification(CUSTOMER, { qualification: "Education" })),
    ).toMatchObject({ name: "UncertainAnswerError", submission: "notTaken" });
    expect(methods(server)).toEqual(["GET", "GET"]);
  });
});
