// The package below a library, where Pulumi's server does not look, or beside another version of it.
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import {
  makeScratch,
  mustEnd,
  newStack,
  removeScratch,
  root,
  runCommand,
  scratchEnvironment,
  type EngineStack,
} from "./harness";
import { customerId, partnerCenter, writes } from "./support/partnerCenter";

describe("as Node resolves it", () => {
  let top: string;
  beforeEach(() => (top = makeScratch()));
  afterEach(() => removeScratch(top));

  function write(file: string, text: string): void {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** A copy of the package, as it is installed; answers with the folder of its classes. */
  function copy(folder: string, version: string): string {
    const manifest = {
      name: "pulumi-partnercenter",
      version,
      exports: { "./provider": "./dist/provider/index.js" },
    };
    write(join(top, folder, "package.json"), JSON.stringify(manifest));
    write(join(top, folder, "dist/provider/index.js"), "");
    mkdirSync(join(top, folder, "dist/sdk"), { recursive: true });
    return join(top, folder, "dist/sdk");
  }

  /** What a copy finds, in a Node of its own, for jest resolves in its own way; and how many files it has read. */
  async function inspect(
    folders: (string | undefined)[],
    own: string,
  ): Promise<{ missing?: string; warning?: string; reads: number }> {
    const script = `
    const { inspect } = require(${JSON.stringify(join(root, "dist/sdk/installation.js"))});
    const fs = require("node:fs");
    const { readFileSync } = fs;
    let reads = 0;
    fs.readFileSync = (...given) => (reads++, readFileSync(...given));
    const found = inspect(...${JSON.stringify([folders, own])}.map((one) => one ?? undefined));
    console.log(JSON.stringify({ ...found, reads }));`;
    const options = { cwd: top, env: scratchEnvironment(top), timeoutMs: 60_000 };
    const { stdout } = mustEnd(0, await runCommand(process.execPath, ["-e", script], options));
    return JSON.parse(stdout) as { missing?: string; warning?: string; reads: number };
  }

  const below = "node_modules/@contoso/lib/node_modules/pulumi-partnercenter";
  const besides = "node_modules/pulumi-partnercenter";

  test("one copy: nothing is said, and no file is read", async () => {
    const own = copy(besides, "0.1.0");
    expect(await inspect([top], own)).toEqual({ reads: 0 });
    // The program may lie in a folder of its own.
    expect(await inspect([join(top, "program/src")], own)).toEqual({ reads: 0 });
  });

  test("one copy behind a link, as a workspace or pnpm makes it", async () => {
    const own = copy("packages/partnercenter", "0.1.0");
    mkdirSync(join(top, "node_modules"));
    symlinkSync(join(top, "packages/partnercenter"), join(top, besides), "junction");
    expect(await inspect([top], own)).toEqual({ reads: 0 });
  });

  test("below a library only: what to add to the program's own package.json", async () => {
    const own = copy(below, "0.1.0");
    const { missing, warning } = await inspect([top, undefined], own);
    expect(missing).toMatch(
      /a library \(below @contoso\/lib\) brings pulumi-partnercenter.*npm install pulumi-partnercenter@0\.1\.0.*pnpm add .*yarn add /,
    );
    expect(missing).not.toContain(top);
    expect(warning).toBeUndefined();
  });

  test("found from another folder in which the program may have begun", async () => {
    const own = copy(besides, "0.1.0");
    expect(await inspect([tmpdir(), undefined, top], own)).toEqual({ reads: 0 });
  });

  test("two versions: both are named, and which one runs", async () => {
    copy(besides, "0.2.0");
    const { missing, warning } = await inspect([top], copy(below, "0.1.0"));
    expect(missing).toBeUndefined();
    expect(warning).toMatch(
      /0\.2\.0, which the program's folder finds, and 0\.1\.0 \(below @contoso\/lib\), which declares resources\. Pulumi runs 0\.2\.0/,
    );
    expect(warning).not.toContain(top);
  });

  test("two copies of one version are none of the user's concern", async () => {
    copy(besides, "0.1.0");
    expect(await inspect([top], copy(below, "0.1.0"))).toEqual({ reads: 2 });
  });

  test("bundled into the program, which knows no version", async () => {
    const bundle = join(top, "bundle");
    expect((await inspect([top], bundle)).missing).toMatch(/npm install pulumi-partnercenter`/);
    copy(besides, "0.1.0");
    expect(await inspect([top], bundle)).toEqual({ reads: 1 });
  });

  test("a program in a folder of this package itself does not see it by its own name, as the server does not", async () => {
    const own = copy(".", "0.1.0");
    expect((await inspect([join(top, "examples")], own)).missing).toBeDefined();
  });
});

const [school, direct] = [customerId(1), customerId(2)];

const library = `
  const { CustomerQualification } = require("pulumi-partnercenter");
  exports.school = (name, customerId) =>
    new CustomerQualification(name, { customerId, qualification: "Education", educationSegment: "K12" });`;

/** A program of which a library brings a copy of the package. */
async function stackWith(program: string, env: NodeJS.ProcessEnv): Promise<EngineStack> {
  const stack = await newStack({
    program,
    env,
    files: {
      "node_modules/lib/package.json": '{ "name": "lib", "version": "1.0.0", "main": "index.js" }',
      "node_modules/lib/index.js": library,
    },
  });
  return stack;
}

/** A copy of the package, without what it depends on: it finds that, or a link to it, above. */
function copyPackage(folder: string, version: string): void {
  cpSync(join(root, "dist"), join(folder, "dist"), { recursive: true });
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as object;
  writeFileSync(join(folder, "package.json"), JSON.stringify({ ...manifest, version }));
}

test("not found from the program's folder: what to add, without a stack trace", async () => {
  const emulator = await partnerCenter([school]);
  const stack = await stackWith(`require("lib").school("school", "${school}");`, emulator.environment);
  rmSync(join(stack.directory, "node_modules/pulumi-partnercenter"));
  const own = join(stack.directory, "node_modules/lib/node_modules/pulumi-partnercenter");
  mkdirSync(dirname(own), { recursive: true });
  copyPackage(own, "0.1.0");
  for (const command of [() => stack.preview(), () => stack.up()]) {
    const { output } = mustEnd(1, await command());
    expect(output).toMatch(
      /error: Pulumi runs the provider from the program's folder.*\(below lib\).*`npm install pulumi-partnercenter@0\.1\.0`/,
    );
    expect(output).not.toMatch(/Cannot find module|^\s+at .+:\d+/m);
    expect(output).not.toContain(stack.directory);
  }
  // What it says helps.
  symlinkSync(root, join(stack.directory, "node_modules/pulumi-partnercenter"), "junction");
  mustEnd(0, await stack.up());
  expect(emulator.submissions()).toHaveLength(1);
});

test("another version beside the program: it is named once, and the program goes on", async () => {
  const emulator = await partnerCenter([school, direct]);
  const stack = await stackWith(
    `const lib = require("lib");
     lib.school("school", "${school}");
     lib.school("copy", "${school}");
     new (require("pulumi-partnercenter").CustomerQualification)("direct", {
       customerId: "${direct}", qualification: "Education", educationSegment: "K12",
     });`,
    emulator.environment,
  );
  const own = join(stack.directory, "node_modules/lib/node_modules/pulumi-partnercenter");
  mkdirSync(dirname(own), { recursive: true });
  copyPackage(own, "9.9.9");
  const { diagnostics = [] } = await stack.previewJson();
  const said = diagnostics.filter(({ message }) => message.includes("Two versions"));
  expect(said).toMatchObject([
    { severity: "warning", message: expect.stringMatching(/, and 9\.9\.9 \(below lib\)/) },
  ]);
  const { output } = mustEnd(0, await stack.up());
  expect(writes(emulator)).toHaveLength(2);
  // Both copies' declarations are known to each other's.
  expect(output).toMatch(/twice: "school" and "copy"/);
});
