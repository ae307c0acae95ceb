import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type Case, customersOf, type Operation, qualificationsOf } from "../cases";
import { environmentIn, makeScratch, removeScratch, root } from "../places";
import { measure } from "../processes";
import { cacheDir } from "../../tools/pulumi-cli";
import { commandOnPath, run } from "../../tools/project";
import { mustEnd, type Ran, type Runner } from "./system";

export type TerraformSystem = "restapi" | "restful";

export const RESTAPI_VERSION = "1.20.0";
/** Names a built `terraform-provider-restful`: its module is not served everywhere, so that it is not built here. */
const RESTFUL_VARIABLE = "BENCH_RESTFUL_PROVIDER";

const SOURCES: Record<TerraformSystem, string> = {
  restapi: "Mastercard/restapi",
  restful: "magodo/restful",
};
const COMMANDS: Partial<Record<Operation, string[]>> = {
  up: ["apply", "-auto-approve"],
  preview: ["plan"],
  drift: ["plan"],
  destroy: ["destroy", "-auto-approve"],
};
const COMMON = ["-input=false", "-no-color", "-compact-warnings"];

/** Terraform with a generic REST provider, or one line why this machine has none. */
export async function makeTerraformRunner(system: TerraformSystem, one: Case): Promise<Runner | string> {
  const provider = await findProvider(system);
  if (!existsSync(provider)) return provider;
  const scratch = makeScratch();
  const program = join(scratch, "program");
  for (const name of [`${system}.tf`, "qualifications.tf"]) {
    copyFileSync(join(root, "bench", "terraform", name), join(program, name));
  }
  writeFileSync(
    join(program, "settings.json"),
    JSON.stringify({
      customers: customersOf(one),
      qualifications: qualificationsOf(one),
      customerId: one.customerId,
    }),
  );
  writeFileSync(
    join(scratch, "cli.tfrc"),
    `provider_installation {\n  dev_overrides {\n    "${SOURCES[system]}" = "${dirname(provider)}"\n  }\n` +
      `  direct {}\n}\n`,
  );
  const state = join(program, "terraform.tfstate");
  const execute = async (
    operation: Operation,
    environment: Readonly<Record<string, string>>,
  ): Promise<Ran> => {
    const command = COMMANDS[operation];
    if (command === undefined) throw new Error(`Terraform has no ${operation}`);
    const args = [...command, ...COMMON, ...one.flags];
    const ran = await measure("terraform", args, {
      cwd: program,
      env: environmentIn(scratch, {
        TF_CLI_CONFIG_FILE: join(scratch, "cli.tfrc"),
        TF_VAR_url: environment.PARTNERCENTER_API_BASE_URL,
        TF_VAR_token: environment.BENCH_ACCESS_TOKEN,
        SSL_CERT_FILE: environment.PARTNERCENTER_CA_FILE,
      }),
      watch: "terraform-provider",
    });
    mustEnd(`terraform ${args.join(" ")} (${system})`, ran);
    return { ...ran, summary: summaryOf(ran.output) };
  };
  return {
    system,
    // A plan looks always: there is no other one to compare with. And restful knows only DELETE, which the API has not.
    operations: system === "restful" ? ["up", "preview", "drift"] : ["up", "preview", "drift", "destroy"],
    run: execute,
    prepare: async (environment) => void (await execute("up", environment)),
    reset: async () => {
      for (const file of [state, `${state}.backup`]) rmSync(file, { force: true });
    },
    stateBytes: () => {
      const { resources } = JSON.parse(readFileSync(state, "utf8")) as {
        resources: { type: string; instances: object[] }[];
      };
      const own = resources.find(({ type }) => type !== "terraform_data")?.instances ?? [];
      if (own.length === 0) return undefined;
      const bytes = own.reduce((sum, instance) => sum + Buffer.byteLength(JSON.stringify(instance)), 0);
      return { file: statSync(state).size, perResource: bytes / own.length };
    },
    close: async () => removeScratch(scratch),
  };
}

function summaryOf(output: string): string {
  const lines = output.split("\n").map((line) => line.trim());
  return lines.filter((line) => /^(Plan: |No changes|Apply complete|Destroy complete)/.test(line)).join(", ");
}

/** The provider's file, or one line why there is none. */
async function findProvider(system: TerraformSystem): Promise<string> {
  if (commandOnPath("terraform") === undefined) return "there is no `terraform` on PATH";
  if (system === "restful") {
    const named = process.env[RESTFUL_VARIABLE];
    if (named === undefined) return `${RESTFUL_VARIABLE} names no built terraform-provider-restful`;
    return existsSync(named) ? resolve(named) : `${RESTFUL_VARIABLE}: there is no ${named}`;
  }
  const folder = resolve(cacheDir(), "..", `terraform-provider-restapi-${RESTAPI_VERSION}`);
  const file = join(folder, "terraform-provider-restapi");
  if (existsSync(file)) return file;
  const go = commandOnPath("go");
  if (go === undefined) return "there is no `go` on PATH to build terraform-provider-restapi with";
  console.log("Building terraform-provider-restapi from its Go module: about a minute, this once ...");
  mkdirSync(folder, { recursive: true });
  const args = ["build", "-trimpath", "-o", file, "github.com/Mastercard/terraform-provider-restapi"];
  const { code, output } = await run(go, args, {
    cwd: join(root, "bench", "terraform"),
    env: { ...process.env, GOWORK: "off" },
    onOutput: () => undefined,
  });
  return code === 0
    ? file
    : `terraform-provider-restapi could not be built: ${output.trim().split("\n").at(-1)}`;
}
