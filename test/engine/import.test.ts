// `partnercenter import`, `pulumi import -f`, and then a clean preview: an estate that was there before.
import { join } from "node:path";
import { readFileSync } from "node:fs";
import { mustEnd, newStack, root, runCommand, type EngineStack, type ResourceDeclaration } from "./harness";
import { customerId, partnerCenter, writes } from "./support/partnerCenter";

const [school, agency, none] = [customerId(1), customerId(2), customerId(3)];

const importFileOf = (stack: EngineStack, ...args: string[]) =>
  runCommand("node", [join(root, "dist", "cli", "partnercenter.js"), "import", ...args], {
    cwd: stack.directory,
    env: stack.env,
    timeoutMs: 60_000,
  });

test("what exists is imported without a submission, and a preview is then clean", async () => {
  const emulator = await partnerCenter([school, agency, none]);
  emulator.setQualification(school, { qualification: "Education", vettingStatus: "Approved" });
  emulator.setQualification(school, { qualification: "StateOwnedEntity" });
  emulator.setQualification(agency, { qualification: "GovernmentCommunityCloud", vettingStatus: "InReview" });
  const stack = await newStack({ env: emulator.environment });
  const partnercenter = (...args: string[]) => importFileOf(stack, ...args);

  expect((await partnercenter()).output).toContain("--customer, or take them with --all");
  expect((await partnercenter("--customer", "contoso")).output).toContain("tenant id, a GUID");
  const one = mustEnd(0, await partnercenter("--customer", agency.toUpperCase(), "--json"));
  expect(JSON.parse(one.stdout)).toMatchObject({
    file: { resources: [{ id: `${agency}/GovernmentCommunityCloud` }] },
  });
  const all = mustEnd(0, await partnercenter("--all"));
  expect(all.output).toContain("3 qualifications found");
  expect(all.output).toContain(
    "pulumi import -f partnercenter-import.json --generate-code=false --protect=false",
  );

  mustEnd(
    0,
    await stack.pulumi(
      ...["import", "-f", "partnercenter-import.json", "--generate-code=false", "--protect=false"],
      ...["--yes", "--skip-preview", "--stack", "dev"],
    ),
  );
  // The program's text declares what the file holds.
  const { resources } = JSON.parse(
    readFileSync(join(stack.directory, "partnercenter-import.json"), "utf8"),
  ) as {
    resources: { name: string; inputs: { customerId: string; qualification: string } }[];
  };
  const program = readFileSync(join(stack.directory, "partnercenter-import.ts"), "utf8");
  const declared = resources.map(
    ({ name, inputs: { customerId: customer, qualification } }): ResourceDeclaration => {
      expect(program).toContain(
        `new CustomerQualification(${JSON.stringify(name)}, {\n  customerId: "${customer}",\n  qualification: "${qualification}",`,
      );
      return { name, type: "CustomerQualification", args: { customerId: customer, qualification } };
    },
  );
  stack.declare(declared);
  mustEnd(0, await stack.preview("--expect-no-changes"));
  mustEnd(0, await stack.up("--refresh"));

  // What the API does not return is asked for by a later submission, and only then.
  emulator.vanish(school, "Education");
  mustEnd(7, await stack.preview("--expect-no-changes"));
  stack.declare(
    declared.map((one) =>
      one.args?.["qualification"] === "Education" ? { ...one, args: { ...one.args, resubmit: "1" } } : one,
    ),
  );
  expect((await stack.up()).output).toMatch(/educationSegment/);
  expect(writes(emulator)).toEqual([]);
  mustEnd(0, await stack.destroy());
});

test("with the plugin, `pulumi import` writes the program: a clean one in YAML", async () => {
  const emulator = await partnerCenter([school, agency]);
  emulator.setQualification(school, { qualification: "Education", vettingStatus: "Approved" });
  emulator.setQualification(school, { qualification: "StateOwnedEntity" });
  emulator.setQualification(agency, { qualification: "GovernmentCommunityCloud", vettingStatus: "InReview" });
  const stack = await newStack({ host: "plugin", env: emulator.environment });
  const program = "name: scratch\nruntime: yaml\n";
  stack.write("Pulumi.yaml", program);
  const written = mustEnd(0, await importFileOf(stack, "--all", "--plugin"));
  expect(written.output).toContain("pulumi import --file partnercenter-import.json --protect=false");
  expect((await importFileOf(stack, "--all", "--plugin", "--program", "a.ts")).output).toMatch(
    /cannot be used/,
  );

  const given = ["--file", "partnercenter-import.json", "--protect=false", "--out", "imported.yaml"];
  mustEnd(0, await stack.pulumi("import", ...given, "--yes", "--skip-preview", "--stack", "dev"));
  const imported = readFileSync(join(stack.directory, "imported.yaml"), "utf8");
  expect(imported.match(/type: partnercenter:(index:)?CustomerQualification/g)).toHaveLength(3);
  stack.write("Pulumi.yaml", program + imported);
  mustEnd(0, await stack.preview("--expect-no-changes"));
  expect(writes(emulator)).toEqual([]);
});
