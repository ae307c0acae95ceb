// What counts as a denial under the real `pulumi`.
import type { Emulator } from "../../emulator";
import { mustEnd, newStack, type EngineStack } from "./harness";
import { customerId, education, partnerCenter, writes } from "./support/partnerCenter";

const rejected = customerId(1);
const escalated = customerId(2);

let emulator: Emulator;
let stack: EngineStack;

beforeAll(async () => {
  emulator = await partnerCenter([rejected, escalated]);
  stack = await newStack({
    resources: [education("rejected", rejected), education("escalated", escalated)],
    env: emulator.environment,
  });
  mustEnd(0, await stack.up());
});

test.each(["Rejected", "Expired", "Denied."])(
  "%s is drift in Microsoft's own word; a word that nobody knows is none",
  async (vettingStatus) => {
    emulator.setQualification(rejected, { qualification: "Education", vettingStatus });
    emulator.setQualification(escalated, { qualification: "Education", vettingStatus: "Escalated" });
    const json = await stack.previewJson("--expect-no-changes");
    expect(json.result.code).toBe(7);
    expect(json.changeSummary).toEqual({ same: 2, update: 1 });
    expect(json.step("rejected").newState?.inputs).toHaveProperty(
      "drift.vettingStatus",
      `InReview or Approved => ${vettingStatus}`,
    );
    expect(json.diagnostics?.map(({ message }) => message).join("")).toMatch(
      /was InReview, is Escalated.*Nothing to do/,
    );
  },
);

test("up fails over it without a submission", async () => {
  const { output } = mustEnd(1, await stack.up());
  expect(output).toMatch(/is Denied\. .*Next: .*admin center.*Nothing was submitted\./);
  expect(writes(emulator)).toHaveLength(2);
});
