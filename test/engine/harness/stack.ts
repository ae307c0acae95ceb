// Drives the real `pulumi` over one stack of a file backend in a scratch folder.
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { killProcessesWith, startCommand, type CommandResult, type RunningCommand } from "./processes";
import { useHost, type Host } from "./hosts";
import { installPackage, linkPackages, makeScratch, removeScratch, scratchEnvironment } from "./scratch";
import type { Deployment, Preview, PreviewStep, ResourceDeclaration, ResourceState } from "./model";

const stackName = "dev";
const stackFile = `Pulumi.${stackName}.yaml`;

export interface StackOptions {
  /** What the standard program declares (see program.js). Default: nothing. */
  resources?: ResourceDeclaration[];
  /** The text of a JavaScript program instead of the standard one. */
  program?: string;
  /** A folder with a program and its own Pulumi.yaml, run where it is. */
  directory?: string;
  /** Further files of the program, by their path in its folder. */
  files?: Record<string, string>;
  /** On top of the clean environment; `undefined` takes one away. */
  env?: NodeJS.ProcessEnv;
  /** Stack configuration, in clear. */
  config?: Record<string, string>;
  /** Stack configuration, encrypted. */
  secrets?: Record<string, string>;
  /** Whose resources the standard program declares. Default: "dynamic". */
  host?: Host;
  /** How the program gets the package. Default: "linked". "packed" installs the tarball (15 s). */
  package?: "linked" | "packed";
}

/** One stack, and the program that it deploys. */
export class EngineStack {
  /** The environment of every later command; a test may change it. */
  readonly env: NodeJS.ProcessEnv;
  /** Everything that the commands have said so far. */
  said = "";

  /** @internal Use newStack. */
  constructor(
    /** The scratch folder: backend/, home/ and the program, unless it runs elsewhere. */
    readonly scratch: string,
    /** The program's folder. */
    readonly directory: string,
    env: NodeJS.ProcessEnv,
  ) {
    this.env = env;
  }

  /** Starts `pulumi <args>` for this stack in the program's folder. */
  start(args: string[], options: { timeoutMs?: number } = {}): RunningCommand {
    const command = startCommand("pulumi", [...args, "--non-interactive", "--color", "never"], {
      cwd: this.directory,
      env: this.env,
      timeoutMs: options.timeoutMs ?? 120_000,
    });
    const keep = (): void => void (this.said += command.output());
    command.result.then(keep, keep);
    return command;
  }

  /** Runs `pulumi <args>` to its end, whatever its exit code. */
  async pulumi(...args: string[]): Promise<CommandResult> {
    return this.start(args).result;
  }

  /** `pulumi up`, without the preview before it. */
  async up(...args: string[]): Promise<CommandResult> {
    return this.start(this.upArguments(...args)).result;
  }

  /** The arguments of `up`, for start(). */
  upArguments(...args: string[]): string[] {
    return ["up", "--yes", "--skip-preview", ...this.deploymentArguments, ...args];
  }

  /** `pulumi preview`. */
  async preview(...args: string[]): Promise<CommandResult> {
    return this.pulumi("preview", ...this.deploymentArguments, ...args);
  }

  /** `pulumi refresh`, without the preview before it. */
  async refresh(...args: string[]): Promise<CommandResult> {
    return this.pulumi("refresh", "--yes", "--skip-preview", ...this.deploymentArguments, ...args);
  }

  /** `pulumi destroy`, without the preview before it. */
  async destroy(...args: string[]): Promise<CommandResult> {
    return this.pulumi("destroy", "--yes", "--skip-preview", ...this.deploymentArguments, ...args);
  }

  /** `pulumi preview --json`, parsed. Rejects when it printed no JSON. */
  async previewJson(...args: string[]): Promise<Preview> {
    const result = await this.preview("--json", ...args);
    let parsed: Omit<Preview, "result" | "step">;
    try {
      parsed = JSON.parse(result.stdout) as typeof parsed;
    } catch (error) {
      throw new Error(`${result.command} (exit code ${result.code}) printed no JSON:\n${result.output}`, {
        cause: error,
      });
    }
    const steps = parsed.steps ?? [];
    const counting = steps.filter(({ op }) => op !== "refresh");
    const step = (name: string): PreviewStep => only(counting, name, (found) => found.urn);
    return { ...parsed, steps, result, step };
  }

  private get deploymentArguments(): string[] {
    return ["--stack", stackName, "--suppress-progress", "--config-file", join(this.scratch, stackFile)];
  }

  /** Sets stack configuration. */
  async configure(plain: Record<string, string>, secrets: Record<string, string> = {}): Promise<void> {
    const flags = (flag: string, values: Record<string, string>): string[] =>
      Object.entries(values).flatMap(([key, value]) => [flag, `${key}=${value}`]);
    const given = [...flags("--plaintext", plain), ...flags("--secret", secrets)];
    if (given.length === 0) return;
    const files = ["--stack", stackName, "--config-file", join(this.scratch, stackFile)];
    mustEnd(0, await this.pulumi("config", "set-all", ...files, ...given));
  }

  /** Writes a file into the program's folder. */
  write(path: string, text: string): void {
    const file = join(this.directory, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** What the standard program declares from now on. */
  declare(resources: ResourceDeclaration[]): void {
    this.write("resources.json", JSON.stringify(resources));
  }

  /** The stack's state, as `pulumi stack export` prints it. */
  async state(): Promise<Deployment> {
    const result = mustEnd(0, await this.pulumi("stack", "export", "--stack", stackName));
    const { deployment } = JSON.parse(result.stdout) as { deployment: Partial<Deployment> };
    return { ...deployment, resources: deployment.resources ?? [] };
  }

  /** As if hours had passed since every submission that the state has: what is not listed is then no longer listed. */
  submittedHoursAgo(): void {
    const files = readdirSync(join(this.scratch, "backend"), { recursive: true, encoding: "utf8" });
    const file = files.find((path) => path.endsWith(`${stackName}.json`) && path.includes("stacks"));
    if (file === undefined) throw new Error("there is no state");
    const path = join(this.scratch, "backend", file);
    const before = JSON.stringify(new Date(Date.now() - 3 * 3_600_000));
    const state = readFileSync(path, "utf8");
    writeFileSync(path, state.replaceAll(/("submittedAt": ?)"[^"]*"/g, `$1${before}`));
  }

  /** One resource of the state, by its name. Rejects when there is none or more than one. */
  async resource(name: string): Promise<ResourceState> {
    return only((await this.state()).resources, name, (found) => found.urn);
  }

  /** All resources of the state but the stack and the providers. */
  async resources(): Promise<ResourceState[]> {
    const { resources } = await this.state();
    return resources.filter(({ type }) => type !== "pulumi:pulumi:Stack" && !/^pulumi:providers:/.test(type));
  }

  /** Every file that the CLI has written: state, backups, history, configuration, logs. As Latin-1: byte for byte. */
  writtenFiles(): { path: string; text: string }[] {
    const folders = ["backend", "home"].flatMap((folder) =>
      readdirSync(join(this.scratch, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name)),
    );
    return [...folders, join(this.scratch, stackFile)].flatMap((path) => {
      const text = textOf(path);
      return text === undefined ? [] : [{ path: relative(this.scratch, path), text }];
    });
  }

  /** All of writtenFiles() in one text. */
  stateText(): string {
    return this.writtenFiles()
      .map((file) => file.text)
      .join("\n");
  }

  /**
   * Where a secret can be read in clear, or in Base64: the paths of written files, and "output" for what the commands
   * have said. Empty when nowhere.
   */
  whereReadable(secret: string): string[] {
    const forms = [
      secret,
      Buffer.from(secret).toString("base64").replace(/=+$/, ""),
      JSON.stringify(secret).slice(1, -1),
    ];
    const bytes = forms.map((form) => Buffer.from(form).toString("latin1"));
    const said = { path: "output", text: Buffer.from(this.said).toString("latin1") };
    return [...this.writtenFiles(), said]
      .filter((file) => bytes.some((form) => file.text.includes(form)))
      .map((file) => file.path);
  }

  /** Ends what still runs and removes the scratch folder. */
  async close(): Promise<void> {
    open.delete(this);
    killProcessesWith("PULUMI_HOME", join(this.scratch, "home"));
    removeScratch(this.scratch);
  }
}

/** The result, if the command ended with that exit code; else throws with all that it said. */
export function mustEnd(code: number, result: CommandResult): CommandResult {
  if (result.code === code) return result;
  throw new Error(`${result.command} ended with ${result.code}, not ${code}:\n${result.output}`);
}

function only<T>(all: T[], name: string, urn: (one: T) => string): T {
  const found = all.filter((one) => urn(one).endsWith(`::${name}`));
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  throw new Error(`${found.length} named "${name}" among:\n${all.map(urn).join("\n")}`);
}

const open = new Set<EngineStack>();

/** Closes all stacks that a test file has left open. */
export async function closeStacks(): Promise<void> {
  for (const stack of open) await stack.close();
  for (const made of templates.values()) removeScratch(await made);
  templates.clear();
}

// A stack that has just been made looks the same each time: one per project name is made by the CLI and then copied.
const templates = new Map<string, Promise<string>>();

function template(project: string): Promise<string> {
  const known = templates.get(project);
  if (known !== undefined) return known;
  const made = makeTemplate(project);
  templates.set(project, made);
  return made;
}

async function makeTemplate(project: string): Promise<string> {
  const scratch = makeScratch();
  writeFileSync(join(scratch, "Pulumi.yaml"), `name: ${project}\nruntime: nodejs\n`);
  const stack = new EngineStack(scratch, scratch, scratchEnvironment(scratch));
  mustEnd(0, await stack.pulumi("stack", "init", stackName));
  return scratch;
}

/** Makes a stack, with its program, in a scratch folder of its own. */
export async function newStack(options: StackOptions = {}): Promise<EngineStack> {
  const project = options.directory === undefined ? "scratch" : projectName(options.directory);
  const copied = await template(project);
  const scratch = makeScratch();
  cpSync(join(copied, "backend"), join(scratch, "backend"), { recursive: true });
  cpSync(join(copied, stackFile), join(scratch, stackFile));
  const stack = new EngineStack(
    scratch,
    options.directory ?? scratch,
    scratchEnvironment(scratch, options.env),
  );
  open.add(stack);
  if (options.directory === undefined) {
    // Without the option, the language host loads the TypeScript compiler.
    const runtime = "{ name: nodejs, options: { typescript: false } }";
    stack.write("Pulumi.yaml", `name: ${project}\nruntime: ${runtime}\nmain: index.js\n`);
    stack.write("package.json", `{ "name": "${project}", "private": true }\n`);
    stack.write("index.js", options.program ?? readFileSync(join(__dirname, "program.js"), "utf8"));
    if (options.package === "packed") await installPackage(scratch);
    else linkPackages(scratch);
    stack.declare(options.resources ?? []);
    useHost(options.host ?? "dynamic", stack);
  }
  for (const [path, text] of Object.entries(options.files ?? {})) stack.write(path, text);
  await stack.configure(options.config ?? {}, options.secrets);
  return stack;
}

function projectName(directory: string): string {
  const found = /^name:\s*["']?([\w.-]+)/m.exec(readFileSync(join(directory, "Pulumi.yaml"), "utf8"));
  if (found?.[1] === undefined) throw new Error(`${directory}/Pulumi.yaml has no name`);
  return found[1];
}

/** A command that still runs replaces its files: what has gone meanwhile is nowhere. */
function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "latin1");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
