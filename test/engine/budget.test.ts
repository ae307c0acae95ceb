// Microsoft verifies a customer three times: what spends one, what says so beforehand, and what never does.
import type { Emulator } from "../../emulator";
import { mustEnd, newStack, type EngineStack, type ResourceDeclaration } from "./harness";
import { customerId, education, partnerCenter, writes } from "./support/partnerCenter";

const names = ["denied", "property", "conflict", "unprocessable", "bare"] as const;
type Name = (typeof names)[number];
const ids = Object.fromEntries(names.map((name, index) => [name, customerId(index + 1)])) as Record<
  Name,
  string
>;

let emulator: Emulator;
let stack: EngineStack;

beforeAll(async () => {
  emulator = await partnerCenter(Object.values(ids));
  stack = await newStack({ env: emulator.environment });
  declare({});
});

/** What the program says of each from now on; the others stay plain. */
const declared: Partial<Record<Name, Record<string, unknown>>> = {};
function declare(changed: Partial<Record<Name, Record<string, unknown>>>): void {
  Object.assign(declared, changed);
  stack.declare(names.map((name): ResourceDeclaration => education(name, ids[name], declared[name])));
}

/** How many writes each customer got by the command, and its lines about each. */
async function spent(
  command: () => Promise<{ code: number; output: string }>,
): Promise<{ code: number; posts: Partial<Record<Name, number>>; about: (name: Name) => string }> {
  const before = writes(emulator).length;
  const { code, output } = await command();
  const posts: Partial<Record<Name, number>> = {};
  for (const { path } of writes(emulator).slice(before)) {
    const name = names.find((one) => path.includes(ids[one])) as Name;
    posts[name] = (posts[name] ?? 0) + 1;
  }
  const lines = output.slice(output.indexOf("Diagnostics:")).split("\n");
  return { code, posts, about: (name) => lines.filter((line) => line.includes(ids[name])).join("\n") };
}
const preview = () => spent(() => stack.preview());
const up = () => spent(() => stack.up("--continue-on-error"));

const outputs = async (name: Name): Promise<Record<string, unknown>> =>
  (await stack.resource(name)).outputs ?? {};

const lastBody = (name: Name): unknown =>
  JSON.parse(writes(emulator).findLast(({ path }) => path.includes(ids[name]))?.body ?? "null");

const nextIs = (request: number, of = 3): RegExp =>
  new RegExp(
    `It will be submitted: verification request ${request > 1 ? "at least " : ""}${request} of ${of}\\.`,
  );

// One story: each test goes on where the one before it ended.
describe("the budget of submissions", () => {
  test("a preview says beforehand which request it would be", async () => {
    const { code, posts, about } = await preview();
    expect([code, posts]).toEqual([0, {}]);
    for (const name of names) expect(about(name)).toMatch(nextIs(1));
  });

  test("what the API refuses for its content is in the state, with the API's words", async () => {
    const refuse = (name: Name, status: number, body: unknown): void =>
      emulator.faultNext({ method: "POST", customerId: ids[name] }, { kind: "status", status, body });
    emulator.faultNext(
      { method: "POST", customerId: ids.property },
      { kind: "error", error: "invalidProperty" },
    );
    refuse("conflict", 409, { code: 4711, description: "The website is used by another tenant." });
    refuse("unprocessable", 422, { message: "EducationSegment does not fit the website." });
    refuse("bare", 400, '"Customer tagging denied."');
    const { code, posts, about } = await up();
    expect(code).toBe(1);
    expect(posts).toEqual({ denied: 1, property: 1, conflict: 1, unprocessable: 1, bare: 1 });

    const words = {
      property: /HTTP 400, code 3000/,
      conflict: /HTTP 409, code 4711: "The website is used by another tenant\."/,
      unprocessable: /HTTP 422: "EducationSegment does not fit the website\."/,
      bare: /HTTP 400: "Customer tagging denied\."/,
    };
    for (const [name, said] of Object.entries(words) as [Name, RegExp][]) {
      expect(about(name)).toMatch(said);
      const { vettingStatus, submissions, submissionError } = await outputs(name);
      expect([vettingStatus, submissions]).toEqual(["None", 1]);
      expect(submissionError).toMatch(said);
    }
    expect(await outputs("denied")).toMatchObject({ vettingStatus: "InReview", submissions: 1 });
  });

  test("the next up sends none of it again, and says what would", async () => {
    emulator.deny(ids.denied, "Education", "Not an Academic Domain");
    const { code, posts, about } = await up();
    expect([code, posts]).toEqual([1, {}]);
    expect(about("conflict")).toMatch(
      /the API refused the last submission: .*used by another tenant.*Next: correct what is sent, or change `resubmit` to send the same again \(verification request at least 2 of 3\)\. Nothing was submitted\./,
    );
    expect(about("denied")).toMatch(/Denied \(Not an Academic Domain, .*Then change `resubmit`/);
  });

  test("a correction goes out: of what was refused by itself, of a denial with `resubmit` in the same step", async () => {
    const corrected = { educationSegment: "HigherEducation", website: "https://www.contoso.edu" };
    declare({
      denied: { ...corrected, resubmit: "1" },
      property: { website: "contoso.edu" },
      conflict: { resubmit: "again" },
      unprocessable: { educationSegment: "HigherEducation" },
    });
    const before = await preview();
    expect([before.code, before.posts]).toEqual([0, {}]);
    for (const name of ["denied", "property", "conflict", "unprocessable"] as const)
      expect(before.about(name)).toMatch(nextIs(2));
    expect(before.about("bare")).not.toMatch(/It will be submitted/);

    const { code, posts, about } = await up();
    expect(code).toBe(1);
    expect(posts).toEqual({ denied: 1, property: 1, conflict: 1, unprocessable: 1 });
    expect(about("bare")).toMatch(/Nothing was submitted/);
    expect(lastBody("denied")).toEqual({ qualification: "Education", ...corrected });
    expect(lastBody("property")).toMatchObject({ website: "contoso.edu" });
    for (const name of ["denied", "property", "conflict", "unprocessable"] as const) {
      expect(await outputs(name)).toMatchObject({
        vettingStatus: "InReview",
        submissions: 2,
        submissionError: null,
      });
    }
  });

  test("an edit over a denial is recorded and not sent: only `resubmit` answers it", async () => {
    emulator.deny(ids.denied, "Education");
    mustEnd(1, await stack.up("--continue-on-error"));
    declare({ denied: { ...declared.denied, website: "www.contoso.org" }, bare: { resubmit: "1" } });
    const { code, posts } = await up();
    expect([code, posts]).toEqual([1, { bare: 1 }]);
    expect(await outputs("bare")).toMatchObject({ vettingStatus: "InReview", submissions: 2 });
  });

  test("after the third there is none left: refused beforehand, whatever is asked", async () => {
    declare({ denied: { ...declared.denied, resubmit: "2" } });
    expect((await preview()).about("denied")).toMatch(nextIs(3));
    expect(await up()).toMatchObject({ code: 0, posts: { denied: 1 } });
    emulator.deny(ids.denied, "Education");
    const denied = await up();
    expect(denied).toMatchObject({ code: 1, posts: {} });
    expect(denied.about("denied")).toMatch(
      /No verification request is left \(3 per customer\): contact Microsoft partner support\./,
    );

    declare({ denied: { ...declared.denied, resubmit: "3" } });
    const past =
      /This would be verification request at least 4 of 3: past the limit\. Next: contact Microsoft partner support; if they grant more, set `partnercenter:maxSubmissions`\./;
    expect((await preview()).about("denied")).toMatch(past);
    const refused = await up();
    expect(refused).toMatchObject({ code: 1, posts: {} });
    expect(refused.about("denied")).toMatch(past);
    expect(refused.about("denied")).toMatch(/Nothing was submitted/);
    expect(await outputs("denied")).toMatchObject({ submissions: 3, resubmit: "2" });
  });

  test("`partnercenter:maxSubmissions` allows what Microsoft granted, and what was asked for is still asked for", async () => {
    emulator.change({ maxVerifications: 4 });
    await stack.configure({ "partnercenter:maxSubmissions": "4" });
    expect((await preview()).about("denied")).toMatch(nextIs(4, 4));
    expect(await up()).toMatchObject({ code: 0, posts: { denied: 1 } });
    expect(await outputs("denied")).toMatchObject({ submissions: 4, resubmit: "3" });
    expect(emulator.submissions(ids.denied)).toHaveLength(4);
    mustEnd(0, await stack.preview("--expect-no-changes"));
  });
});
