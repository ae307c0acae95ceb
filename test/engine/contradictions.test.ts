// Two declarations of one program that can't both be meant: the preview fails, `up` does nothing, both are named.
import type { Emulator } from "../../emulator";
import { mustEnd, newStack, type EngineStack, type ResourceDeclaration } from "./harness";
import { customerIds, education, partnerCenter, writes } from "./support/partnerCenter";

const [school = "", other = ""] = customerIds(2);
const code = "GCC-998877-secret";

const government = (name: string, customer = school): ResourceDeclaration => ({
  name,
  type: "CustomerQualification",
  args: { customerId: customer, qualification: "GovernmentCommunityCloud", validationCode: code },
});

let emulator: Emulator;
let stack: EngineStack;
beforeAll(async () => {
  emulator = await partnerCenter([school, other]);
  emulator.putValidationCode({
    organizationName: "Agency",
    validationId: code,
    maxCreates: 5,
    remainingCreates: 5,
  });
  stack = await newStack({ env: emulator.environment });
});

/** A preview and an `up` without one, of which each must fail with that text, and neither looks or writes. */
async function mustRefuse(resources: ResourceDeclaration[], text: RegExp): Promise<void> {
  stack.declare(resources);
  const before = emulator.requests.length;
  for (const command of [() => stack.preview(), () => stack.up()]) {
    const { output } = mustEnd(1, await command());
    expect(output).toMatch(text);
    expect(output).not.toMatch(/^\s+at .+:\d+|node_modules/m);
  }
  expect(emulator.requests.slice(before)).toEqual([]);
  expect(await stack.resources()).toEqual([]);
}

test("qualifications that exclude each other", () =>
  mustRefuse(
    [education("school", school), government("agency")],
    new RegExp(
      `The program declares Education \\("school"\\) and GovernmentCommunityCloud \\("agency"\\) for customer ${school}\\. ` +
        "They exclude each other for ever\\. Neither is submitted\\. Next: take one of the two out of the program\\.",
    ),
  ));

test("a copied row with another segment, through another provider", () =>
  mustRefuse(
    [
      {
        name: "partner",
        type: "Provider",
        args: { accessToken: emulator.accessToken(), apiBaseUrl: emulator.url },
      },
      education("school", school),
      {
        ...education("copy", school, { educationSegment: "HigherEducation" }),
        opts: { provider: "partner" },
      },
    ],
    /declares Education of customer \S+ twice: "school" and "copy" differ in `educationSegment`/,
  ));

test("codes that differ are not shown", async () => {
  const secret = { secret: code };
  await mustRefuse(
    [
      { ...government("a"), args: { ...government("a").args, validationCode: secret } },
      { ...government("b"), args: { ...government("b").args, validationCode: "GCC-000000-secret" } },
    ],
    /"a" and "b" differ in `validationCode`/,
  );
  for (const one of [code, "GCC-000000-secret"]) expect(stack.whereReadable(one)).toEqual([]);
});

test("--target of another resource goes on; of one of the two it does not", async () => {
  stack.declare([education("school", school), government("agency"), education("fine", other)]);
  const urn = (name: string): string =>
    `urn:pulumi:dev::scratch::pulumi-nodejs:dynamic/partnercenter:CustomerQualification::${name}`;
  mustEnd(1, await stack.preview("--target", urn("school")));
  mustEnd(0, await stack.preview("--target", urn("fine")));
  expect(writes(emulator)).toEqual([]);
});

test("the same twice is a warning that names both, and submits once", async () => {
  stack.declare([education("school", school), education("copy", school, { onDenied: "warn" })]);
  const preview = mustEnd(0, await stack.preview());
  expect(preview.output).toMatch(
    /warning: The program declares Education of customer \S+ twice: "school" and "copy"\. They differ in `onDenied`/,
  );
  mustEnd(0, await stack.up());
  expect(emulator.submissions()).toHaveLength(1);
  mustEnd(0, await stack.preview("--expect-no-changes"));
});

test("what is declared once the first is on its way is refused, and names it", async () => {
  const program = `
    const { CustomerQualification: Qualification } = require("pulumi-partnercenter");
    const customerId = "${other}";
    const first = new Qualification("first", { customerId, qualification: "Education", educationSegment: "K12" });
    module.exports = first.id.apply(() => {
      new Qualification("second", { customerId, qualification: "GovernmentCommunityCloud", validationCode: "${code}" });
    });`;
  const later = await newStack({ program, env: emulator.environment });
  const { output } = mustEnd(1, await later.up());
  expect(output).toMatch(
    /Education \("first"\) and GovernmentCommunityCloud \("second"\).*exclude each other/,
  );
  expect(emulator.submissions().filter(({ customerId }) => customerId === other)).toMatchObject([
    { qualification: "Education" },
  ]);
  // The program is mistaken, whatever is in the state by now.
  expect(mustEnd(1, await later.preview()).output).toMatch(/\("second"\)/);
});

test("with the plugin a preview fails over the later one and names both, codes are compared, and the same twice submits once", async () => {
  const partner = await partnerCenter([school, other]);
  const ofPlugin = await newStack({ host: "plugin", env: partner.environment });
  const refused = async (resources: ResourceDeclaration[], text: RegExp): Promise<void> => {
    ofPlugin.declare(resources);
    for (const command of [["preview"], ["up", "--yes"]])
      expect(mustEnd(1, await ofPlugin.pulumi(...command, "--stack", "dev")).output).toMatch(text);
  };
  await refused([education("school", school), government("agency")], /exclude each other for ever/);
  const secret = { ...government("b").args, validationCode: { secret: "GCC-000000-secret" } };
  await refused(
    [government("a"), { ...government("b"), args: secret }],
    /"[ab]" and "[ab]" differ in `validationCode`/,
  );
  for (const one of [code, "GCC-000000-secret"]) expect(ofPlugin.whereReadable(one)).toEqual([]);
  expect([writes(partner), await ofPlugin.resources()]).toEqual([[], []]);

  ofPlugin.declare([education("school", school), education("copy", school, { onDenied: "warn" })]);
  expect(mustEnd(0, await ofPlugin.up()).output).toMatch(
    /twice: "\w+" and "\w+"\. They differ in `onDenied`/,
  );
  expect(partner.submissions()).toHaveLength(1);
});
