// What the scripts of examples/pipelines make of a program with many customers: what `pulumi` says is replayed, in the
// provider's own words.
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Decision } from "../../provider/resources/customerQualification/decision";
import { explain } from "../../provider/resources/customerQualification/messages";
import type { CustomerQualificationItem } from "../../provider/partnercenter";

const LIMIT = 65_536;
const root = join(__dirname, "../..");
const type = "pulumi-nodejs:dynamic/partnercenter:CustomerQualification";

let scratch: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), "partnercenter-reports-"));
  cpSync(join(root, "examples/pipelines/scripts"), join(scratch, "pipeline"), { recursive: true });
});
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

interface Tenant {
  name: string;
  op: "same" | "create" | "update";
  text: string;
  drift?: Record<string, string>;
  /** What the plugin finds of a new one, once its step is shown. */
  driftFoundLater?: Record<string, string>;
  /** What `up` says besides when it fails over it, after its refresh has warned of it. */
  fails?: string;
}

const customerId = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;

/** A tenant of the program, and what the provider says of it. */
function tenant(
  index: number,
  op: Tenant["op"],
  decision: Decision,
  item?: Partial<CustomerQualificationItem>,
): Tenant {
  const desired = { customerId: customerId(index), qualification: "Education" };
  const items = item === undefined ? [] : [{ qualification: "Education", ...item }];
  const recorded =
    op === "create" ? {} : { recorded: { ...desired, vettingStatus: "InReview", submissions: 1 } };
  const text = explain(decision, { desired, items, limits: { maxSubmissions: 3 }, ...recorded }) ?? "";
  expect(text).not.toBe("");
  const drift = op === "update" ? { drift: { vettingStatus: "InReview or Approved => Denied" } } : {};
  return { name: `tenant-${index}`, op, text, ...drift };
}
const submitted = (index: number): Tenant => tenant(index, "create", { kind: "submit", request: 1 });
const movedOn = (index: number): Tenant =>
  tenant(index, "same", { kind: "nothing" }, { vettingStatus: "Approved" });
const denied = (index: number, vettingReason = "Not an Education Customer"): Tenant =>
  tenant(
    index,
    "update",
    { kind: "refuse", because: "denied", request: 2 },
    { vettingStatus: "Denied", vettingReason },
  );

/** Runs a script where `pulumi` says this of these tenants, in this order, and this of all of them. */
function run(
  script: string,
  tenants: readonly Tenant[],
  code: number,
  stdout = "the plan\n",
  ofAll: readonly string[] = [],
): Result {
  const commands = join(scratch, "commands");
  mkdirSync(commands);
  const urn = ({ name }: Tenant): string => `urn:pulumi:dev::estate::${type}::${name}`;
  const stack = "urn:pulumi:dev::estate::pulumi:pulumi:Stack::estate-dev";
  const inputs = (index: number): object => ({ customerId: customerId(index), qualification: "Education" });
  const number = ({ name }: Tenant): number => Number(name.split("-")[1]);
  // What is in the state is refreshed before the rest: by `--refresh`, or by the plugin's own asking.
  const refreshed = tenants
    .filter(({ op }) => op !== "create")
    .map((one) => ({
      resourcePreEvent: {
        metadata: { op: "refresh", urn: urn(one), type, new: { inputs: inputs(number(one)) } },
      },
    }));
  const planned = tenants.flatMap((one) => [
    {
      resourcePreEvent: {
        metadata: {
          op: one.op,
          urn: urn(one),
          type,
          new: { inputs: { ...inputs(number(one)), drift: one.drift } },
        },
      },
    },
    {
      resOutputsEvent: {
        metadata: { op: one.op, urn: urn(one), type, new: { outputs: { drift: one.driftFoundLater } } },
      },
    },
    { diagnosticEvent: { urn: stack, severity: "debug", message: `RegisterResource RPC of ${one.name}` } },
    { diagnosticEvent: { urn: stack, severity: "info#err", message: `<{%reset%}>${one.text}\n<{%reset%}>` } },
    ...(one.fails
      ? [
          {
            diagnosticEvent: {
              urn: urn(one),
              severity: "error",
              message: `${one.text} ${one.fails}\n`,
            },
          },
        ]
      : []),
  ]);
  const events: object[] = [...refreshed, ...planned];
  for (const message of ofAll)
    events.push({ diagnosticEvent: { urn: stack, severity: "info#err", message } });
  if (code === 1)
    events.push({ diagnosticEvent: { urn: stack, severity: "error", message: "update failed\n" } });
  writeFileSync(join(scratch, "events"), events.map((event) => JSON.stringify(event)).join("\n"));
  writeFileSync(join(scratch, "stdout"), stdout);
  const command = join(commands, "pulumi");
  writeFileSync(
    command,
    `#!/bin/sh
while [ "$1" != "--event-log" ]; do shift; done
cp "${scratch}/events" "$2"
cat "${scratch}/stdout"
exit ${code}
`,
  );
  chmodSync(command, 0o755);
  const env = {
    PATH: [commands, process.env["PATH"]].join(delimiter),
    PULUMI_STACK: "dev",
    GITHUB_ACTIONS: "true",
  };
  const ended = spawnSync(process.execPath, [join("pipeline", script)], {
    cwd: scratch,
    env,
    encoding: "utf8",
  });
  expect(ended.stderr).toBe("");
  return {
    code: ended.status,
    log: ended.stdout,
    report: readFileSync(join(scratch, "pulumi-report.md"), "utf8"),
    annotations: ended.stdout.split("\n").filter((line) => line.startsWith("::")),
  };
}
interface Result {
  code: number | null;
  log: string;
  report: string;
  annotations: string[];
}

const many = <T>(count: number, first: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(first + index));

test("150 new tenants, 60 that have moved on and 2 denials fit into a comment, the denials first", () => {
  const tenants = [...many(150, 1, submitted), ...many(60, 200, movedOn), denied(300), denied(301)];
  const total =
    "This program would spend 150 verification requests in all. A qualification can't be taken back.";
  const { report } = run("preview.mjs", tenants, 0, "+ property\n".repeat(20_000), [total]);
  expect(Buffer.byteLength(report)).toBeLessThanOrEqual(LIMIT - 1_000);
  expect(report).toMatch(
    /^## Preview of `dev`\n\nThis program would spend 150 verification requests in all\. .*\n\nNeeds action: 2\n\n- \*\*tenant-300\*\*: .*\n- \*\*tenant-301\*\*: /,
  );
  expect(report).toContain("Would be submitted or created, which can't be taken back: 150\n");
  expect(report).toContain("60 have moved on. Nothing to do: ");
  expect(report).not.toContain(customerId(200));
  expect(report).not.toContain("RegisterResource");
  expect(report).toContain("… cut here: the log of the job has all of it\n~~~\n\n</details>");
});

test("what there is no room for is counted, the most important of it last", () => {
  const long = `Not an Education Customer: ${"ä🎓".repeat(600)}`;
  const { report } = run(
    "preview.mjs",
    [...many(50, 1, submitted), ...many(40, 100, (n) => denied(n, long))],
    0,
  );
  expect(Buffer.byteLength(report)).toBeLessThanOrEqual(LIMIT - 1_000);
  const shown = (number: RegExp): number => [...report.matchAll(number)].length;
  const leftOut = [...report.matchAll(/^- … and (\d+) more: /gm)].map(([, count]) => Number(count));
  const [denials, submissions] = [shown(/^- \*\*tenant-1\d\d\*\*/gm), shown(/^- \*\*tenant-\d\d?\*\*/gm)];
  expect(denials).toBeGreaterThan(10);
  expect(leftOut).toEqual([40 - denials, 50 - submissions]);
  expect(report.includes("</details>")).toBe(true);
  expect(report.includes("\uFFFD")).toBe(false);
});

test("the night's annotations are what needs action, the first of it first, and never more than are shown", () => {
  const tenants = [...many(60, 1, movedOn), ...many(3, 100, submitted), denied(300), denied(301)];
  const { code, log, report, annotations } = run("drift.mjs", tenants, 7);
  expect(code).toBe(7);
  expect(
    annotations.map((line) => /::(\w+) title=Drift in dev::(tenant-\d+): /.exec(line)?.slice(1, 3)),
  ).toEqual([
    ["error", "tenant-300"],
    ["error", "tenant-301"],
    ...[100, 101, 102].map((number) => ["error", `tenant-${number}`]),
  ]);
  for (const text of [log, report]) {
    expect(text).toContain("60 have moved on.");
    expect(text).not.toContain(customerId(1));
  }
});

test("a new tenant that `up` would refuse comes before those that it submits, with either provider", () => {
  const conflict = (index: number): Tenant =>
    tenant(
      index,
      "create",
      { kind: "refuse", because: "conflict", request: 1 },
      { qualification: "GovernmentCommunityCloud" },
    );
  const drift = { conflictsWith: "GovernmentCommunityCloud" };
  const tenants = [submitted(1), { ...conflict(2), drift }, { ...conflict(3), driftFoundLater: drift }];
  const { annotations } = run("drift.mjs", tenants, 7);
  expect(annotations.map((line) => /::(tenant-\d+): /.exec(line)?.[1])).toEqual([
    "tenant-2",
    "tenant-3",
    "tenant-1",
  ]);
});

test("with 62 denials the tenth annotation says how many more there are, and the log has all", () => {
  const { annotations, log, report } = run("drift.mjs", many(62, 1, denied), 7);
  expect(annotations).toHaveLength(10);
  expect(annotations.at(-1)).toContain("::and 53 more: the log has all of them");
  expect([...log.matchAll(/^- update tenant-/gm)]).toHaveLength(62);
  expect(Buffer.byteLength(report)).toBeLessThanOrEqual(LIMIT);
});

test("an up that fails tells each denial once, in its annotations without Markdown", () => {
  const tenants = [
    submitted(1),
    { ...denied(300), fails: "(Correlation 1)\nNothing was submitted." },
    denied(301),
  ];
  const { report, annotations } = run("up.mjs", tenants, 1);
  expect(report).toMatch(
    /^## Update of `dev`: failed\n\n- \*\*tenant-300\*\*: .* \(Correlation 1\)\. Nothing was submitted\.\n\nNeeds action: 1\n\n- \*\*tenant-301\*\*: /,
  );
  expect(report.split(customerId(300))).toHaveLength(2);
  expect(annotations).toEqual([
    expect.stringMatching(
      /^::error title=Update of dev::tenant-300: CustomerQualification .* Nothing was submitted\.$/,
    ),
  ]);
  expect(annotations.join("")).not.toMatch(/\*\*|`|update failed/);
});

test("an up that fails without a reason of ours says what Pulumi says", () => {
  expect(run("up.mjs", [submitted(1)], 1).annotations).toEqual([
    "::error title=Update of dev::update failed",
  ]);
});

test("a night on which all is as declared has no annotation", () => {
  const { code, annotations, log } = run("drift.mjs", many(60, 1, movedOn), 0);
  expect(code).toBe(0);
  expect(annotations).toEqual([]);
  expect(log).toBe(
    "dev is as declared.\n\n60 have moved on. Nothing to do: pulumi up --refresh records it.\n\n",
  );
});
