// The tarball that npm would publish: what it should hold, and nothing else. (test/engine: it is packed from dist/.)
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { linksOf } from "../docs/links";
import { root, runCommand } from "./harness";

/** What may be in it. */
const ALLOWED = [
  /^(package\.json|README\.md|CHANGELOG\.md|LICENSE|SECURITY\.md)$/,
  // The documentation, without what is large in it.
  /^dist\/cli\/report\/html\/(assets\/\w+\.css|picture\.(LICENSES\.txt|mjs))$/,
  /^docs\/([\w-]+\/)*[\w-]+\.(md|svg)$/,
  /^examples\/([\w-]+\/)*([\w-]+\.(md|ts|mjs|yml)|Pulumi\.yaml|tenants\.yaml|package\.json|tsconfig\.json)$/,
  /^examples\/languages\/(\w+\/)*([\w-]+\.(py|go|mod|cs|csproj|java)|requirements\.txt|pom\.xml)$/,
  /^bench\/(RESULTS\.md|plots\/[\w-]+\.svg)$/,
  /^dist\/(sdk|provider|emulator|cli)\/([\w-]+\/)*[\w.-]+\.(js|d\.ts)$/,
  /^dist\/provider\/hosts\/plugin\/schema\.json$/,
  // The emulator's page is no module.
  /^dist\/emulator\/page\/[\w./-]+$/,
];

interface Packed {
  filename: string;
  size: number;
  unpackedSize: number;
  files: { path: string; size: number; mode: number }[];
}

let packed: Packed;
beforeAll(async () => {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const result = await runCommand(npm, ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: root,
    env: process.env,
    timeoutMs: 120_000,
  });
  expect(result.code).toBe(0);
  // npm 12 answers with an object by name, those before it with a list.
  const answer = JSON.parse(result.stdout) as Packed[] | Record<string, Packed>;
  packed = Object.values(answer)[0] as Packed;
});

const paths = (): string[] => packed.files.map(({ path }) => path);

test("it holds nothing but what is listed", () => {
  expect(paths().filter((path) => !ALLOWED.some((pattern) => pattern.test(path)))).toEqual([]);
  const code = paths().filter((path) => path.startsWith("dist/"));
  expect(code.filter((path) => /test|fixture|example|bench|\.map$|\.env|\.pem$/i.test(path))).toEqual([]);
  // A stack's configuration, or a state, that somebody has tried an example with is in no commit.
  const written = paths().filter((path) => !path.startsWith("dist/"));
  const known = new Set(execFileSync("git", ["ls-files"], { cwd: root, encoding: "utf8" }).split("\n"));
  expect(written.filter((path) => !known.has(path))).toEqual([]);
  // A megabyte more than it had is a mistake.
  expect(packed.unpackedSize).toBeLessThan(3_200_000);
});

test("it holds every file that package.json names, each module with its types, and the licence", () => {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Record<string, unknown>;
  const named = [manifest.main, manifest.types, manifest.bin, manifest.exports, manifest.typesVersions]
    .flatMap(textsOf)
    .map((path) => path.replace(/^\.\//, ""));
  expect(named.length).toBeGreaterThan(8);
  expect(named.filter((path) => !paths().includes(path))).toEqual([]);
  for (const path of ["LICENSE", "README.md", "CHANGELOG.md"]) expect(paths()).toContain(path);
  const forBrowsers = /^dist\/(emulator\/page|cli\/report\/html\/assets)\//;
  const modules = paths().filter((path) => /\.js$/.test(path) && !forBrowsers.test(path));
  expect(modules.filter((path) => !paths().includes(path.replace(/\.js$/, ".d.ts")))).toEqual([]);
});

function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

test("no file names a place of the machine that built it, or a source that is not there", () => {
  for (const path of paths().filter((one) => !one.endsWith(".svg"))) {
    const text = readFileSync(join(root, path), "utf8");
    expect([path, text.includes(root)]).toEqual([path, false]);
    expect([path, /^\/\/# sourceMappingURL=/m.test(text)]).toEqual([path, false]);
  }
});

test("its pages are there, and so is what they lead to", () => {
  const pages = paths().filter((path) => path.endsWith(".md"));
  expect(pages).toEqual(
    expect.arrayContaining(["SECURITY.md", "docs/guide.md", "docs/reference/settings.md"]),
  );
  const isThere = (target: string): boolean =>
    paths().some((path) => path === target || path.startsWith(`${target}/`));
  const missing = pages.flatMap((page) =>
    linksOf(readFileSync(join(root, page), "utf8"))
      .map(({ target }) => target.replace(/#.*$/, ""))
      // Pictures of the emulator's page weigh as much as all of the code.
      .filter((target) => target !== "" && !/^https:|\.png$/.test(target))
      .map((target) => join(page, "..", target).replaceAll("\\", "/").replace(/\/$/, ""))
      .filter((target) => !isThere(target))
      .map((target) => `${page}: ${target}`),
  );
  expect(missing).toEqual([]);
});

test("every module that a module or its types ask for is there", () => {
  const { dependencies, peerDependencies } = JSON.parse(
    readFileSync(join(root, "package.json"), "utf8"),
  ) as Record<"dependencies" | "peerDependencies", Record<string, string>>;
  const installed = Object.keys({ ...dependencies, ...peerDependencies });
  const missing = paths()
    .filter((path) => /^dist\/(?!emulator\/page\/).*\.(js|d\.ts)$/.test(path))
    .flatMap((path) => {
      // Examples in comments ask for the package itself.
      const text = readFileSync(join(root, path), "utf8").replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, "");
      const asked = [...text.matchAll(/(?:\brequire\(|\bimport\(|\bfrom )"([^"]+)"/g)].map(
        ([, name]) => name ?? "",
      );
      return asked.filter((name) => !isThere(name, path)).map((name) => `${path}: ${name}`);
    });
  expect(missing).toEqual([]);

  function isThere(name: string, from: string): boolean {
    // Texts for a program or the state ask for the package itself.
    if (name.startsWith("node:") || /^pulumi-partnercenter(\/|$)/.test(name)) return true;
    // They are those that @pulumi/pulumi brings, and no program can import the plugin's own types.
    const isOfPlugin = /^dist\/provider\/hosts\/plugin\/.*\.d\.ts$/.test(from);
    if (isOfPlugin && /^(@grpc\/grpc-js|google-protobuf)\b/.test(name)) return true;
    if (!name.startsWith(".")) return installed.some((one) => name === one || name.startsWith(`${one}/`));
    const target = join(from, "..", name).replaceAll("\\", "/");
    const extension = from.endsWith(".d.ts") ? ".d.ts" : ".js";
    return [target, `${target}${extension}`, `${target}/index${extension}`].some((path) =>
      paths().includes(path),
    );
  }
});

test.each([
  ["partnercenter", "dist/cli/partnercenter.js"],
  ["pulumi-resource-partnercenter", "dist/provider/hosts/plugin/main.js"],
])("the command %s can be run as a file", (_, command) => {
  expect(existsSync(join(root, command))).toBe(true);
  expect(readFileSync(join(root, command), "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
  const { mode = 0 } = packed.files.find(({ path }) => path === command) ?? {};
  if (process.platform !== "win32") expect(mode & 0o111).not.toBe(0);
});
