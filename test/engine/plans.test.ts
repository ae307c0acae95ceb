// `preview --save-plan` and `up --plan`: what can't be taken back is written only where the plan says so.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describeEachHost, mustEnd, newStack, type ResourceDeclaration } from "./harness";
import { customerId, education, partnerCenter, writes } from "./support/partnerCenter";

const [listed, absent, later] = [customerId(1), customerId(2), customerId(3)];

interface SavedPlan {
  resourcePlans: Record<
    string,
    { goal?: { inputDiff: Partial<Record<"adds" | "updates", { planned?: string }>> } }
  >;
}

describeEachHost("a plan", (host) => {
  test("holds whether a qualification is submitted, of a new resource and of one in the state", async () => {
    const emulator = await partnerCenter([listed, absent, later]);
    // Whose customer the second one is gets known by the `up`.
    const always: ResourceDeclaration[] = [
      education("absent", absent),
      { name: "customer", type: "Value", args: { value: later } },
      education("later", later, { customerId: { ref: "customer.value" } }),
    ];
    emulator.setQualification(listed, { qualification: "Education", vettingStatus: "InReview" });
    const stack = await newStack({
      host,
      resources: [...always, education("listed", listed)],
      env: emulator.environment,
    });
    /** Makes a plan. @returns what it says of each resource */
    const plan = async (): Promise<Record<string, unknown>> => {
      mustEnd(0, await stack.preview("--save-plan=plan.json"));
      const { resourcePlans } = JSON.parse(
        readFileSync(join(stack.directory, "plan.json"), "utf8"),
      ) as SavedPlan;
      const held = Object.entries(resourcePlans).map(([urn, { goal }]) => {
        const { adds, updates } = goal?.inputDiff ?? {};
        return [urn.split("::").pop(), { ...adds, ...updates }.planned];
      });
      return Object.fromEntries(held) as Record<string, unknown>;
    };
    const up = () => stack.up("--plan=plan.json");

    expect(await plan()).toMatchObject({ listed: "no submission", absent: "submission" });
    emulator.vanish(listed, "Education");
    const violated = mustEnd(1, await up());
    expect(violated.output).toMatch(/violates plan.*planned/);
    expect(writes(emulator).filter(({ path }) => path.includes(listed))).toEqual([]);

    emulator.setQualification(listed, { qualification: "Education", vettingStatus: "InReview" });
    await plan();
    mustEnd(0, await up());
    expect(writes(emulator)).toHaveLength(2);

    // What was InReview when `resubmit` was planned is not submitted when nothing is listed any more.
    stack.declare([...always, education("listed", listed, { resubmit: "1" })]);
    await plan();
    emulator.vanish(listed, "Education");
    mustEnd(1, await up());
    expect(writes(emulator)).toHaveLength(2);
    // And what was planned to be submitted again is.
    expect(await plan()).toMatchObject({ listed: "submission" });
    mustEnd(0, await up());
    expect(writes(emulator)).toHaveLength(3);
  });
});
