// The emulator's page as it is shipped: built into dist/, packed, and served by the command that users run.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { root, runCommand } from "./harness";

const names = readdirSync(join(root, "emulator", "page", "public")).sort();

test("the command serves the page from dist/", async () => {
  const command = join(root, "dist", "cli", "partnercenter.js");
  const child = spawn(process.execPath, [command, "emulator", "--no-tls"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  try {
    let address: string | undefined;
    for await (const line of createInterface({ input: child.stdout })) {
      address = /open (http:\S+\/emulator)/.exec(line)?.[1];
      if (address !== undefined) break;
    }
    const page = await fetch(address ?? "no address was printed");
    expect(await page.text()).toContain("<title>Partner Center emulator</title>");
    for (const name of names) expect((await fetch(`${address}/page/${name}`)).status).toBe(200);
  } finally {
    child.kill("SIGTERM");
  }
  expect(await ended).toEqual([0, null]);
});

test("the package has the page", async () => {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { stdout } = await runCommand(npm, ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: root,
    env: process.env,
    timeoutMs: 300_000,
  });
  // npm 12 answers with an object by name, those before it with a list.
  const [answer] = Object.values(JSON.parse(stdout) as Record<string, { files: { path: string }[] }>);
  const packed = (answer?.files ?? [])
    .map(({ path }) => path)
    .filter((path) => path.startsWith("dist/emulator/page/public/"));
  expect(packed.sort()).toEqual(names.map((name) => `dist/emulator/page/public/${name}`));
});
