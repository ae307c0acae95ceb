// What the state does not know: submitted a moment ago, or by a stack, a machine or a name that this one knows nothing of.
import { join } from "node:path";
import type { Emulator } from "../../emulator";
import { PORTAL, qualificationActivity } from "../../emulator/activity/activityLog";
import { describeEachHost, mustEnd, newStack, type EngineStack, type ResourceDeclaration } from "./harness";
import { failedResources } from "./support/diagnostics";
import { customerIds, education, partnerCenter, writes } from "./support/partnerCenter";

const MINUTE_MS = 60_000;
const [lost = "", renamed = "", moved = "", recent = ""] = customerIds(4);

/** What the activity log has of a submission: those of this test itself are not in it yet. */
function log(emulator: Emulator, customer: string, minutesAgo: number): void {
  const { activity, customers } = emulator.partnerCenter;
  const one = qualificationActivity(customers.get(customer), { qualification: "Education" }, PORTAL);
  activity.add({ ...one, at: Date.now() - minutesAgo * MINUTE_MS });
}

/** A machine that has no journal of what others have submitted. */
const anotherMachine = (stack: EngineStack): void =>
  void (stack.env["PARTNERCENTER_LOCK_FOLDER"] = join(stack.scratch, "locks"));

describeEachHost("submitted, and not listed", (host) => {
  let emulator: Emulator;
  let stack: EngineStack;

  beforeAll(async () => {
    emulator = await partnerCenter([lost, renamed, moved, recent], { activityLogBehindMs: 30 * MINUTE_MS });
    const resources = [
      education("lost", lost),
      education("renamed", renamed),
      education("moved", moved),
      education("recent", recent),
    ];
    stack = await newStack({ host, resources, env: emulator.environment });
    mustEnd(0, await stack.up());
    for (const customer of [lost, renamed, moved])
      emulator.deny(customer, "Education", "Not an Education Customer");
    for (const customer of [lost, renamed, moved, recent]) emulator.vanish(customer, "Education");
  });

  test("within the hour: unchanged, with a line", async () => {
    const { output } = mustEnd(0, await stack.preview("--expect-no-changes"));
    for (const customer of [lost, renamed, moved, recent])
      expect(output).toMatch(
        new RegExp(
          `${customer}/Education: was submitted \\d+ s ago, and Partner Center does not list it yet\\. Nothing to do\\.`,
        ),
      );
    expect(output).not.toMatch(/vettingStatus|drift|no longer/);
  });

  test("renamed without an alias, and moved under a parent: not submitted again", async () => {
    stack.submittedHoursAgo();
    for (const customer of [lost, renamed, moved]) log(emulator, customer, 180);
    const anew: ResourceDeclaration[] = [
      { name: "parent", type: "Value", args: { value: "a" } },
      education("renamedAnew", renamed),
      { ...education("moved", moved), opts: { parent: "parent" } },
    ];
    stack.declare(anew);
    anotherMachine(stack);
    const { output } = mustEnd(1, await stack.up("--continue-on-error"));
    expect(failedResources(output)).toEqual(["moved", "renamedAnew"]);
    // The plugin is told what the state holds before it creates; the log tells the same.
    const known = {
      plugin: "was InReview, is not listed .*Then change `resubmit`",
      dynamic: "is not listed .*shows that it was submitted before: by colleague@.*Then set `resubmit`",
    }[host];
    for (const customer of [renamed, moved])
      expect(output).toMatch(new RegExp(`${customer}/Education: ${known}.*Nothing was submitted`));
    expect(writes(emulator)).toHaveLength(4);
  });

  test("a lost state, or another stack: not submitted again; what is listed meanwhile is adopted; `resubmit` submits", async () => {
    log(emulator, recent, 40);
    const resources = [education("lost", lost), education("recent", recent)];
    const other = await newStack({ host, resources, env: emulator.environment });
    anotherMachine(other);
    const withPreview = other.upArguments("--continue-on-error").filter((part) => part !== "--skip-preview");
    const up = other.start(withPreview);
    await up.waitFor(`${recent}/Education: was submitted by colleague@partner.example`);
    emulator.setQualification(recent, { qualification: "Education", vettingStatus: "InReview" });
    const { output } = mustEnd(1, await up.result);
    // The preview of it, and the error.
    expect(output.match(/shows that it was submitted before: by colleague@/g)?.length).toBeGreaterThanOrEqual(
      2,
    );
    expect(output).toContain("it was submitted less than an hour ago: by colleague@");
    expect(output).toMatch(/ lost \*\*creating failed/);
    expect((await other.resource("recent")).outputs).toMatchObject({
      vettingStatus: "InReview",
      submissions: 0,
    });
    expect(writes(emulator)).toHaveLength(4);

    other.declare([education("lost", lost, { resubmit: "1" }), education("recent", recent)]);
    mustEnd(0, await other.up());
    expect(emulator.submissions(lost)).toHaveLength(2);
    expect(writes(emulator)).toHaveLength(5);
  });
});
