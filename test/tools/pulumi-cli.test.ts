import { join } from "node:path";
import {
  builtParts,
  cacheDir,
  ensurePulumi,
  findPulumi,
  launcherDir,
  parts,
  pulumiEnvironment,
  version,
} from "../../tools/pulumi-cli";
import { findGo, goVersion } from "../../tools/pulumi-build";
import { launcherLimit, launchPulumi } from "../../tools/pulumi-launcher";
import { root } from "../../tools/project";
import { command, removeScratches, scratch } from "./scratch";

afterEach(removeScratches);

/** A folder with a CLI that says it is of that version. */
function cli(folder: string, says: string, names = parts): string {
  for (const name of names) command(folder, name, `echo ${says}`);
  return folder;
}

/** A machine with nothing of ours on it; scripts may use the shell's own commands only. */
function machine(): { env: NodeJS.ProcessEnv; bin: string; home: string } {
  const folder = scratch();
  const [bin, home] = [join(folder, "bin"), join(folder, "home")];
  return {
    env: { PATH: bin, PULUMI_HOME: join(home, ".pulumi"), XDG_CACHE_HOME: join(home, ".cache") },
    bin,
    home,
  };
}

describe("which CLI is used", () => {
  test("the one on PATH, where it is new enough", () => {
    const { env, bin } = machine();
    cli(bin, "v3.270.1");
    cli(launcherDir(env), `v${version}`);
    expect(findPulumi(env)).toEqual({ binDir: bin, from: "v3.270.1, on PATH" });
  });

  test("not one that is too old", () => {
    const { env, bin } = machine();
    cli(bin, "v3.253.0");
    expect(findPulumi(env)).toEqual({ reason: `${join(bin, "pulumi")} is v3.253.0, older than 3.254.0` });
  });

  test("not one without its parts for Node programs, as the npm launcher is", () => {
    const { env, bin } = machine();
    cli(bin, "v3.270.1", ["pulumi"]);
    expect(findPulumi(env).reason).toMatch(/^there is no pulumi-language-nodejs beside /);
  });

  test("not one that does not run", () => {
    const { env, bin } = machine();
    cli(bin, "v3.270.1");
    command(bin, "pulumi", "exit 1");
    expect(findPulumi(env).reason).toMatch(/does not tell its version$/);
  });

  test("what the npm launcher has brought, before what was built", () => {
    const { env } = machine();
    cli(cacheDir(env), `v${version}`, builtParts);
    expect(findPulumi(env).binDir).toBe(cacheDir(env));
    cli(launcherDir(env), `v${version}`);
    expect(findPulumi(env).binDir).toBe(launcherDir(env));
  });

  test("nothing that is incomplete", () => {
    const { env } = machine();
    cli(cacheDir(env), `v${version}`, ["pulumi", "pulumi-language-nodejs"]);
    expect(findPulumi(env)).toEqual({ reason: undefined });
    // As it was built before YAML's host belonged to it.
    cli(cacheDir(env), `v${version}`, parts);
    expect(findPulumi(env)).toEqual({ reason: undefined });
  });

  test("the project's Node comes before it on PATH", () => {
    const { env } = machine();
    expect(pulumiEnvironment("/pulumi", env).PATH).toBe(
      [join(root, "node_modules", ".bin"), "/pulumi", env.PATH].join(":"),
    );
  });
});

describe("the npm launcher", () => {
  const launch = (script: string): Promise<{ brought: boolean; said: string[] }> => {
    const { env, bin } = machine();
    const said: string[] = [];
    const npx = command(bin, "npx", script);
    return launchPulumi({ log: (line) => said.push(line), env, version, npx }).then((brought) => ({
      brought,
      said,
    }));
  };

  test("is asked for the exact version", async () => {
    expect(await launch(`[ "$*" = "--yes pulumi@${version} version" ] && echo v${version}`)).toMatchObject({
      brought: true,
    });
  });

  test("says why it could not", async () => {
    const { brought, said } = await launch(
      `echo "Downloading pulumi v1..." >&2; echo "pulumi: fetch failed" >&2; exit 1`,
    );
    expect(brought).toBe(false);
    expect(said.at(-1)).toBe("The npm launcher could not bring it (pulumi: fetch failed).");
  });

  test("is given up soon where its download does not answer, and late where it does", () => {
    let now = 0;
    const limit = launcherLimit(() => now);
    now = 30_000;
    expect(limit("npm warn something\n")).toBeGreaterThan(0);
    expect(limit("npm warn something\nDownloading pulumi v3.259.0...\n")).toBeGreaterThan(0);
    now = 51_000;
    expect(limit("npm warn something\nDownloading pulumi v3.259.0...\n")).toBeLessThanOrEqual(0);
    expect(limit("npm warn something\nDownloading pulumi v3.259.0...\n=== Installing\n")).toBeGreaterThan(0);
    now = 601_000;
    expect(limit("npm warn something\nDownloading pulumi v3.259.0...\n=== Installing\n")).toBeLessThanOrEqual(
      0,
    );
  });

  test("is given up where npm itself does not answer", () => {
    let now = 0;
    const limit = launcherLimit(() => now);
    now = 91_000;
    expect(limit("")).toBeLessThanOrEqual(0);
  });
});

describe("a machine that can't build it", () => {
  test("without Go: one sentence on what to install, and nothing left behind", async () => {
    const { env } = machine();
    const said: string[] = [];
    const failed = ensurePulumi({ log: (line) => said.push(line), env });
    await expect(failed).rejects.toThrow(
      `There is neither a Pulumi CLI nor Go on this machine. Install the Pulumi CLI (${version} or newer, `,
    );
    expect(said).toEqual(["Pulumi CLI: none here.", "There is no npx to run Pulumi's npm launcher with."]);
    expect(findPulumi(env)).toEqual({ reason: undefined });
  });

  const go = (has: string, toolchain: string): NodeJS.ProcessEnv => {
    const { env, bin } = machine();
    command(bin, "go", `case "$2" in GOVERSION) echo ${has};; GOTOOLCHAIN) echo ${toolchain};; esac`);
    return env;
  };

  test("with a Go that is too old and may not bring a newer one", () => {
    expect(() => findGo({ env: go("go1.22.1", "local"), version })).toThrow(
      /go is go1\.22\.1, too old to build it\. Install /,
    );
    expect(() => findGo({ env: go("go1.20.1", "auto"), version })).toThrow(/too old/);
    expect(() => findGo({ env: go("", ""), version })).toThrow(/no working Go/);
  });

  test("but a Go that is new enough, or brings one, is used", () => {
    expect(findGo({ env: go(`go${goVersion}`, "local"), version })).toMatch(/go$/);
    expect(findGo({ env: go("go1.21.0", "auto"), version })).toMatch(/go$/);
  });
});
