import { existsSync, lstatSync, mkdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { countsOfRun, countsOf, exitCode, lastLine, total } from "../../tools/counts";
import { linkExamples } from "../../tools/link-examples";
import { withLock } from "../../tools/lock";
import { areInstalled } from "../../tools/packages";
import { run } from "../../tools/project";
import { command, removeScratches, scratch, write } from "./scratch";

afterEach(removeScratches);

describe("the counts that npm test ends with", () => {
  const report = {
    numPassedTests: 5,
    numFailedTests: 0,
    numPendingTests: 2,
    numTodoTests: 1,
    numRuntimeErrorTestSuites: 0,
  };
  const reported = (text: string): string => {
    const file = join(scratch(), "report.json");
    writeFileSync(file, text);
    return file;
  };

  test("add up over runs", () => {
    const sum = total([countsOf(report), { passed: 118, failed: 0, skipped: 0 }]);
    expect(lastLine(sum)).toBe("123 passed, 0 failed, 3 skipped");
    expect(lastLine({ ...sum, skipped: 0 })).toBe("123 passed, 0 failed");
    expect(exitCode(sum)).toBe(0);
  });

  test("a test file that does not load is a failure", () => {
    const counts = countsOf({ ...report, numRuntimeErrorTestSuites: 1 });
    expect(counts.failed).toBe(1);
    expect(exitCode(counts)).toBe(1);
  });

  test("a run that failed without a failed test, or left no report, is a failure", () => {
    expect(countsOfRun(reported(JSON.stringify(report)), 0)).toMatchObject({ passed: 5, failed: 0 });
    expect(countsOfRun(reported(JSON.stringify(report)), 1)).toMatchObject({ passed: 5, failed: 1 });
    expect(countsOfRun(join(scratch(), "absent.json"), 0)).toMatchObject({ passed: 0, failed: 1 });
    expect(countsOfRun(reported(JSON.stringify({ ...report, numFailedTests: 2 })), 1).failed).toBe(2);
  });

  test("nothing tested is not a success", () => {
    expect(exitCode({ passed: 0, failed: 0, skipped: 4 })).toBe(1);
  });
});

describe("installed packages", () => {
  const project = (wanted: object, installed?: object): string => {
    const folder = scratch();
    write(
      join(folder, "package-lock.json"),
      JSON.stringify({ packages: { "": { name: "root" }, ...wanted } }),
    );
    if (installed !== undefined) {
      write(join(folder, "node_modules", ".package-lock.json"), JSON.stringify({ packages: installed }));
    }
    return folder;
  };
  const a = { "node_modules/a": { version: "1.0.0" } };

  test("are all there, or are not", () => {
    expect(areInstalled(project(a, a))).toBe(true);
    expect(areInstalled(project(a))).toBe(false);
    expect(areInstalled(project(a, {}))).toBe(false);
    expect(areInstalled(project(a, { "node_modules/a": { version: "1.0.1" } }))).toBe(false);
  });

  test("may lack what is for another system", () => {
    expect(areInstalled(project({ ...a, "node_modules/b": { version: "1.0.0", optional: true } }, a))).toBe(
      true,
    );
  });
});

describe("links of the examples", () => {
  test("are made once, mended, and never in the place of an installed package", () => {
    const base = scratch();
    for (const name of ["one", "two", "three"]) write(join(base, "examples", name, "package.json"), "{}");
    mkdirSync(join(base, "examples", "pipelines"));
    const place = (name: string): string =>
      join(base, "examples", name, "node_modules", "pulumi-partnercenter");
    write(join(place("three"), "package.json"), "{}");
    write(join(place("three"), "..", ".bin", "partnercenter"), "installed by npm");

    expect(linkExamples(base)).toEqual(["one", "two"]);
    expect(linkExamples(base)).toEqual([]);
    expect(existsSync(join(place("one"), "examples"))).toBe(true);
    expect(lstatSync(place("three")).isDirectory()).toBe(true);
    expect(existsSync(join(base, "examples", "pipelines", "node_modules"))).toBe(false);
    expect(readlinkSync(place("one"))).toBe(join("..", "..", ".."));
    const command = (name: string): string => join(place(name), "..", ".bin", "partnercenter");
    expect(readFileSync(command("one"), "utf8")).toContain(
      "../pulumi-partnercenter/dist/cli/partnercenter.js",
    );
    expect(readFileSync(command("three"), "utf8")).toBe("installed by npm");
  });

  test("no examples, no links", () => {
    expect(linkExamples(scratch())).toEqual([]);
  });
});

describe("the lock", () => {
  const options = (said: string[] = []) => ({
    log: (line: string) => said.push(line),
    waiting: "Waiting",
    everyMs: 1,
  });

  test("lets one in at a time", async () => {
    const file = join(scratch(), ".lock");
    let inside = 0;
    const most: number[] = [];
    const said: string[] = [];
    let isWaitedFor = (): void => undefined;
    const waitedFor = new Promise<void>((resolve) => (isWaitedFor = resolve));
    const log = (line: string): void => {
      said.push(line);
      isWaitedFor();
    };
    const work = async (): Promise<void> => {
      most.push(++inside);
      await waitedFor;
      inside--;
    };
    await Promise.all([1, 2, 3].map(() => withLock(file, { ...options(), log }, work)));
    expect(most).toEqual([1, 1, 1]);
    expect(said[0]).toContain(`Waiting (process ${process.pid}; `);
    expect(existsSync(file)).toBe(false);
  });

  test("of a dead process is free", async () => {
    const file = join(scratch(), ".lock");
    // The number of a process that has ended.
    const { output } = await run(command(scratch(), "dead", "echo $$"), [], { onOutput: () => undefined });
    writeFileSync(file, output.trim());
    expect(await withLock(file, options(), async () => "done")).toBe("done");
  });

  test("is let go when the work fails", async () => {
    const file = join(scratch(), ".lock");
    const failing = async (): Promise<void> => {
      throw new Error("failed");
    };
    await expect(withLock(file, options(), failing)).rejects.toThrow("failed");
    expect(existsSync(file)).toBe(false);
  });
});

test("a command over its limit is killed with what it has started", async () => {
  const file = command(scratch(), "slow", "sleep 600 & echo $!; wait");
  const { tooLong, output, code } = await run(file, [], {
    onOutput: () => undefined,
    limit: (said) => (said.includes("\n") ? 0 : 1),
  });
  expect(tooLong).toBe(true);
  expect(code).not.toBe(0);
  // Where the child had outlived it, its output would still be open and this promise unsettled.
  expect(Number(output)).toBeGreaterThan(0);
});
