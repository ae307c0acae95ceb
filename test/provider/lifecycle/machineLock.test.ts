// The lock between processes, with real processes: they take it in turn, whoever dies leaves it free, and who is only
// suspended keeps it.
import { spawn, type ChildProcess } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { FileLock } from "../../../provider/lifecycle/machineLock";
import { compile } from "../partnercenter/compiled";

jest.setTimeout(60_000);

const SOURCE = join(__dirname, "../../../provider");
const scratch = mkdtempSync(join(tmpdir(), "partnercenter-lock-"));
const folder = join(scratch, "a folder", "locks");
const children = new Set<ChildProcess>();
beforeAll(() => {
  mkdirSync(join(scratch, "lifecycle"));
  for (const name of [
    "lifecycle/machineLock",
    "lifecycle/journal",
    "lifecycle/ownFolder",
    "lifecycle/cancellation",
    "failure",
  ])
    writeFileSync(join(scratch, `${name}.js`), compile(readFileSync(join(SOURCE, `${name}.ts`), "utf8")));
});
afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
  children.clear();
});
afterAll(() => rmSync(scratch, { recursive: true }));

const never = { stop: new AbortController().signal, interrupted: "interrupted" };
let said: string[] = [];
beforeEach(() => (said = []));
const temporary = mkdtempSync(join(scratch, "temp-"));
const lockIn = (path: string, temp = temporary): FileLock =>
  new FileLock(path, (line) => said.push(line), temp);
const notedBy = (path: string, key: string, temp?: string): Promise<unknown> =>
  lockIn(path, temp).hold(key, (journal) => Promise.resolve(journal.entries().at(-1)), never);

interface Process {
  child: ChildProcess;
  /** Resolves with the next line that it says. */
  next(): Promise<string>;
  /** Lets it go on, and end. */
  release(): void;
  ended: Promise<unknown>;
}

/** A process that waits for the key, says so, notes its name and holds it until it is let go. */
function holder(name: string, key: string): Process {
  const script = `
    const { FileLock } = require("./lifecycle/machineLock.js");
    const say = (line) => process.stdout.write(line + "\\n");
    const lock = new FileLock(${JSON.stringify(folder)}, say);
    say("waits");
    lock.hold(${JSON.stringify(key)}, async (journal) => {
      say("holds after " + JSON.stringify(journal.entries().at(-1) ?? "nobody"));
      journal.append(${JSON.stringify(name)});
      say("noted");
      await new Promise((resolve) => process.stdin.once("data", resolve));
    }, { stop: new AbortController().signal, interrupted: "" }).then(() => process.exit(0));`;
  const child = spawn(process.execPath, ["-e", script], { cwd: scratch, stdio: ["pipe", "pipe", "inherit"] });
  children.add(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    child,
    next: async () => {
      const { value } = await lines.next();
      return String(value);
    },
    release: () => void child.stdin.write("\n"),
    ended: new Promise((resolve) => child.once("exit", resolve)),
  };
}

/** Started, and it holds the key. */
async function holding(name: string, key: string, after = '"nobody"'): Promise<Process> {
  const one = holder(name, key);
  expect(await one.next()).toBe("waits");
  expect(await one.next()).toBe(`holds after ${after}`);
  expect(await one.next()).toBe("noted");
  return one;
}

test("one after the other, and the next one reads what the last one has noted", async () => {
  const first = await holding("first", "turn");
  const second = holder("second", "turn");
  expect(await second.next()).toBe("waits");
  const held = second.next();
  // This process asks for it as well, while the other one waits.
  const stop = new AbortController();
  const asked = lockIn(folder).hold("turn", () => Promise.resolve("held"), {
    stop: stop.signal,
    interrupted: "interrupted; nothing was submitted",
  });
  stop.abort();
  await expect(asked).rejects.toThrow("interrupted; nothing was submitted");

  first.release();
  expect(await held).toBe('holds after "first"');
  second.release();
  await second.ended;
  expect(await notedBy(folder, "turn")).toBe("second");
  expect(said).toEqual([]);
});

test("another key is not waited for", async () => {
  await holding("first", "one customer");
  await holding("second", "another customer");
  expect(await notedBy(folder, "a third one")).toBeUndefined();
});

test.each<NodeJS.Signals>(["SIGKILL", "SIGTERM"])(
  "a holder that dies by %s leaves it free, with what it noted",
  async (signal) => {
    const key = `death by ${signal}`;
    const first = await holding("first", key);
    const second = holder("second", key);
    expect(await second.next()).toBe("waits");
    first.child.kill(signal);
    expect(await second.next()).toBe('holds after "first"');
  },
);

test("a waiting process that dies is in nobody's way", async () => {
  const first = await holding("first", "death of one that waits");
  const second = holder("second", "death of one that waits");
  expect(await second.next()).toBe("waits");
  second.child.kill("SIGKILL");
  await second.ended;
  first.release();
  await holding("third", "death of one that waits", '"first"');
});

const suspended = process.platform === "win32" ? test.skip : test;
suspended("a holder that is suspended keeps it, and the one that waits says so", async () => {
  const first = await holding("first", "suspended");
  first.child.kill("SIGSTOP");
  const second = holder("second", "suspended");
  expect(await second.next()).toBe("waits");
  // After about a hundred attempts; no time makes it the second one's.
  expect(await second.next()).toMatch(/^Another `pulumi` .* is waited for\.$/);
  first.child.kill("SIGCONT");
  first.release();
  expect(await second.next()).toBe('holds after "first"');
});

test("two sessions of one process are kept apart as well", async () => {
  const order: string[] = [];
  let release = (): void => undefined;
  let begun = (): void => undefined;
  const hasBegun = new Promise<void>((resolve) => (begun = resolve));
  const first = lockIn(folder).hold(
    "one process",
    async () => {
      order.push("first begins");
      begun();
      await new Promise<void>((resolve) => (release = resolve));
      order.push("first ends");
    },
    never,
  );
  await hasBegun;
  const second = lockIn(folder).hold("one process", () => Promise.resolve(order.push("second")), never);
  release();
  await Promise.all([first, second]);
  expect(order).toEqual(["first begins", "first ends", "second"]);
});

test("what fails under it leaves it free", async () => {
  await expect(
    lockIn(folder).hold("failure", () => Promise.reject(new Error("failed")), never),
  ).rejects.toThrow("failed");
  expect(await notedBy(folder, "failure")).toBeUndefined();
});

const posix = process.platform === "win32" ? describe.skip : describe;
posix("the folder", () => {
  const newTemp = (): string => mkdtempSync(join(scratch, "temp-"));
  const ownName = `pulumi-partnercenter-locks-${process.getuid?.()}`;

  test("is made for its owner only, and names nobody", async () => {
    const path = join(scratch, "made", "here");
    await notedBy(path, "api.partnercenter.microsoft.com 8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11");
    expect(statSync(path).mode & 0o777).toBe(0o700);
    expect(readdirSync(path)).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.lock$/)]);
  });

  test("that can't be written: the temporary files' is used, by all alike, and that is said", async () => {
    const temp = newTemp();
    const path = join(scratch, "a file", "below");
    writeFileSync(join(scratch, "a file"), "");
    await lockIn(path, temp).hold("key", (journal) => Promise.resolve(journal.append("noted")), never);
    expect(said).toEqual([expect.stringContaining("The folder for locks can't be used")]);
    expect(said[0]).toContain(path);
    expect(await notedBy(path, "key", temp)).toBe("noted");
    expect(statSync(join(temp, ownName)).mode & 0o777).toBe(0o700);
  });

  const onLinux = process.platform === "linux" ? test : test.skip;
  onLinux("in a file system that makes no folders: the temporary files' is used", async () => {
    const temp = newTemp();
    expect(await notedBy("/proc/none/below", "key", temp)).toBeUndefined();
    expect(said).toEqual([expect.stringContaining("The folder for locks can't be used")]);
    expect(readdirSync(join(temp, ownName))).toHaveLength(1);
  });

  test("of temporary files that others may write is not used; then it is said that nothing is kept apart", async () => {
    const temp = newTemp();
    const elsewhere = newTemp();
    chmodSync(elsewhere, 0o777);
    symlinkSync(elsewhere, join(temp, ownName));
    writeFileSync(join(scratch, "another file"), "");
    const lock = lockIn(join(scratch, "another file", "below"), temp);
    for (let time = 0; time < 2; time++)
      expect(await lock.hold("key", () => Promise.resolve("done"), never)).toBe("done");
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/another process of this machine isn't kept apart.*partnercenter:lockFolder/);
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  test("with a file in it that is no lock's: another folder is used, and the file stays as it is", async () => {
    const temp = newTemp();
    const path = join(scratch, "damaged");
    await notedBy(path, "key");
    const [name = ""] = readdirSync(path);
    const text = "no database at all, but a text. ".repeat(40);
    writeFileSync(join(path, name), text);
    expect(await notedBy(path, "key", temp)).toBeUndefined();
    expect(existsSync(join(temp, ownName, name))).toBe(true);
    expect(readFileSync(join(path, name), "utf8")).toBe(text);
    expect(said).toEqual([expect.stringContaining("file is not a database")]);
  });
});
