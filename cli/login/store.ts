import { access, constants, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { SettingsError } from "../../provider/failure";
import { writeRefreshToken } from "../../provider/partnercenter/auth/refreshTokenFile";
import { exportLines } from "../emulator";
import type { StackOptions } from "../pulumi";
import { storeInConfiguration } from "./configuration";
import { type ProvenLogin, secretNote, type Stored } from "./prove";

/** Where the refresh token goes. */
export type Destination = { kind: "config" } | { kind: "stdout" } | { kind: "file"; file: string };

export function destinationOf(text: string): Destination | undefined {
  if (text === "config" || text === "stdout") return { kind: text };
  const file = /^file:(.+)$/.exec(text)?.[1];
  return file === undefined ? undefined : { kind: "file", file };
}

/**
 * Sees that it can be stored there.
 * @param configured the stack's configuration as it is
 * @returns what stores it
 * @throws SettingsError where it can't
 */
export async function prepare(
  to: Destination,
  options: StackOptions,
  environment: NodeJS.ProcessEnv,
  configured: Readonly<Record<string, string>>,
): Promise<(login: ProvenLogin) => Promise<Stored>> {
  switch (to.kind) {
    case "config":
      return (login) => storeInConfiguration(login, configured, options, environment);
    case "file":
      await mustBeWritable(to.file);
      return (login) => storeInFile(login, to.file);
    case "stdout":
      return async (login) => ({
        place: "nowhere: it was printed to standard output",
        names: [],
        notes: secretNote(login, "PARTNERCENTER_CLIENT_SECRET"),
        next: ["put it where PARTNERCENTER_REFRESH_TOKEN is set, with these:", ...environmentOf(login)],
      });
  }
}

async function mustBeWritable(file: string): Promise<void> {
  const cannot = (why: string) => new SettingsError(`${file} can't be written (${why}). Nothing was done.`);
  const found = await stat(file).catch(() => undefined);
  if (found?.isDirectory()) throw cannot("it is a folder");
  await access(dirname(resolve(file)), constants.W_OK).catch((error: NodeJS.ErrnoException) => {
    throw cannot(error.code ?? "unknown error");
  });
}

async function storeInFile(login: ProvenLogin, file: string): Promise<Stored> {
  await writeRefreshToken(file, login.refreshToken);
  const quoted = /=(.*)\n$/.exec(exportLines({ FILE: resolve(file) }))?.[1] ?? file;
  return {
    place: `in ${file}, which only you can read`,
    names: [],
    notes: secretNote(login, "PARTNERCENTER_CLIENT_SECRET"),
    next: [
      ...environmentOf(login),
      `export PARTNERCENTER_REFRESH_TOKEN="$(cat ${quoted})"`,
      `export PARTNERCENTER_REFRESH_TOKEN_FILE=${quoted}    # where every run writes the new one`,
      "partnercenter doctor",
    ],
  };
}

/** What goes with the token, as lines for a shell. */
function environmentOf({ tenantId, clientId, connection }: ProvenLogin): string[] {
  const cloud = connection.environment ?? "Global";
  return exportLines({
    PARTNERCENTER_TENANT_ID: tenantId,
    PARTNERCENTER_CLIENT_ID: clientId,
    ...(cloud !== "Global" && { PARTNERCENTER_ENVIRONMENT: cloud }),
  })
    .trimEnd()
    .split("\n");
}
