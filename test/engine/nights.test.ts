// A nightly `up`: a submission that nobody asked for would burn all three verification requests in three nights.
import type { Emulator } from "../../emulator";
import { describeEachHost, mustEnd, newStack, type EngineStack } from "./harness";
import { failedResources } from "./support/diagnostics";
import { customerIds, education, partnerCenter, writes } from "./support/partnerCenter";

/** What became of each customer's submission. */
const names = [
  "inReview",
  "approved",
  "denied",
  "notListed",
  "approvedThenNotListed",
  "deniedThenNotListed",
  "refused",
  "deniedAndWarned",
  "notListedAndWarned",
] as const;
type Name = (typeof names)[number];
const failing: readonly Name[] = [
  "denied",
  "notListed",
  "approvedThenNotListed",
  "deniedThenNotListed",
  "refused",
];

const ids = customerIds(names.length);
const customer = (name: Name): string => ids[names.indexOf(name)] ?? "";
/** What is to be resubmitted when `resubmit` changes: everything that is neither in review nor approved. */
const lost: readonly Name[] = names.filter((name) => name !== "inReview" && name !== "approved");

describeEachHost("night after night", (host) => {
  let emulator: Emulator;
  let stack: EngineStack;

  beforeAll(async () => {
    emulator = await partnerCenter(ids);
    stack = await newStack({ host, env: emulator.environment });
    declare();
  });

  function declare(args: Record<string, unknown> = {}): void {
    stack.declare(
      names.map((name) =>
        education(name, customer(name), {
          ...(name.endsWith("Warned") && { onDenied: "warn" }),
          ...args,
        }),
      ),
    );
  }

  /** Each customer's submissions as the state counts them. */
  async function counted(): Promise<Record<string, unknown>> {
    const resources = await stack.resources();
    return Object.fromEntries(
      resources.map(({ urn, outputs }) => [urn.split("::").at(-1), outputs?.["submissions"]]),
    ) as Record<string, unknown>;
  }

  const each = (count: (name: Name) => number): Record<string, number> =>
    Object.fromEntries(names.map((name) => [name, count(name)]));

  test("up twice submits once; what the API refused for its content is not sent again", async () => {
    emulator.faultNext(
      { method: "POST", customerId: customer("refused") },
      { kind: "error", error: "invalidProperty" },
    );
    const first = mustEnd(1, await stack.up("--continue-on-error"));
    expect(failedResources(first.output)).toEqual(["refused"]);
    expect(first.output).toMatch(/HTTP 400, code 3000/);
    expect(writes(emulator)).toHaveLength(names.length);

    const second = mustEnd(1, await stack.up("--continue-on-error"));
    expect(second.output).toMatch(/the API refused the last submission: .*HTTP 400, code 3000/);
    expect(writes(emulator)).toHaveLength(names.length);
    expect(emulator.submissions()).toHaveLength(names.length - 1);
    expect(await counted()).toEqual(each(() => 1));
  });

  test("six nights after denials and disappearances, with and without `--refresh`, submit nothing", async () => {
    emulator.approve(customer("approved"), "Education");
    emulator.approve(customer("approvedThenNotListed"), "Education");
    for (const name of ["denied", "deniedThenNotListed", "deniedAndWarned"] as const)
      emulator.deny(customer(name), "Education");
    for (const name of ["notListed", "approvedThenNotListed", "notListedAndWarned"] as const)
      emulator.vanish(customer(name), "Education");
    stack.submittedHoursAgo();

    for (let night = 1; night <= 6; night++) {
      // As in the portal: after some days a denied customer has no qualification at all.
      if (night === 4) emulator.vanish(customer("deniedThenNotListed"), "Education");
      const flags = [
        ...(night % 2 === 0 ? ["--refresh"] : []),
        ...(night % 3 === 0 ? [] : ["--continue-on-error"]),
      ];
      const { output } = mustEnd(1, await stack.up(...flags));
      const failed = failedResources(output);
      if (flags.includes("--continue-on-error")) expect(failed).toEqual([...failing].sort());
      else for (const name of failed) expect(failing).toContain(name);
      expect({ night, writes: writes(emulator).length }).toEqual({ night, writes: names.length });
    }
    expect(emulator.submissions()).toHaveLength(names.length - 1);
    expect(await counted()).toEqual(each(() => 1));
  });

  test("a changed `resubmit` submits each of them once, and nothing that is in review or approved", async () => {
    declare({ resubmit: "2026-11-20" });
    mustEnd(0, await stack.up());
    const submitted = emulator.submissions().slice(names.length - 1);
    expect(submitted.map(({ customerId }) => customerId).sort()).toEqual(lost.map(customer).sort());
    expect(writes(emulator)).toHaveLength(names.length + lost.length);
    expect(await counted()).toEqual(each((name) => (lost.includes(name) ? 2 : 1)));

    mustEnd(0, await stack.up("--refresh"));
    expect(writes(emulator)).toHaveLength(names.length + lost.length);
  });

  test("removing `resubmit` submits nothing, also over a denial", async () => {
    emulator.deny(customer("denied"), "Education");
    declare();
    mustEnd(1, await stack.up("--continue-on-error"));
    mustEnd(1, await stack.up("--refresh", "--continue-on-error"));
    expect(writes(emulator)).toHaveLength(names.length + lost.length);
    expect(await counted()).toEqual(each((name) => (lost.includes(name) ? 2 : 1)));
  });

  test("a state that was lost: `up` adopts what is there without a submission", async () => {
    mustEnd(0, await stack.pulumi("stack", "rm", "dev", "--force", "--yes", "--preserve-config"));
    mustEnd(0, await stack.pulumi("stack", "init", "dev"));
    const { output } = mustEnd(1, await stack.up("--continue-on-error"));
    expect(output).toMatch(/is already there: InReview .*It is adopted without a submission\./);
    expect(output).toMatch(/is already there: Approved\. It is adopted without a submission\./);
    // Denied: it enters the state, and the next step is a person's.
    expect(output).toMatch(/is Denied .*Nothing was submitted/);
    expect(failedResources(output)).toContain("denied");
    expect(await counted()).toEqual(each(() => 0));
    expect((await stack.resource("denied")).outputs).toMatchObject({ vettingStatus: "Denied" });
    expect(writes(emulator)).toHaveLength(names.length + lost.length);
  });
});

describeEachHost('with `onDenied: "warn"`, a nightly `preview --refresh --expect-no-changes`', (host) => {
  test("finds a denial and a disappearance until an `up` has reported them", async () => {
    const [warned = "", gone = ""] = customerIds(2, 41);
    const partner = await partnerCenter([warned, gone]);
    const nightly = await newStack({
      host,
      resources: [
        education("warned", warned, { onDenied: "warn" }),
        education("gone", gone, { onDenied: "warn" }),
      ],
      env: partner.environment,
    });
    const drifted = async (...flags: string[]): Promise<string> =>
      mustEnd(7, await nightly.preview("--expect-no-changes", ...flags)).output;
    mustEnd(0, await nightly.up());
    // The very vetting that is recorded: no other date tells that it is news.
    partner.deny(warned, "Education");
    partner.vanish(gone, "Education");
    nightly.submittedHoursAgo();
    expect(await drifted("--refresh")).toMatch(/~ 2 to update/);
    expect(await drifted("--refresh")).toMatch(
      /was InReview, is Denied .*`onDenied: "warn"`: it is recorded\./,
    );
    // Nor does a refresh that is kept make it something that was reported.
    mustEnd(0, await nightly.refresh());
    expect(await drifted()).toMatch(/~ 2 to update/);
    expect(await drifted("--refresh")).toMatch(/~ 2 to update/);

    expect(mustEnd(0, await nightly.up("--refresh")).output).toMatch(
      /was InReview, is not listed .*it is recorded\./,
    );
    mustEnd(0, await nightly.preview("--expect-no-changes"));
    mustEnd(0, await nightly.preview("--refresh", "--expect-no-changes"));
    expect(writes(partner)).toHaveLength(2);
  });
});
