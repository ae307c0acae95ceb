import type { ChildProcess } from "node:child_process";
import type { DiffRequest, UpdateRequest } from "@pulumi/pulumi/proto/provider_pb";
import type { Struct } from "./rpc";

/**
 * What the state holds of the parts of components, as the engine has last sent it to the plugin: the process that constructs
 * the components asks for it where a part fails, or is left out.
 */

export interface Recorded {
  id: string;
  /** In the forms of the wire. */
  outputs: Record<string, never>;
}

interface Told {
  urn: string;
  recorded?: Recorded | undefined;
}

export class Records {
  readonly #ofParts = new Map<string, { id: string; olds: Struct }>();

  note(request: DiffRequest | UpdateRequest): void {
    const [urn, olds] = [request.getUrn(), request.getOlds()];
    const [, , types = ""] = urn.split("::");
    if (olds !== undefined && types.includes("partnercenter:index:QualifiedTenant$"))
      this.#ofParts.set(urn, { id: request.getId(), olds });
  }

  /** Answers the process of the components. */
  answer(child: ChildProcess): void {
    child.on("message", ({ urn }: Told) => {
      const { id, olds } = this.#ofParts.get(urn) ?? {};
      const outputs = olds?.toJavaScript() as Recorded["outputs"] | undefined;
      const told: Told =
        id === undefined || outputs === undefined ? { urn } : { urn, recorded: { id, outputs } };
      // It may have ended meanwhile: then nobody asks any more.
      child.send(told, () => undefined);
    });
  }
}

const asked = new Map<string, (recorded: Recorded | undefined) => void>();

/** Asks the plugin's process for one, in the process of the components. */
export function recordOf(urn: string): Promise<Recorded | undefined> {
  if (!process.connected) return Promise.resolve(undefined);
  if (process.listenerCount("message") === 0)
    process.on("message", (told: Told) => {
      asked.get(told.urn)?.(told.recorded);
      asked.delete(told.urn);
    });
  const told = new Promise<Recorded | undefined>((resolve) => asked.set(urn, resolve));
  process.send?.({ urn } satisfies Told);
  return told;
}
