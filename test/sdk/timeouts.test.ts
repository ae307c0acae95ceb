// Pulumi's option `customTimeouts`: what is handed along, what is refused by name, and what is warned of.
import * as pulumi from "@pulumi/pulumi";
import { Customer, CustomerAgreement, CustomerQualification, QualifiedTenant } from "../../sdk";
import { durationMs } from "../../sdk/timeouts";

const customerId = "00000000-0000-4000-8000-000000000001";
const other = "00000000-0000-4000-8000-000000000002";

interface Outcome {
  handed: Record<string, unknown>;
  mistakes: Record<string, unknown>;
  warnings: string[];
}

/** Runs a program under Pulumi's mocks, in a stack of its own. */
async function run(program: () => unknown): Promise<Outcome> {
  const handed: Outcome["handed"] = {};
  const mistakes: Outcome["mistakes"] = {};
  const warnings: string[] = [];
  const printed = jest.spyOn(console, "warn").mockImplementation((text: string) => void warnings.push(text));
  await pulumi.runtime.setMocks({
    newResource: ({ name, inputs, id }) => {
      const { __customTimeouts: timeouts, __mistake: mistake } = inputs as Record<string, unknown>;
      if (timeouts !== undefined) handed[name] = timeouts;
      if (mistake !== undefined) mistakes[name] = mistake;
      return { id: id || name, state: inputs as object };
    },
    call: () => ({}),
  });
  try {
    await pulumi.runtime.runInPulumiStack(async () => {
      await program();
      return {};
    });
    await pulumi.runtime.disconnect();
  } finally {
    printed.mockRestore();
  }
  return { handed, mistakes, warnings };
}

const school = (
  name: string,
  waitForVetting: pulumi.Input<boolean> | undefined,
  customTimeouts: unknown,
  opts: pulumi.CustomResourceOptions = {},
): CustomerQualification =>
  new CustomerQualification(
    name,
    { customerId, qualification: "Education", educationSegment: "K12", waitForVetting },
    { ...opts, customTimeouts: customTimeouts as pulumi.CustomTimeouts },
  );
const agreement = (customTimeouts: pulumi.CustomTimeouts, more = {}): CustomerAgreement =>
  new CustomerAgreement("a", { customerId, waitForAcceptance: true, ...more }, { customTimeouts });

test.each<[unknown, number | undefined]>([
  ["4s", 4000],
  ["1h30m", 5_400_000],
  ["1.5h", 5_400_000],
  [".5s", 500],
  ["+2m", 120_000],
  ["250ms", 250],
  ["3us", 0.003],
  ["3µs", 0.003],
  ["0", 0],
  ["0s", 0],
  ["", undefined],
  ["4", undefined],
  ["4 s", undefined],
  ["-4s", undefined],
  ["4sec", undefined],
  ["1d", undefined],
  [" 4s", undefined],
  [".s", undefined],
  [4, undefined],
  [null, undefined],
])("%j is %j ms, as Pulumi takes it", (text, ms) => {
  const found = durationMs(text);
  if (ms === undefined) expect(found).toBeUndefined();
  else expect(found).toBeCloseTo(ms, 6);
});

describe("handed along in milliseconds, without a word", () => {
  test.each<[string, () => unknown, object]>([
    ["a create", () => school("q", true, { create: "4s" }), { q: { create: 4000 } }],
    [
      "both, where the wait is an output",
      () => school("q", pulumi.output(true), { create: "1h30m", update: "90s" }),
      { q: { create: 5_400_000, update: 90_000 } },
    ],
    ["an agreement", () => agreement({ update: "1m" }), { a: { update: 60_000 } }],
    ["nothing, where nothing is set", () => school("q", true, undefined), {}],
    ["nothing, for empty texts and zero", () => school("q", true, { create: "", update: "0s" }), {}],
  ])("%s", async (_name, program, handed) => {
    expect(await run(program)).toEqual({ handed, mistakes: {}, warnings: [] });
  });
});

describe("mistaken, by name", () => {
  test.each<[string, () => unknown, RegExp]>([
    [
      "a duration without its unit",
      () => school("q", true, { create: "4", update: "1h" }),
      /^`customTimeouts\.create` must be a duration such as "4s", "90m" or "1h30m"; found "4"\.$/,
    ],
    [
      "several at once",
      () => school("q", true, { create: 4, delete: "soon" }),
      /`customTimeouts\.create` .*found 4\. `customTimeouts\.delete` .*found "soon"\./,
    ],
    ["no object", () => school("q", true, "4s"), /^`customTimeouts` must be a duration.*found "4s"/],
    [
      "where nothing waits",
      () => new Customer("q", { customerId }, { customTimeouts: { update: "-1s" } }),
      /`customTimeouts\.update`.*found "-1s"/,
    ],
  ])("%s", async (_name, program, text) => {
    const { mistakes, warnings } = await run(program);
    expect(mistakes).toEqual({ q: expect.stringMatching(text) });
    expect(warnings).toEqual([]);
  });

  test("beside a declaration that it contradicts: both are said, and the other one is refused as well", async () => {
    const { mistakes } = await run(() => {
      school("q", true, { create: "soon" });
      new CustomerQualification("g", { customerId, qualification: "GovernmentCommunityCloud" });
    });
    expect(mistakes).toEqual({
      q: expect.stringMatching(/customTimeouts\.create.*exclude each other/),
      g: expect.stringMatching(/exclude each other/),
    });
  });
});

describe("warned of, once for each type and input", () => {
  test.each<[string, () => unknown, RegExp[]]>([
    [
      "a wait that is off",
      () => school("q", undefined, { create: "4s" }),
      [
        /q: `customTimeouts\.create` has no effect on a CustomerQualification: it bounds the wait for the vetting, and `waitForVetting` is not true\./,
      ],
    ],
    [
      "one that is off as an output",
      () => school("q", pulumi.output(false), { create: "4s", update: "4s" }),
      [/`customTimeouts\.create` and `customTimeouts\.update` have no effect/],
    ],
    [
      "a delete",
      () => school("q", true, { create: "4s", delete: "4s" }),
      [/`customTimeouts\.delete` has no effect .*: only a create or an update waits for the vetting\./],
    ],
    [
      "an agreement that is attested",
      () =>
        agreement(
          { create: "4s" },
          { attestation: { firstName: "A", lastName: "B", email: "a@contoso.example" } },
        ),
      [/`waitForAcceptance` is not true/],
    ],
    [
      "a customer",
      () => new Customer("c", { customerId }, { customTimeouts: { create: "1h" } }),
      [/c: `customTimeouts\.create` has no effect on a Customer: no operation of it waits\./],
    ],
    [
      "what is only read",
      () => CustomerQualification.get("q", `${customerId}/Education`, { customTimeouts: { create: "1h" } }),
      [/no operation of it waits/],
    ],
    [
      "a component",
      () =>
        new QualifiedTenant(
          "t",
          { customerId, qualifications: [] },
          { customTimeouts: { create: "1h", delete: "1h" } },
        ),
      [
        /t: `customTimeouts\.create` and `customTimeouts\.delete` have no effect on a QualifiedTenant: Pulumi does not/,
      ],
    ],
    [
      "many alike",
      () =>
        [customerId, other].map(
          (id, index) => new Customer(`c${index}`, { customerId: id }, { customTimeouts: { create: "1h" } }),
        ),
      [/c0: /],
    ],
  ])("%s", async (_name, program, texts) => {
    const { mistakes, warnings } = await run(program);
    expect(mistakes).toEqual({});
    expect(warnings).toEqual(texts.map((text): unknown => expect.stringMatching(text)));
  });
});
