// The engine's own options of a resource, as people use them: several in one program.
import type { Emulator } from "../../emulator";
import { mustEnd, newStack, type EngineStack, type ResourceDeclaration } from "./harness";
import { customerId, education, partnerCenter, writes } from "./support/partnerCenter";

const names = [
  "protected",
  "retained",
  "ignoring",
  "renamed",
  "first",
  "second",
  "together",
  "hidden",
  "child",
  "replacing",
  "unknown",
  "elsewhere",
] as const;
type Name = (typeof names)[number];
const ids = Object.fromEntries(names.map((name, index) => [name, customerId(index + 1)])) as Record<
  Name,
  string
>;

let emulator: Emulator;
/** Another partner's Partner Center. */
let otherPartner: Emulator;
let stack: EngineStack;

const tenant = (value: string): ResourceDeclaration => ({ name: "tenant", type: "Value", args: { value } });

function program(): ResourceDeclaration[] {
  const one = (
    name: Name,
    opts: Record<string, unknown>,
    args: Record<string, unknown> = {},
  ): ResourceDeclaration => ({ ...education(name, ids[name], args), opts });
  const { PARTNERCENTER_ACCESS_TOKEN, PARTNERCENTER_API_BASE_URL } = otherPartner.environment;
  return [
    {
      name: "partner",
      type: "Provider",
      args: { accessToken: PARTNERCENTER_ACCESS_TOKEN, apiBaseUrl: PARTNERCENTER_API_BASE_URL },
    },
    tenant(ids.unknown),
    one("protected", { protect: true }),
    one("retained", { retainOnDelete: true }),
    one("ignoring", { ignoreChanges: ["website", "resubmit"] }, { website: "contoso.edu" }),
    one("renamed", {}),
    one("first", {}),
    one("second", { dependsOn: ["first"] }),
    one("together", { deletedWith: "first" }),
    one(
      "hidden",
      { additionalSecretOutputs: ["website", "vettingCreateDate"] },
      { website: "hidden.contoso.edu" },
    ),
    one("child", { parent: "first" }),
    one("replacing", { replaceOnChanges: ["website"] }, { website: "contoso.edu" }),
    education("unknown", "", { customerId: { ref: "tenant.value" } }),
    one("elsewhere", { provider: "partner" }),
  ];
}

const declare = (...changed: ResourceDeclaration[]): void =>
  stack.declare(program().map((one) => changed.find(({ name }) => name === one.name) ?? one));

/** The customers that the command asked about, or wrote to. */
async function asked(command: () => Promise<unknown>): Promise<string[]> {
  const before = emulator.requests.length;
  await command();
  return [...new Set(emulator.requests.slice(before).map(({ path }) => path.split("/")[3] ?? ""))].sort();
}

beforeAll(async () => {
  emulator = await partnerCenter(Object.values(ids));
  otherPartner = await partnerCenter(Object.values(ids));
  stack = await newStack({ resources: program(), env: emulator.environment });
});

// One story: each test goes on where the one before it ended.
describe("options of the engine", () => {
  test("all are created: in their order, through their own provider, and of an output that was not known", async () => {
    const preview = await stack.previewJson();
    expect(preview.result.code).toBe(0);
    expect(preview.step("unknown").op).toBe("create");
    const said = (preview.diagnostics ?? []).map(({ message }) => message).join("\n");
    expect(said).toMatch(/a customer or qualification is an output that is not known before `pulumi up`/);
    expect(emulator.requests.some(({ path }) => path.includes(ids.unknown))).toBe(false);

    emulator.faultNext({ method: "POST", customerId: ids.first }, { kind: "delay", ms: 500 });
    mustEnd(0, await stack.up());
    const submitted = emulator.submissions().map((one) => one.customerId);
    expect(new Set(submitted)).toEqual(
      new Set(names.filter((name) => name !== "elsewhere").map((name) => ids[name])),
    );
    expect(submitted).toHaveLength(names.length - 1);
    expect(submitted.indexOf(ids.second)).toBeGreaterThan(submitted.indexOf(ids.first));
    expect(otherPartner.submissions()).toMatchObject([{ customerId: ids.elsewhere }]);
    expect(emulator.requests.some(({ path }) => path.includes(ids.elsewhere))).toBe(false);

    expect(await stack.resource("protected")).toMatchObject({ protect: true });
    expect((await stack.resource("child")).parent).toBe((await stack.resource("first")).urn);
    expect((await stack.resource("elsewhere")).provider).toMatch(/::partner::/);
    mustEnd(0, await stack.preview("--expect-no-changes"));
  });

  test("additional secret outputs are encrypted, and stay so", async () => {
    const secret = { "4dabf18193072939515e22adb298388d": expect.any(String) as unknown };
    mustEnd(0, await stack.refresh());
    const { outputs } = await stack.resource("hidden");
    expect(outputs).toMatchObject({ website: secret, vettingCreateDate: secret, vettingStatus: "InReview" });
  });

  test("a preview of changes: ignored, edited in place, and of a customer that is not known", async () => {
    declare(
      // Its output is not known until it has been updated: no reason to replace what was submitted.
      tenant(ids.elsewhere),
      {
        ...education("ignoring", ids.ignoring, { website: "fabrikam.edu", resubmit: "2026-11-20" }),
        opts: { ignoreChanges: ["website", "resubmit"] },
      },
      {
        ...education("replacing", ids.replacing, { website: "fabrikam.edu" }),
        opts: { replaceOnChanges: ["website"] },
      },
    );
    const preview = await stack.previewJson();
    expect(preview.steps.some(({ urn }) => urn.endsWith("::ignoring"))).toBe(false);
    expect(preview.step("unknown")).toMatchObject({ op: "update" });
    // A replacement could only adopt it again, and would forget how many submissions were made: recorded in place.
    expect(preview.step("replacing").op).toBe("update");
  });

  test("--target: nobody else is asked about", async () => {
    const { urn } = await stack.resource("replacing");
    expect(await asked(() => stack.up("--target", urn).then((result) => mustEnd(0, result)))).toEqual([
      ids.replacing,
    ]);
    expect((await stack.resource("replacing")).outputs).toMatchObject({
      website: "fabrikam.edu",
      submissions: 1,
    });
  });

  test("an alias keeps the resource; one that is retained goes without a call of the provider", async () => {
    const rest = program().filter(({ name }) => !["retained", "renamed", "replacing"].includes(name));
    stack.declare([
      ...rest,
      { ...education("newName", ids.renamed), opts: { aliases: [{ name: "renamed" }] } },
      education("replacing", ids.replacing, { website: "fabrikam.edu" }),
    ]);
    const { output } = mustEnd(0, await stack.up());
    expect(output).not.toMatch(/warning: Customer/);
    expect((await stack.resource("newName")).outputs).toMatchObject({ submissions: 1 });
    const left = (await stack.resources()).map(({ urn }) => urn.replace(/^.*::/, ""));
    expect(left).not.toContain("retained");
    expect(left).not.toContain("renamed");
  });

  test("destroy keeps what is protected, and calls nothing for what goes with another", async () => {
    const { output: before } = mustEnd(1, await stack.destroy());
    expect(before).toMatch(/protected/);
    expect((await stack.resources()).map(({ id }) => id)).toEqual([`${ids.protected}/Education`]);
    mustEnd(0, await stack.pulumi("state", "unprotect", "--all", "--yes", "--stack", "dev"));
    const { output } = mustEnd(0, await stack.destroy());
    const warned = (before + output).match(/warning: CustomerQualification \S+/g);
    const gone = names.filter((name) => !["retained", "together"].includes(name));
    expect(new Set(warned)).toEqual(
      new Set(gone.map((name) => `warning: CustomerQualification ${ids[name]}/Education:`)),
    );
    expect(await stack.resources()).toEqual([]);
  });

  test("nothing of it ever led to a second submission", () => {
    expect(writes(emulator)).toHaveLength(names.length - 1);
    expect(writes(otherPartner)).toHaveLength(1);
  });
});
