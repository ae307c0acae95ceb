// What `partnercenter import` writes, and what it must never write over: known before anything is read.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EXIT } from "../../cli/failure";
import { emulator, run, SCHOOL, start, vetted } from "./statusRuns";

const here = process.cwd();
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "partnercenter-import-"));
  // Not in the repository's own project, whose configuration would be read.
  process.chdir(folder);
  await start();
  vetted(SCHOOL, "Approved");
});
afterEach(() => {
  process.chdir(here);
  rmSync(folder, { recursive: true });
});

const MINE = "// worked on for weeks\n";

describe("is refused before anything is read, and nothing is touched", () => {
  test.each<[string, string[], RegExp]>([
    [
      "a program that is there",
      ["--program", "mine.ts"],
      /--program mine\.ts: it is there already and has more than .* Next: /,
    ],
    [
      "one file for both",
      ["--file", "same.ts", "--program", "./same.ts"],
      /both same\.ts: .* Next: name two/,
    ],
    [
      "a folder that is not there",
      ["--file", join("nowhere", "a.json")],
      /--file .*can't be written \(ENOENT\)/,
    ],
    [
      "the program's folder",
      ["--program", join("nowhere", "a.ts")],
      /--program .*can't be written \(ENOENT\)/,
    ],
    ["another language", ["--program", "estate.py"], /TypeScript or JavaScript\. Next: .*--plugin/],
    ["another language, as JSON", ["--program", "estate.yaml", "--json"], /TypeScript or JavaScript/],
    [
      "a file that is no import's",
      ["--file", "mine.ts"],
      /--file mine\.ts: it is there already and is no file/,
    ],
    ["JSON that is no import's", ["--file", "package.json"], /is no file of an import/],
    ["the same, for the plugin", ["--file", "package.json", "--plugin"], /is no file of an import/],
    [
      "a .js program in a broken package",
      ["--program", join("folder", "a.js")],
      /package\.json is no JSON.* Next: /,
    ],
    ["a folder", ["--file", "folder"], /can't be written \(EISDIR\)/],
  ])("%s", async (_, args, expected) => {
    writeFileSync("mine.ts", MINE);
    writeFileSync("package.json", "{}");
    mkdirSync("folder");
    writeFileSync(join("folder", "package.json"), "{");
    const { failure, exitCode, output } = await run(["import", "--all", ...args]);
    expect(failure).toMatch(expected);
    expect(failure).not.toMatch(/\n/);
    expect(readdirSync("folder")).toEqual(["package.json"]);
    expect({ exitCode, output }).toEqual({ exitCode: EXIT.error, output: "" });
    expect(emulator.requests).toEqual([]);
    expect(readdirSync(".").sort()).toEqual(["folder", "mine.ts", "package.json"]);
    expect(readFileSync("mine.ts", "utf8")).toBe(MINE);
  });
});

test("what an earlier import has written is made anew", async () => {
  const imports = async (...args: string[]) =>
    expect(await run(["import", "--all", ...args])).toMatchObject({ exitCode: 0 });
  await imports();
  const first = readFileSync("partnercenter-import.json", "utf8");
  vetted(SCHOOL, "Denied");
  await imports();
  expect(readFileSync("partnercenter-import.ts", "utf8")).toMatch(/^import /);
  await imports("--program", "again.mts");
  const second = readFileSync("partnercenter-import.json", "utf8");
  expect(second).toContain("Denied");
  expect(second).not.toBe(first);
  await imports("--plugin");
  writeFileSync("empty.json", "");
  await imports("--file", "empty.json", "--program", "third.cjs");
  expect(readFileSync("third.cjs", "utf8")).toContain("require(");
  expect(readdirSync(".").sort()).toEqual([
    "again.mts",
    "empty.json",
    "partnercenter-import.json",
    "partnercenter-import.ts",
    "third.cjs",
  ]);
});

test("as JSON nothing is written, so that nothing is in the way", async () => {
  writeFileSync("mine.ts", MINE);
  expect(await run(["import", "--all", "--json", "--program", "mine.ts"])).toMatchObject({ exitCode: 0 });
  expect(readFileSync("mine.ts", "utf8")).toBe(MINE);
});

test("where nothing can be read, nothing is left", async () => {
  const nobody = { environment: { ...emulator.environment, PARTNERCENTER_ACCESS_TOKEN: "nobody's" } };
  expect((await run(["import", "--all"], nobody)).exitCode).toBe(EXIT.error);
  expect(existsSync("partnercenter-import.json")).toBe(false);
  expect(readdirSync(".")).toEqual([]);
});

test("a program of any other name is written, and what is no file is written through", async () => {
  expect(await run(["import", "--all", "--program", "estate"])).toMatchObject({ exitCode: 0 });
  expect(readFileSync("estate", "utf8")).toMatch(/^import /);
  if (process.platform === "win32") return;
  expect(await run(["import", "--all", "--program", "/dev/null"])).toMatchObject({ exitCode: 0 });
  expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
});
