import type { Properties } from "../../engineValues";
import { pulumiCommand } from "../../lifecycle/command";
import { FAILED } from "../../lifecycle/recorded";
import { concernsEveryCustomer } from "../../lifecycle/outage";
import type { Session } from "../../lifecycle/session";
import { sentence } from "../../lifecycle/sentences";
import type { ResourceType } from "./lifecycles";

/** The three things that the engine reads for: an import, a program's `get`, and a refresh. */

export interface Read {
  /** Empty: gone. */
  id: string;
  outputs: object;
  inputs?: object;
}

/** What `pulumi import` names, or the option `import`: it becomes a resource like one that was created. */
export async function readToImport(type: ResourceType, session: Session, id: string): Promise<Read> {
  const read = await type.lifecycle.read(session, id, {});
  const { __get: _, ...props } = read.props as Properties;
  return { id: read.id, ...type.imported(read.inputs, props) };
}

/** What a program's `get` names. */
export async function readForProgram(type: ResourceType, session: Session, id: string): Promise<Read> {
  const { id: found, props, inputs } = await type.lifecycle.read(session, id, {});
  return { id: found, outputs: props, inputs };
}

/**
 * A refresh: of `pulumi refresh` and `--refresh`, and the one that the engine makes before each preview and `up` because
 * every answer of ours asks for it (`refreshBeforeUpdate`). The latter goes by the provider's configuration as the state
 * recorded it, whose login may have ended: it must not keep anybody from deploying a new one. What it could not look at is
 * looked at again by `check`, with today's configuration, and there an outage is an error.
 */
export async function readForRefresh(
  type: ResourceType,
  session: Session,
  id: string,
  recorded: { outputs: Properties; inputs: Properties },
): Promise<Read> {
  const { [FAILED]: _, ...outputs } = recorded.outputs;
  const unchanged: Read = { id, outputs, inputs: recorded.inputs };
  const isAskedFor = pulumiCommand() === "refresh";
  try {
    if (isNotLooked(session)) return unchanged;
    const { id: found, props, inputs } = await type.lifecycle.read(session, id, recorded.outputs);
    return {
      id: found,
      outputs: asDeclared(props, outputs),
      inputs: inputs && asDeclared(inputs, recorded.inputs),
    };
  } catch (error) {
    if (isAskedFor || !concernsEveryCustomer(error) || !(error instanceof Error)) throw error;
    session.notices.tellStackOnce(
      `The state was not refreshed before this run: ${sentence(error.message)} It stays as it was recorded.`,
      "warning",
    );
    return unchanged;
  }
}

/** Whether a refresh looks at nothing: where nobody has asked for it, and previews do not look. @throws SettingsError */
export const isNotLooked = (session: Session): boolean =>
  pulumiCommand() !== "refresh" && session.notLooking("preview")?.kind === "notLooked";

/** An id says as well what a program may leave out: that is no change which a refresh should show. */
function asDeclared(read: object, { agreementType }: Properties): object {
  if (!("agreementType" in read) || typeof agreementType === "string") return read;
  const { agreementType: _, ...rest } = read;
  return agreementType === undefined ? rest : { ...rest, agreementType };
}
