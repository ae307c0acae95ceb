// Plays a reader of a page of the documentation: in a scratch folder, in bash, block after block as it is printed.
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { request } from "node:https";
import { dirname, join } from "node:path";
import { startEmulator, type Emulator } from "../../../emulator";
import { linkExamples } from "../../../tools/link-examples";
import { blocksOf, notPrinted, type Block } from "../../docs/blocks";
import {
  linkPackages,
  makeScratch,
  removeScratch,
  root,
  scratchEnvironment,
  startCommand,
  type RunningCommand,
} from "../harness";

/** The customer of the guide. */
const CUSTOMER = "8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11";

/** How long one block, which may be many commands, can take on a slow machine before it counts as stuck. */
const BLOCK_MS = 1_200_000;
/** What runs in another terminal goes on for as long as the page does. */
const PAGE_MS = 2 * 3_600_000;

/** Where a reader begins: in a clone, in the folder that has it in it, or in the folder of an example's page. */
type Place = "clone" | "besideClone" | "example";

/** A reader at a terminal, with others in which something runs. */
class Reader {
  readonly #scratch = makeScratch();
  readonly #fresh: NodeJS.ProcessEnv;
  #env: NodeJS.ProcessEnv;
  #folder: string;
  readonly #others: RunningCommand[] = [];
  #emulator: Emulator | undefined;
  /** What the last block printed. */
  printed = "";

  constructor(page: string, place: Place) {
    const clone = join(this.#scratch, "pulumi-partnercenter");
    copyClone(clone);
    const places = { clone, besideClone: this.#scratch, example: join(clone, dirname(page)) };
    this.#folder = places[place];
    // The person who reads answers "yes" where pulumi asks.
    this.#fresh = scratchEnvironment(this.#scratch, {
      PULUMI_SKIP_CONFIRMATIONS: "true",
      npm_config_update_notifier: "false",
      npm_config_prefer_offline: "true",
      npm_config_fund: "false",
      npm_config_audit: "false",
      npm_config_fetch_retries: "5",
      ...npmSettings(),
    });
    this.#env = { ...this.#fresh };
  }

  async read(block: Block): Promise<void> {
    switch (block.kind) {
      case "begin":
        return this.#begin();
      case "file": {
        if (block.insteadOf) return;
        const file = join(this.#folder, block.path);
        mkdirSync(dirname(file), { recursive: true });
        return writeFileSync(file, block.text);
      }
      case "output": {
        const missing = notPrinted(block.text, this.printed);
        if (missing === undefined) return;
        throw new Error(
          `Line ${block.line}: shown and not printed: ${missing}\nIt printed:\n${this.printed}`,
        );
      }
      case "commands":
        return this.#run(block);
    }
  }

  /** Where the guide leads to, without its steps: the package is linked, and the login is the environment's. */
  async #begin(): Promise<void> {
    this.#folder = join(this.#scratch, "my-tenants");
    mkdirSync(this.#folder);
    linkPackages(this.#folder);
    // What npm puts beside a package that it installs.
    const command = join(this.#folder, "node_modules", ".bin", "partnercenter");
    mkdirSync(dirname(command));
    const script = join(root, "dist", "cli", "partnercenter.js");
    writeFileSync(command, `#!/bin/sh\nexec node "${script}" "$@"\n`, { mode: 0o755 });
    writeFileSync(join(this.#folder, "package.json"), '{ "name": "my-tenants", "private": true }\n');
    for (const { path, text } of guideFilesInJavaScript()) writeFileSync(join(this.#folder, path), text);
    this.#emulator = await startEmulator({ customers: [CUSTOMER] });
    Object.assign(this.#env, this.#emulator.environment);
    const text = `pulumi stack init dev\npulumi config set customerId ${CUSTOMER}`;
    await this.#run({ kind: "commands", text, line: 0, run: { how: "here", exitCode: 0 } });
  }

  async #run({ text, line, run }: Extract<Block, { kind: "commands" }>): Promise<void> {
    if (run.how === "skip") return;
    if (run.how === "secondTerminal") {
      const other = this.#start(text, this.#fresh, PAGE_MS);
      this.#others.push(other);
      return other.waitFor(run.until);
    }
    // What the block leaves behind for the next one: its folder and its environment.
    const left = join(this.#scratch, "left");
    const leave = `trap 'env -0 > "${left}.env"; pwd > "${left}.folder"' EXIT`;
    const command = this.#start(`set -e -o pipefail\n${leave}\n${text}\n`, this.#env);
    if (run.how === "signIn") await signIn(command, this.#env);
    const result = await command.result;
    this.printed = result.output;
    const wanted = run.how === "here" ? run.exitCode : 0;
    if (result.code !== wanted)
      throw new Error(`Line ${line}: exit code ${result.code}, not ${wanted}:\n${text}\n${result.output}`);
    this.#folder = readFileSync(`${left}.folder`, "utf8").trimEnd();
    const entries = readFileSync(`${left}.env`, "utf8")
      .split("\0")
      .filter((entry) => entry !== "");
    this.#env = Object.fromEntries(
      entries.map((entry) => [entry.slice(0, entry.indexOf("=")), entry.slice(entry.indexOf("=") + 1)]),
    );
  }

  #start(script: string, env: NodeJS.ProcessEnv, timeoutMs = BLOCK_MS): RunningCommand {
    return startCommand("bash", ["-c", script], { cwd: this.#folder, env, timeoutMs });
  }

  async close(): Promise<void> {
    for (const other of this.#others) other.kill();
    await Promise.allSettled(this.#others.map(({ result }) => result));
    await this.#emulator?.close();
    removeScratch(this.#scratch);
  }
}

/** Reads a page from its beginning to its end. */
export async function follow(page: string, place: Place): Promise<void> {
  const reader = new Reader(page, place);
  try {
    for (const block of blocksOf(readFileSync(join(root, page), "utf8"))) {
      await reader.read(block).catch((error: unknown) => {
        throw new Error(`${page}: ${error instanceof Error ? error.message : String(error)}`);
      });
    }
  } finally {
    await reader.close();
  }
}

/** The guide is followed in TypeScript; the pages that begin in its folder try the JavaScript that it has beside it. */
function guideFilesInJavaScript(): Extract<Block, { kind: "file" }>[] {
  const files = blocksOf(readFileSync(join(root, "docs", "guide.md"), "utf8")).filter(
    (block) => block.kind === "file",
  );
  const replaced = files.flatMap(({ insteadOf = [] }) => insteadOf);
  return files.filter(({ path }) => !replaced.includes(path));
}

/** A clone that has been set up: what is written to, and what is packed, is a copy; the rest is this repository's. */
function copyClone(clone: string): void {
  mkdirSync(clone);
  const isProgram = (source: string): boolean => !/[\\/]node_modules$|Pulumi\.[^/\\]+\.yaml$/.test(source);
  for (const name of readdirSync(root)) {
    if (name === ".git") continue;
    const isCopied = name === "examples" || name === "dist" || name.includes(".");
    if (isCopied) cpSync(join(root, name), join(clone, name), { recursive: true, filter: isProgram });
    else symlinkSync(join(root, name), join(clone, name), "junction");
  }
  linkExamples(clone);
}

/** Where packages come from is the machine's own business, and not the page's. */
function npmSettings(): NodeJS.ProcessEnv {
  const home = process.env["HOME"] ?? "";
  const user =
    process.env["npm_config_userconfig"] ?? process.env["NPM_CONFIG_USERCONFIG"] ?? join(home, ".npmrc");
  const given = Object.entries(process.env).filter(([name]) =>
    /^(npm_config_(registry|cache|cafile|proxy|https_proxy)|https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS)$/i.test(
      name,
    ),
  );
  return {
    npm_config_cache: join(home, ".npm"),
    ...(existsSync(user) && { npm_config_userconfig: user }),
    ...Object.fromEntries(given),
  };
}

/** The person: waits for the code, and signs in at the emulator that the reader's environment names. */
async function signIn(command: RunningCommand, env: NodeJS.ProcessEnv): Promise<void> {
  const codes = /\b([0-9A-F]{9})\b/;
  await command.waitFor(codes);
  const [, code = ""] = codes.exec(command.output()) ?? [];
  const url = new URL(`/emulator/device-logins/${code}`, env["PARTNERCENTER_API_BASE_URL"]);
  const ca = readFileSync(env["PARTNERCENTER_CA_FILE"] ?? "");
  const status = await new Promise((resolve, reject) => {
    request(url, { method: "POST", ca }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on("error", reject)
      .end("{}");
  });
  if (status !== 200 && status !== 204)
    throw new Error(`The emulator answered ${String(status)} to the sign-in.`);
}
