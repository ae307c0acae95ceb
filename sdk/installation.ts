import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { mistake } from "./mistake";

/**
 * Pulumi's server loads the provider from the program's folder (`providerText` in sdk/resource.ts), which need not hold the copy of this
 * package that declares the resources: a library may bring one of its own. What the server would only say as `Cannot find
 * module`, or not at all, is found out here, while the program runs.
 */

const PACKAGE = "pulumi-partnercenter";
const PROVIDER = `${PACKAGE}/provider`;

/** Where the program began, before it could go elsewhere: the server begins there, too. */
const STARTED_IN = process.cwd();

let checked = false;

/**
 * Once per program, before its first resource.
 *
 * @throws pulumi.RunError where the server will not find the provider
 */
export function requireInstalled(): void {
  // Pulumi's own host runs a program in the server's folder. In a unit test, or in an inline program of the Automation
  // API, nothing is known of it.
  if (checked || !/[\\/]@pulumi[\\/]pulumi[\\/]cmd[\\/]run[\\/]/.test(require.main?.filename ?? "")) return;
  // A program may have gone elsewhere before it loaded this package; nothing that works may stop because of that.
  const folders = [STARTED_IN, process.env["PWD"], process.env["PULUMI_NODEJS_ROOT_DIRECTORY"]];
  const { missing, warning } = inspect(folders, __dirname);
  if (missing !== undefined) throw mistake(missing);
  checked = true;
  if (warning !== undefined) void pulumi.log.warn(warning);
}

/**
 * What is wrong with the way in which the package is installed.
 *
 * @param folders where the server may begin
 * @param own a folder in the copy that asks
 */
export function inspect(
  folders: readonly (string | undefined)[],
  own: string,
): { missing?: string; warning?: string } {
  const found = folders.flatMap((folder) =>
    folder === undefined ? [] : (providerSeenFrom(folder) ?? []),
  )[0];
  // Most programs have one copy: nothing is read.
  if (found !== undefined && own === join(dirname(found), "..", "sdk")) return {};
  const mine = manifestOf(own);
  if (found === undefined) return { missing: missingText(mine) };
  const theirs = manifestOf(dirname(found));
  // A copy that was bundled into the program does not know its version.
  if (mine === undefined || theirs === undefined || mine.version === theirs.version) return {};
  return {
    warning:
      `Two versions of ${PACKAGE} are installed: ${theirs.version}, which the program's folder finds, and ` +
      `${mine.version}${below(mine)}, which declares resources. Pulumi runs ${theirs.version} for all of them. ` +
      `Next: have one version only, such as by \`npm install ${PACKAGE}@${mine.version}\` in the program's folder ` +
      "(`pnpm add`, `yarn add`).",
  };
}

function missingText(mine: Manifest | undefined): string {
  const exact = mine === undefined ? PACKAGE : `${PACKAGE}@${mine.version}`;
  return (
    `Pulumi runs the provider from the program's folder, and ${PROVIDER} is not found from there: a library` +
    `${mine === undefined ? "" : below(mine)} brings ${PACKAGE}, and the program's own package.json does not name it. ` +
    `Next: \`npm install ${exact}\` in the program's folder (or \`pnpm add ${exact}\`, \`yarn add ${exact}\`; with ` +
    "Yarn Plug'n'Play in the top-level folder)."
  );
}

/** The file that the server would load, if it began in that folder. */
function providerSeenFrom(folder: string): string | undefined {
  try {
    if (process.versions["pnp"] === undefined) {
      // As from the text in the state, which belongs to no package: `node_modules` bars the way to one's own name.
      return createRequire(join(folder, "node_modules", "program.js")).resolve(PROVIDER);
    }
    // Plug'n'Play goes by who asks: there it is the server.
    const server = createRequire(join(folder, "program.js")).resolve("@pulumi/pulumi/cmd/dynamic-provider");
    return createRequire(server).resolve(PROVIDER);
  } catch {
    return undefined;
  }
}

interface Manifest {
  version: string;
  folder: string;
}

/** The package that a folder of this package's code is in: `dist/sdk` of an installed one, `sdk` of its sources. */
function manifestOf(folder: string): Manifest | undefined {
  for (const up of ["..", join("..", "..")]) {
    const file = join(folder, up, "package.json");
    if (!existsSync(file)) continue;
    const { name, version } = JSON.parse(readFileSync(file, "utf8")) as { name?: string; version?: string };
    if (name === PACKAGE && version !== undefined) return { version, folder: dirname(file) };
  }
  return undefined;
}

/** ` (lib)`, where the folders tell whose copy it is. */
function below({ folder }: Manifest): string {
  const [, owner] =
    /[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/.][^\\/]*)[\\/]node_modules[\\/][^\\/]+$/.exec(folder) ??
    [];
  return owner === undefined ? "" : ` (below ${owner.replace("\\", "/")})`;
}
