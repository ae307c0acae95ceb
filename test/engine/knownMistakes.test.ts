// What a preview knows and `up` must refuse fails the preview: a customer that is none of the partner's, a wrong code.
import type { Emulator } from "../../emulator";
import { mustEnd, newStack, type EngineStack, type ResourceDeclaration } from "./harness";
import { customerId, education, partnerCenter } from "./support/partnerCenter";
import { customer, school } from "./support/tenants";

const [fine, held, unrelated, typo] = [1, 2, 3, 99].map(customerId) as [string, string, string, string];
const code = "GCC-112233-secret";
const wrong = "GCC-998877-secret";

const government = (name: string, validationCode: string, more = {}): ResourceDeclaration => ({
  name,
  type: "CustomerQualification",
  args: { customerId: fine, qualification: "GovernmentCommunityCloud", validationCode, ...more },
});

let emulator: Emulator;
let stack: EngineStack;
beforeAll(async () => {
  emulator = await partnerCenter([fine, held, unrelated]);
  emulator.loseRelationship(unrelated);
  emulator.putValidationCode({
    organizationName: "Agency",
    validationId: code,
    maxCreates: 5,
    remainingCreates: 5,
  });
  stack = await newStack({ env: emulator.environment });
});

/** The resources that the command called mistaken. */
const mistaken = (output: string): string[] => [
  ...new Set([...output.matchAll(/resource '(\w+)'.* has a problem:/g)].map(([, name]) => name ?? "")),
];

test("new resources of customers that are none of the partner's: the preview fails over the first", async () => {
  stack.declare([education("typo", typo), education("fine", fine), education("lost", unrelated)]);
  const preview = mustEnd(1, await stack.preview());
  expect(preview.output).toMatch(
    /property customerId value \{\S+\} has a problem: is no customer of this partner\. .*MS-CorrelationId/,
  );
  // The engine asks for no other resource after one that fails. Which of the two it reaches first is its own affair.
  expect(mistaken(preview.output)).toHaveLength(1);
  expect(["typo", "lost"]).toContain(mistaken(preview.output)[0]);
  expect(preview.output).not.toMatch(/^\s+at .+:\d+|node_modules/m);
  const up = mustEnd(1, await stack.pulumi("up", "--yes", "--stack", "dev"));
  expect(up.output).toContain("is no customer of this partner");
  expect(emulator.submissions()).toEqual([]);

  // Without its preview, an `up` refuses each by itself, and does the others.
  const skipped = mustEnd(1, await stack.up("--continue-on-error"));
  expect(skipped.output.match(/creating failed/g)?.length).toBeGreaterThanOrEqual(2);
  expect(emulator.submissions()).toMatchObject([{ customerId: fine }]);
  expect(await stack.resources()).toHaveLength(1);
});

test("of the resource that is in the state it is a drift, and a mistyped id of it is a mistake again", async () => {
  emulator.loseRelationship(fine);
  stack.declare([education("fine", fine)]);
  const preview = await stack.previewJson("--expect-no-changes");
  mustEnd(7, preview.result);
  expect(preview.step("fine").newState?.inputs["drift"]).toMatchObject({
    notObserved: expect.stringContaining("20002"),
  });
  emulator.restoreRelationship(fine);
  mustEnd(0, await stack.preview("--expect-no-changes"));
  stack.declare([education("fine", typo)]);
  expect(mustEnd(1, await stack.preview()).output).toMatch(/customerId.*is no customer of this partner/);
});

test("a code that is not the partner's fails the preview of a new one, and is nowhere in clear", async () => {
  const declared = {
    ...government("agency", wrong),
    args: { ...government("agency", wrong).args, customerId: held },
  };
  stack.declare([education("fine", fine), declared]);
  const { output } = mustEnd(1, await stack.preview());
  expect(output).toMatch(/agency.*has a problem: .*validationCode: is not among the \d+ validation codes/);
  expect(mistaken(output)).toEqual(["agency"]);
  stack.declare([education("fine", fine), { ...declared, args: { ...declared.args, validationCode: code } }]);
  mustEnd(0, await stack.preview());
  for (const one of [code, wrong]) expect(stack.whereReadable(one)).toEqual([]);
});

test("customers that the program itself is to create are nobody's mistake", async () => {
  const args = school("contosonew.onmicrosoft.com");
  const qualification = education("new-education", "");
  stack.declare([
    education("fine", fine),
    customer("new", args),
    { ...qualification, args: { ...qualification.args, customerId: { ref: "new.id" } } },
  ]);
  mustEnd(0, await stack.preview());
  mustEnd(0, await stack.up());
  mustEnd(0, await stack.preview("--expect-no-changes"));
});
