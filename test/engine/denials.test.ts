// What counts as a denial under the real `pulumi`, and what a denial leaves behind once reality is right again.
import type { Emulator } from "../../emulator";
import { describeEachHost, mustEnd, newStack, type EngineStack } from "./harness";
import { customerId, education, partnerCenter, writes } from "./support/partnerCenter";

const rejected = customerId(1);
const escalated = customerId(2);

describeEachHost("a word of Microsoft's", (host) => {
  let emulator: Emulator;
  let stack: EngineStack;

  beforeAll(async () => {
    emulator = await partnerCenter([rejected, escalated]);
    stack = await newStack({
      host,
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
      expect(json.changeSummary).toMatchObject({ same: 2, update: 1 });
      expect(json.step("rejected").newState?.inputs).toHaveProperty(
        "drift.vettingStatus",
        `InReview or Approved => ${vettingStatus}`,
      );
      // The refresh that is part of a preview with the plugin shows it as what it is.
      if (host === "plugin") return;
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
});

describe("after an `up` that failed over a denial", () => {
  const [approved, refreshed] = [customerId(3), customerId(4)];
  const cleared = /was Denied, is Approved\. The last `pulumi up` failed.*`pulumi up` or a refresh clears it/;
  let partner: Emulator;
  let later: EngineStack;

  const initErrors = async (name: string): Promise<number> =>
    (await later.resource(name)).initErrors?.length ?? 0;

  beforeAll(async () => {
    partner = await partnerCenter([approved, refreshed]);
    later = await newStack({
      resources: [education("approved", approved), education("refreshed", refreshed)],
      env: partner.environment,
    });
    mustEnd(0, await later.up());
    for (const one of [approved, refreshed]) partner.deny(one, "Education");
    mustEnd(1, await later.up("--continue-on-error"));
  });

  test("a second one that has nothing new to record fails with the same words", async () => {
    expect([await initErrors("approved"), await initErrors("refreshed")]).toEqual([1, 1]);
    const { output } = mustEnd(1, await later.up("--continue-on-error"));
    for (const one of [approved, refreshed])
      expect(output).toMatch(
        new RegExp(`error: .*${one}/Education: is still Denied .*Nothing was submitted\\.`),
      );
  });

  test("a refresh ends what the engine remembers of the failure, and the next failure does not bring it back", async () => {
    mustEnd(0, await later.refresh("--target", (await later.resource("refreshed")).urn));
    expect(await initErrors("refreshed")).toBe(0);
    mustEnd(1, await later.up("--continue-on-error"));
    expect([await initErrors("approved"), await initErrors("refreshed")]).toEqual([1, 0]);
    expect((await later.resource("refreshed")).outputs).toMatchObject({
      vettingStatus: "Denied",
      submissions: 1,
    });
  });

  test("once Microsoft approves, a preview says whose update is only the failure's", async () => {
    for (const one of [approved, refreshed]) partner.approve(one, "Education");
    const json = await later.previewJson("--expect-no-changes");
    expect(json.result.code).toBe(7);
    expect(json.changeSummary).toEqual({ same: 2, update: 1 });
    const lines = (json.diagnostics ?? []).map(({ message }) => message);
    const of = (id: string): string => lines.filter((line) => line.includes(id)).join("");
    expect(of(approved)).toMatch(cleared);
    expect(of(approved)).not.toContain("Nothing to do");
    expect(of(refreshed)).toBe("");
    expect(lines.join("")).toContain(
      "1 qualification has moved on at Microsoft (refreshed): nothing to do; ",
    );
  });

  test("an `up` clears it without a submission, and the preview is clean", async () => {
    mustEnd(0, await later.up());
    const { output } = mustEnd(0, await later.preview("--expect-no-changes"));
    expect(output).not.toContain("The last `pulumi up` failed");
    expect((await later.resource("approved")).outputs).not.toHaveProperty("__failed");
    expect(writes(partner)).toHaveLength(2);
  });

  test("so does a refresh", async () => {
    partner.deny(approved, "Education");
    mustEnd(1, await later.up("--continue-on-error"));
    partner.approve(approved, "Education");
    mustEnd(7, await later.preview("--expect-no-changes"));
    mustEnd(0, await later.refresh());
    mustEnd(0, await later.preview("--expect-no-changes"));
    expect((await later.resource("approved")).outputs).not.toHaveProperty("__failed");
  });
});
