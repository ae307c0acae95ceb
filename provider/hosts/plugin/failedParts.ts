import { all, runtime, type Output, type Resource } from "@pulumi/pulumi";
import {
  Result,
  type RegisterResourceRequest,
  type RegisterResourceResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { containsUnknown, UNKNOWN } from "../../engineValues";
import type { Recorded } from "./records";
import { Struct } from "./rpc";

/**
 * What becomes of a component where a part of it fails, or is left out because of one that has failed, and the run goes on
 * (`--continue-on-error`). The engine has reported the failure by then, as the part's own.
 *
 * Of such a part the SDK rejects every output. One that the component registers becomes a rejection that nobody handles, and
 * the SDK's server answers *all* components under construction with that. Nor can the one component answer with an error:
 * the engine ends the whole run at any such answer. So the component goes on with what is recorded of the part. What depends
 * on the part names it, and is left out by the engine.
 */

type Answer = (error: unknown, response: RegisterResourceResponse | undefined) => void;
type Register = (request: RegisterResourceRequest, answer: Answer) => unknown;

/**
 * In the place of an id that there is not. `check` takes it as one that is not known yet, and the engine leaves out what has
 * it. Were it empty, `check` would refuse it, which ends the run.
 */
const NO_ID = `none: ${UNKNOWN}`;

/** For the one component that is under construction here: the SDK has a client of the engine for each. */
export function goOnWithRecords(recordOf: (urn: string) => Promise<Recorded | undefined>): void {
  const monitor = runtime.getMonitor() as { registerResource: Register } | undefined;
  if (monitor === undefined) return;
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, answer) =>
    register(request, (error, response) => {
      if (response === undefined || response.getResult() === Result.SUCCESS) return answer(error, response);
      void recordOf(response.getUrn()).then((recorded) => {
        const latest = response.getObject()?.toJavaScript() as Recorded["outputs"] | undefined;
        // As of what `--target` leaves out: an output that is not there is unknown.
        response.setResult(Result.SUCCESS).setUnknown(true);
        response.setObject(Struct.fromJavaScript({ ...recorded?.outputs, ...latest }));
        if (!runtime.isDryRun()) response.setId(response.getId() || recorded?.id || NO_ID);
        answer(null, response);
      });
    });
}

/**
 * What a component answers. Nothing unknown is in it but in a preview: the engine drops that, and its dependencies with it,
 * so that what depends on a failed part would be done after all, without the value.
 *
 * @param nothing what stands for an output of which nothing is recorded; else null
 */
export async function answered(
  outputs: Readonly<Record<string, Output<unknown>>>,
  parts: readonly Resource[],
  nothing: Readonly<Record<string, unknown>>,
): Promise<Record<string, Output<unknown>>> {
  if (runtime.isDryRun()) return { ...outputs };
  const settled = Object.entries(outputs).map(async ([name, one]): Promise<[string, Output<unknown>]> => {
    const none = nothing[name] ?? null;
    const { isKnown } = one as unknown as { isKnown: Promise<boolean> };
    const known = (await isKnown) ? one : all(parts.map(({ urn }) => urn)).apply(() => UNKNOWN);
    return [name, known.apply((value) => (containsUnknown(value) ? none : value))];
  });
  return Object.fromEntries(await Promise.all(settled));
}
