// The package as it is published: what is in it, the text that it leaves in every state, and that a TypeScript program
// can import it, also one without a TypeScript of its own, which the one that the SDK brings (3.8) then compiles. Its plugin
// then takes the same stack over, with a program in YAML.
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join, relative, sep } from "node:path";
import type TypeScript from "typescript";
import { version } from "../../package.json";
import type { Emulator } from "../../emulator";
import schema from "../../provider/hosts/plugin/schema.json";
import { mustEnd, newStack, providerText, root, runCommand, type EngineStack } from "./harness";
import { customerId, education, partnerCenter, writes } from "./support/partnerCenter";

const [school, agency] = [customerId(1), customerId(2)];
let packed: EngineStack;
let emulator: Emulator;
/** The installed package. */
const installed = (...path: string[]): string =>
  join(packed.scratch, "node_modules", "pulumi-partnercenter", ...path);

const program = `
import * as pulumi from "@pulumi/pulumi";
import { CustomerQualification, CustomerQualificationArgs, Provider, QualificationName } from "pulumi-partnercenter";

const qualification: QualificationName = "Education";
const args: CustomerQualificationArgs = { customerId: "${school}", qualification, educationSegment: "K12" };
const provider = new Provider("partner", { accessToken: process.env.PARTNERCENTER_ACCESS_TOKEN, liveDiff: true });
const declared = new CustomerQualification("declared", args, { provider });
const read = CustomerQualification.get("read", "${school}/Education");
const again: pulumi.Output<QualificationName> = declared.qualification;
export const statuses = pulumi.all([again, declared.vettingStatus, read.vettingStatus]);
`;

beforeAll(async () => {
  emulator = await partnerCenter([school, agency]);
  emulator.setQualification(school, { qualification: "Education", vettingStatus: "Approved" });
  packed = await newStack({
    package: "packed",
    resources: [education("school", school)],
    env: emulator.environment,
  });
});

test("the package holds what was built, and nothing else", () => {
  const files = readdirSync(installed(), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(installed(), join(entry.parentPath, entry.name)).replaceAll(sep, "/"));
  const built = files.filter((file) => file.startsWith("dist/"));
  // What the pages lead to is looked at in tarball.test.ts.
  const pages = files.filter((file) => /^(?:docs|examples|bench)\//.test(file));
  expect(files.filter((file) => !built.includes(file) && !pages.includes(file)).sort()).toEqual([
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "SECURITY.md",
    "package.json",
  ]);
  // Each file has a source, and each program its declarations. The pages, the schema and the picture's program, into which its
  // libraries are bundled, are their own source; those libraries' licences have none here.
  const page = built.filter((file) =>
    /^dist\/(emulator\/page\/public\/|cli\/report\/html\/assets\/|cli\/report\/html\/picture\.mjs$|.*\/plugin\/schema\.json$)/.test(
      file,
    ),
  );
  const licences = "dist/cli/report/html/picture.LICENSES.txt";
  expect(built).toContain(licences);
  const compiled = built.filter((file) => !page.includes(file) && file !== licences);
  expect(
    compiled.filter((file) => !/^dist\/(cli|emulator|provider|sdk)\/[\w/]+(\.js|\.d\.ts)$/.test(file)),
  ).toEqual([]);
  const sourceOf = (file: string): string => join(root, file.slice("dist/".length));
  const typeScriptOf = (file: string): string => sourceOf(file).replace(/(\.js|\.d\.ts)$/, ".ts");
  expect(page).not.toEqual([]);
  expect(page.filter((file) => !existsSync(sourceOf(file)))).toEqual([]);
  expect(compiled.filter((file) => !existsSync(typeScriptOf(file)))).toEqual([]);
  const programs = compiled.filter((file) => file.endsWith(".js"));
  expect(
    programs.map((file) => file.replace(/\.js$/, ".d.ts")).filter((file) => !built.includes(file)),
  ).toEqual([]);
});

test("its entries are those of the manifest, and nothing else can be required", async () => {
  const script = `
    const entries = ["", "/provider", "/client", "/package.json", "/dist/provider/index.js"];
    const exported = (entry) => {
      try { return Object.keys(require("pulumi-partnercenter" + entry)); } catch (error) { return error.code; }
    };
    console.log(JSON.stringify(entries.map(exported)));`;
  const env = packed.env;
  const result = await runCommand("node", ["-e", script], { cwd: packed.directory, env, timeoutMs: 60_000 });
  const [sdk, provider, client, manifest, inside] = JSON.parse(mustEnd(0, result).stdout) as unknown[];
  expect(sdk).toEqual(expect.arrayContaining(["CustomerQualification", "Provider"]));
  expect(provider).toContain("customerQualification");
  expect(client).toEqual(expect.arrayContaining(["PartnerCenterClient", "PartnerCenterError"]));
  expect(manifest).toContain("bin");
  expect(inside).toBe("ERR_PACKAGE_PATH_NOT_EXPORTED");
  const command = join(packed.scratch, "node_modules", ".bin", "partnercenter");
  const help = await runCommand(command, ["--help"], { cwd: packed.directory, env, timeoutMs: 60_000 });
  expect(mustEnd(0, help).stdout).toContain("emulator");
});

test("the text in the state is the same, byte for byte, whether the package is installed or linked", async () => {
  const linked = await newStack({ resources: [education("school", school)], env: packed.env });
  const texts: unknown[] = [];
  for (const stack of [packed, linked]) {
    mustEnd(0, await stack.up());
    const { inputs, outputs } = await stack.resource("school");
    texts.push(inputs.__provider, outputs?.__provider);
  }
  expect(texts).toEqual([providerText, providerText, providerText, providerText]);
  expect(Buffer.byteLength(providerText)).toBeLessThan(300);
});

describe("a TypeScript program in a project without a TypeScript", () => {
  test("runs", async () => {
    expect(existsSync(join(packed.scratch, "node_modules", "typescript"))).toBe(false);
    rmSync(join(packed.directory, "index.js"));
    packed.write("Pulumi.yaml", "name: scratch\nruntime: nodejs\n");
    packed.write("index.ts", program);
    const preview = await packed.previewJson();
    expect(preview.result.code).toBe(0);
    expect(preview.step("declared").op).toBe("create");
  });

  test("is checked against declarations that its compiler understands", () => {
    const vendor = join(packed.scratch, "node_modules", "@pulumi", "pulumi", "vendor");
    const folder = readdirSync(vendor).find((name) => name.startsWith("typescript@")) ?? "";
    const ts = createRequire(join(vendor, "index.js"))(`./${folder}/typescript.js`) as typeof TypeScript;
    expect(ts.version).toMatch(/^3\./);
    const wrong = `${program}new CustomerQualification("wrong", { customerId: 1, qualification: "Charity" });`;
    packed.write("index.ts", program);
    packed.write("wrong.ts", wrong);
    const files = ["index.ts", "wrong.ts"].map((name) => join(packed.directory, name));
    const compiled = ts.createProgram(files, {
      module: ts.ModuleKind.CommonJS,
      moduleResolution: ts.ModuleResolutionKind.NodeJs,
      target: ts.ScriptTarget.ES2018,
      strict: true,
      typeRoots: [join(root, "node_modules", "@types")],
      types: ["node"],
    });
    const ours = compiled
      .getSourceFiles()
      .filter(({ fileName }) => fileName.includes("pulumi-partnercenter/dist"));
    expect(ours.length).toBeGreaterThan(2);
    const problemsOf = (file: TypeScript.SourceFile): string[] =>
      [...compiled.getSyntacticDiagnostics(file), ...compiled.getSemanticDiagnostics(file)].map(
        ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"),
      );
    expect(ours.flatMap(problemsOf)).toEqual([]);
    const [right = [], faulty = []] = files.map((name) => {
      const file = compiled.getSourceFile(name);
      return file && problemsOf(file);
    });
    expect(right).toEqual([]);
    expect(faulty).toEqual([
      expect.stringContaining("'number' is not assignable"),
      expect.stringContaining("'\"Charity\"' is not assignable"),
    ]);
  });
});

// One story: the state is the one from above.
describe("its plugin, by the path of its command", () => {
  const command = "./node_modules/.bin/pulumi-resource-partnercenter";
  const program = `
name: scratch
runtime: yaml
resources:
  school:
    type: partnercenter:CustomerQualification
    properties: { customerId: ${school}, qualification: Education, educationSegment: K12 }
`;

  test("says the schema to `pulumi package get-schema`, and `pulumi package add` takes it", async () => {
    rmSync(join(packed.directory, "index.ts"), { force: true });
    rmSync(join(packed.directory, "wrong.ts"), { force: true });
    packed.write("Pulumi.yaml", "name: scratch\nruntime: yaml\n");
    const told = JSON.parse(
      mustEnd(0, await packed.pulumi("package", "get-schema", command)).stdout,
    ) as typeof schema;
    expect(told.name).toBe("partnercenter");
    // It knows every type and function, and Pulumi has bound them.
    for (const part of ["resources", "functions", "types"] as const)
      expect(Object.keys(told[part]).sort()).toEqual(Object.keys(schema[part]).sort());
    mustEnd(0, await packed.pulumi("package", "add", command));
    const project = readFileSync(join(packed.directory, "Pulumi.yaml"), "utf8");
    expect(project).toContain(`partnercenter: partnercenter@${version}`);
  });

  test("takes over the stack of the Node classes, and an import writes a program that previews clean", async () => {
    packed.env["PATH"] = [join(packed.scratch, "node_modules", ".bin"), packed.env["PATH"]].join(delimiter);
    packed.write("Pulumi.yaml", program);
    mustEnd(0, await packed.preview("--expect-no-changes"));
    mustEnd(0, await packed.up());
    emulator.setQualification(agency, { qualification: "StateOwnedEntity" });
    const imported = ["partnercenter:index:CustomerQualification", "agency", `${agency}/StateOwnedEntity`];
    const how = ["--yes", "--skip-preview", "--protect=false", "--out", "agency.yaml", "--stack", "dev"];
    mustEnd(0, await packed.pulumi("import", ...imported, ...how));
    const written = readFileSync(join(packed.directory, "agency.yaml"), "utf8");
    packed.write("Pulumi.yaml", program + written.replace("resources:\n", ""));
    mustEnd(0, await packed.preview("--expect-no-changes"));
    expect(writes(emulator)).toEqual([]);
  });
});
