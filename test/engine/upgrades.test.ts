// States that every released version has written are previewed, refreshed and destroyed by today's code without a
// change or an error. Before a release, WRITE_STATE=<version> keeps the state that today's code writes.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Emulator } from "../../emulator";
import {
  describeEachHost,
  mustEnd,
  newStack,
  root,
  testEachHost,
  typeToken,
  useHost,
  type Host,
  type ResourceDeclaration,
} from "./harness";
import { customerId, education, partnerCenter } from "./support/partnerCenter";

const folder = join(root, "test", "fixtures", "states");
const writing = process.env["WRITE_STATE"];

const [school, agency, owned, gone, review, adopted] = [1, 2, 3, 4, 5, 6].map((n) => customerId(n)) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const code = "123456";

/** One of every kind of state that is as desired, or recorded and accepted. */
const resources: ResourceDeclaration[] = [
  education("school", school, {
    website: "https://www.contoso.edu",
    resubmit: "once",
    waitForVetting: false,
  }),
  {
    name: "agency",
    type: "CustomerQualification",
    args: { customerId: agency, qualification: "GovernmentCommunityCloud", validationCode: code },
  },
  {
    name: "owned",
    type: "CustomerQualification",
    args: { customerId: owned, qualification: "StateOwnedEntity" },
  },
  education("gone", gone, { onDenied: "warn" }),
  education("review", review, { onDenied: "warn", vettingTimeoutSeconds: 60, vettingPollIntervalSeconds: 5 }),
  {
    name: "adopted",
    type: "CustomerQualification",
    args: { customerId: adopted, qualification: "Education" },
    opts: { protect: false },
  },
];

const DATE = "2026-11-20T10:00:00.000Z";

/** What Microsoft lists when the state was written: the same dates in every run. */
function play(emulator: Emulator): void {
  const item = (customer: string, qualification: string, rest: object): void =>
    emulator.setQualification(customer, { qualification, ...rest });
  item(school, "Education", { vettingStatus: "Approved", vettingCreateDate: DATE });
  item(agency, "GovernmentCommunityCloud", { vettingStatus: "Approved", vettingCreateDate: DATE });
  item(owned, "StateOwnedEntity", {});
  item(review, "Education", {
    vettingStatus: "Denied",
    vettingReason: "Not an Academic Domain",
    vettingCreateDate: DATE,
  });
  item(adopted, "Education", { vettingStatus: "Approved", vettingCreateDate: DATE });
}

const customers = [school, agency, owned, gone, review, adopted];

/** The state that each host has written. */
const FILES: Record<Host, string> = { dynamic: "state.json", plugin: "plugin.json" };

async function writeState(version: string, host: Host): Promise<void> {
  const emulator = await partnerCenter(customers);
  emulator.setQualification(adopted, {
    qualification: "Education",
    vettingStatus: "Approved",
    vettingCreateDate: DATE,
  });
  const stack = await newStack({ host, resources, env: emulator.environment });
  mustEnd(0, await stack.up());
  emulator.vanish(gone, "Education");
  stack.submittedHoursAgo();
  play(emulator);
  mustEnd(0, await stack.up("--refresh"));
  const target = join(folder, version);
  mkdirSync(target, { recursive: true });
  const { stdout } = mustEnd(0, await stack.pulumi("stack", "export", "--stack", "dev"));
  // Where the program lay says nothing, and is a path of the machine that wrote it.
  const parsed = JSON.parse(stdout) as { deployment: { resources: Record<string, unknown>[] } };
  for (const resource of parsed.deployment.resources) {
    delete resource["sourcePosition"];
    delete resource["stackTrace"];
  }
  writeFileSync(join(target, FILES[host]), `${JSON.stringify(parsed, null, 2)}\n`);
  writeFileSync(join(target, "resources.json"), `${JSON.stringify(resources, null, 2)}\n`);
}

if (writing !== undefined) {
  testEachHost(`writes the state of ${writing}`, (host) => writeState(writing, host));
} else {
  const versions = existsSync(folder) ? readdirSync(folder) : [];
  const current = (JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string })
    .version;
  const states = versions.flatMap((version) =>
    (["dynamic", "plugin"] as const).map((writer) => ({ version, writer })),
  );

  test("the state of this version is among them", () => {
    expect(versions).toContain(current);
  });

  describeEachHost("today's", (host) => {
    test.each(states)("previews, refreshes and destroys a state of $version's $writer", async (state) => {
      const emulator = await partnerCenter(customers);
      play(emulator);
      const read = (name: string): string => readFileSync(join(folder, state.version, name), "utf8");
      const declared = JSON.parse(read("resources.json")) as ResourceDeclaration[];
      // The plugin's schema has the alias of the way there.
      const aliases = [{ type: typeToken("plugin", "CustomerQualification") }];
      const back = host === "dynamic" && state.writer === "plugin";
      const stack = await newStack({
        host,
        resources: declared.map((one) => (back ? { ...one, opts: { ...one.opts, aliases } } : one)),
        env: emulator.environment,
      });
      useHost("plugin", stack);
      useHost(host, stack);
      stack.write("state.json", read(FILES[state.writer]));
      mustEnd(0, await stack.pulumi("stack", "import", "--stack", "dev", "--file", "state.json"));
      mustEnd(0, await stack.preview("--expect-no-changes"));
      mustEnd(0, await stack.preview("--refresh", "--expect-no-changes"));
      mustEnd(0, await stack.refresh("--expect-no-changes"));
      mustEnd(0, await stack.up());
      if (host !== state.writer) mustEnd(0, await stack.preview("--expect-no-changes"));
      mustEnd(0, await stack.destroy());
      expect(emulator.submissions()).toEqual([]);
      expect(emulator.requests.every(({ method }) => method === "GET")).toBe(true);
      expect(stack.whereReadable(code)).toEqual([]);
    });
  });
}
