// Fifty customers in one program: what is wrong with a few of them neither hides nor holds up the others.
import type { Emulator } from "../../emulator";
import { describeEachHost, mustEnd, newStack, type CommandResult, type EngineStack } from "./harness";
import { failedResources } from "./support/diagnostics";
import { customerIds, education, partnerCenter, writes } from "./support/partnerCenter";

/** What is wrong with the first customers of the program. */
const troubles = ["noRelationship", "serverError", "notUnderstood", "denied", "conflict"] as const;
type Trouble = (typeof troubles)[number];
const names = [...troubles, ...Array.from({ length: 45 }, (_, index) => `school${index}`)];
const fine = names.slice(troubles.length, 48);
const [late = "", later = ""] = names.slice(48);

const ids = customerIds(names.length);
const customer = (name: string): string => ids[names.indexOf(name)] ?? "";

describeEachHost("fifty customers", (host) => {
  let emulator: Emulator;
  let stack: EngineStack;

  beforeAll(async () => {
    emulator = await partnerCenter(ids);
    stack = await newStack({ host, env: emulator.environment });
  });

  function declare(
    more: readonly string[] = [],
    args: Record<string, unknown> = {},
    troubled: readonly Trouble[] = troubles,
  ): void {
    stack.declare([...troubled, ...fine, ...more].map((name) => education(name, customer(name), args)));
  }

  function makeTrouble(): void {
    emulator.loseRelationship(customer("noRelationship"));
    // Five attempts in a moment.
    const headers = { "Retry-After": "0" };
    emulator.faultShare(
      { customerId: customer("serverError") },
      { kind: "status", status: 503, body: "", headers },
      1,
    );
    emulator.faultShare({ customerId: customer("notUnderstood") }, { kind: "body", body: "{}" }, 1);
    emulator.setQualification(customer("denied"), {
      qualification: "Education",
      vettingStatus: "Denied",
      vettingReason: "Not an Academic Domain",
    });
    const held = emulator.qualifications(customer("conflict"));
    for (const { qualification } of held) emulator.vanish(customer("conflict"), qualification);
    emulator.setQualification(customer("conflict"), {
      qualification: "GovernmentCommunityCloud",
      vettingStatus: "Approved",
    });
  }

  /** What each trouble looks like in the drift of a preview. */
  const drifts: Record<Trouble, unknown> = {
    noRelationship: {
      notObserved: expect.stringMatching(/HTTP 403, code 20002[^]*no reseller relationship/),
    },
    serverError: { notObserved: expect.stringMatching(/HTTP 503, after 5 attempts/) },
    notUnderstood: { notObserved: expect.stringMatching(/HTTP 200, but its body was not understood/) },
    denied: expect.objectContaining({ vettingReason: "Not an Academic Domain" }),
    conflict: expect.objectContaining({ conflictsWith: "GovernmentCommunityCloud" }),
  };

  /** Each trouble shows as the drift of its own resource, and all the others without one. */
  async function previewShows(expected: {
    troubles: string;
    troubled?: readonly Trouble[];
    created: readonly string[];
  }): Promise<void> {
    const { troubled = troubles } = expected;
    const preview = await stack.previewJson();
    expect(preview.result.code).toBe(0);
    const shown = preview.steps.flatMap(({ urn, op, newState }) => {
      const name = urn.split("::").at(-1) ?? "";
      // What stays the same has no step, but that of the plugin's refresh.
      return names.includes(name) && op !== "refresh" ? [{ name, op, drift: newState?.inputs["drift"] }] : [];
    });
    const byName = (a: { name: string }, b: { name: string }): number => a.name.localeCompare(b.name);
    expect(shown.sort(byName)).toEqual(
      [
        ...troubled.map((name) => ({ name, op: expected.troubles, drift: drifts[name] })),
        ...expected.created.map((name) => ({ name, op: "create", drift: undefined })),
      ].sort(byName),
    );
  }

  /** The outputs of each resource in the state. */
  async function recorded(): Promise<Record<string, Record<string, unknown>>> {
    const resources = await stack.resources();
    return Object.fromEntries(
      resources.map(({ urn, outputs = {} }) => [urn.split("::").at(-1) ?? "", outputs] as const),
    );
  }

  const statuses = (recordings: Record<string, Record<string, unknown>>): Record<string, unknown> =>
    Object.fromEntries(Object.entries(recordings).map(([name, { vettingStatus }]) => [name, vettingStatus]));

  const all = (some: readonly string[], status: string): Record<string, string> =>
    Object.fromEntries(some.map((name) => [name, status]));

  // One story: each test goes on where the one before it ended.
  describe("customers that are in trouble from the start", () => {
    test("a preview fails over the one that is none of the partner's; without it, it shows each, and all the others", async () => {
      makeTrouble();
      declare();
      expect(mustEnd(1, await stack.preview()).output).toMatch(
        /customerId.*is no customer of this partner.*HTTP 403, code 20002/,
      );
      const troubled = troubles.filter((name) => name !== "noRelationship");
      declare([], {}, troubled);
      await previewShows({ troubles: "create", troubled, created: fine });
      declare();
    });

    test("`up --continue-on-error` submits for all the others", async () => {
      const up = mustEnd(1, await stack.up("--continue-on-error"));
      expect(failedResources(up.output)).toEqual([...troubles].sort());
      expect(writes(emulator)).toHaveLength(fine.length);
      const submitted = emulator.submissions().map(({ customerId }) => customerId);
      expect(submitted.sort()).toEqual(fine.map(customer).sort());
      // What was never there and is not ours stays out of the state.
      expect(statuses(await recorded())).toEqual({ ...all(fine, "InReview"), denied: "Denied" });
    });

    test("once they are out of trouble, `up` submits for them", async () => {
      emulator.clearFaults();
      emulator.restoreRelationship(customer("noRelationship"));
      emulator.approve(customer("denied"), "Education");
      emulator.vanish(customer("conflict"), "GovernmentCommunityCloud");
      mustEnd(0, await stack.up());
      expect(writes(emulator)).toHaveLength(troubles.length + fine.length - 1);
    });
  });

  describe("customers that get into trouble later", () => {
    test("a preview shows each of them, and all the others", async () => {
      makeTrouble();
      for (const name of fine) emulator.approve(customer(name), "Education");
      declare([late]);
      await previewShows({ troubles: "update", created: [late] });
    });

    test("`pulumi refresh` records all the others, and keeps what was recorded of these", async () => {
      const { output } = mustEnd(0, await stack.refresh());
      const recordings = await recorded();
      expect(statuses(recordings)).toEqual({
        ...all(fine, "Approved"),
        noRelationship: "InReview",
        serverError: "InReview",
        notUnderstood: "InReview",
        denied: "Denied",
        conflict: "None",
      });
      expect(recordings["conflict"]).toMatchObject({ submissions: 1 });
      expect(recordings["noRelationship"]).toMatchObject({ submissions: 1 });
      for (const name of ["noRelationship", "serverError", "notUnderstood"]) {
        const lines = output.split("Diagnostics:")[1]?.split("\n") ?? [];
        const said = lines.filter((line) =>
          line.includes(`${customer(name)}/Education: could not be observed.`),
        );
        expect({ name, said: said.length }).toEqual({ name, said: 1 });
      }
    });

    test("`up --refresh --continue-on-error` goes on with all the others", async () => {
      const before = writes(emulator).length;
      const up = mustEnd(1, await stack.up("--refresh", "--continue-on-error"));
      expect(failedResources(up.output)).toEqual([...troubles].sort());
      expect(up.output.match(/Nothing was submitted/g)?.length).toBeGreaterThanOrEqual(troubles.length);
      expect(writes(emulator)).toHaveLength(before + 1);
      expect(emulator.submissions(customer(late))).toHaveLength(1);
      expect(statuses(await recorded())).toMatchObject({ ...all(fine, "Approved"), [late]: "InReview" });
    });

    test('with `onDenied: "warn"`, a denial and a conflict do not even fail `up`', async () => {
      emulator.clearFaults();
      emulator.restoreRelationship(customer("noRelationship"));
      declare([late, later], { onDenied: "warn" });
      const before = writes(emulator).length;
      const up = mustEnd(0, await stack.up());
      expect(up.output).toMatch(/is still Denied \(Not an Academic Domain.*`onDenied: "warn"`/);
      expect(up.output).toMatch(/holds GovernmentCommunityCloud instead.*`onDenied: "warn"`/);
      expect(writes(emulator)).toHaveLength(before + 1);
      expect(emulator.submissions(customer(later))).toHaveLength(1);
      const clean = mustEnd(0, await stack.preview("--expect-no-changes"));
      expect(clean.output).toMatch(
        /is still Denied \(Not an Academic Domain.*It is recorded; `onDenied: "warn"`/,
      );
    });
  });

  describe("what makes every look fail is one error, and no drift", () => {
    /** One error that says this, exit code 1, no drift; nothing was written, and not everyone was asked for. */
    async function oneError(command: () => Promise<CommandResult>, words: RegExp): Promise<void> {
      const before = { writes: writes(emulator).length, requests: emulator.requests.length };
      const { output } = mustEnd(1, await command());
      const diagnostics = output.split("Diagnostics:")[1] ?? "";
      const errors = diagnostics
        .split("\n")
        .filter((line) => /^ +error: /.test(line) && !/update failed/.test(line));
      expect(errors).toEqual([expect.stringMatching(words)]);
      expect(output).not.toContain("+drift");
      expect(output).not.toMatch(/^\s+at /m);
      expect(writes(emulator)).toHaveLength(before.writes);
      expect(emulator.requests.length - before.requests).toBeLessThan(names.length);
    }

    test("a token that is not accepted", async () => {
      stack.env.PARTNERCENTER_ACCESS_TOKEN = emulator.accessToken("expired");
      const words = /HTTP 401, code 400: "Access denied\."/;
      // On a machine of many cores, the engine asks for all at once.
      await oneError(() => stack.preview("--parallel=8"), words);
      await oneError(() => stack.up("--parallel=8", "--refresh", "--continue-on-error"), words);
      await oneError(() => stack.refresh("--parallel=8"), words);
      stack.env.PARTNERCENTER_ACCESS_TOKEN = emulator.accessToken();
    });

    test("no login at all", async () => {
      const { PARTNERCENTER_ACCESS_TOKEN: token } = stack.env;
      delete stack.env.PARTNERCENTER_ACCESS_TOKEN;
      await oneError(() => stack.refresh(), /No Partner Center login is set\. Set PARTNERCENTER_TENANT_ID/);
      stack.env.PARTNERCENTER_ACCESS_TOKEN = token;
    });

    test("nothing listening; with `partnercenter:liveDiff: false` a preview does not look", async () => {
      const before = await recorded();
      await emulator.goOffline();
      await oneError(() => stack.refresh(), /the connection was refused \(ECONNREFUSED\), after 5 attempts/);

      await stack.configure({ "partnercenter:liveDiff": "false" });
      const preview = mustEnd(0, await stack.preview("--expect-no-changes"));
      expect(preview.output.match(/not looked at: `partnercenter:liveDiff` is false/g)).toHaveLength(2);
      await emulator.goOnline();
      expect(await recorded()).toEqual(before);
    });
  });
});
