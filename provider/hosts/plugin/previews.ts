import { Refused } from "../../failure";
import type { Session } from "../../lifecycle/session";
import { listed, withoutAdded } from "../../lifecycle/validation";
import { UNKNOWN } from "../../engineValues";
import type { ResourceType } from "./lifecycles";
import type { Properties } from "./values";

/** What a preview knows of a `create` or an `update`. It only looks: nothing here writes anything at Microsoft. */

/**
 * The look that the dynamic provider makes in `check`, which the engine calls one at a time: previews of creations run in
 * parallel. So a new resource is looked at here, what would become of it is told, and a mistake of the program fails it.
 */
export async function previewedCreate(
  type: ResourceType,
  session: Session,
  news: Properties,
): Promise<{ id: string; outputs: Properties }> {
  const { lifecycle } = type;
  const { inputs, failures } = await lifecycle.check(session, {}, news);
  if (failures.length > 0) throw new Refused(`${listed(failures)}.`);
  const { drift } = inputs;
  const declared = withoutAdded(inputs);
  const id = lifecycle.idOf(declared) ?? "";
  // Where there is a drift, `up` would fail, or do something else than to take over what is there.
  const known = id === "" || drift !== undefined ? {} : await takenOver(type, session, id, declared);
  const outputs = {
    ...Object.fromEntries(type.madeNames.map((name) => [name, UNKNOWN])),
    ...known,
    ...declared,
    ...(drift !== undefined && { drift }),
  };
  return { id, outputs };
}

/** The outputs of what is there already, where a creation would take it over as it is. */
async function takenOver(
  type: ResourceType,
  session: Session,
  id: string,
  { waitForVetting, waitForAcceptance }: Properties,
): Promise<Properties> {
  const waits = [waitForVetting, waitForAcceptance].some((wait) => wait !== undefined && wait !== false);
  if (waits) return {};
  try {
    const { props } = await type.lifecycle.read(session, id, {});
    const known = Object.entries(props).filter(
      // How often it was submitted is counted by the `up`.
      ([name]) => !name.startsWith("__") && name !== "submissions" && name !== "adopted",
    );
    return Object.fromEntries(known);
  } catch {
    // Not there, or not to be seen: `check` has told.
    return {};
  }
}

export function previewedUpdate(type: ResourceType, olds: Properties, news: Properties): Properties {
  const known = Object.entries(olds).filter(([name]) => !name.startsWith("__"));
  return {
    ...Object.fromEntries(known),
    ...Object.fromEntries(type.movingNames.map((name) => [name, UNKNOWN])),
    ...withoutAdded(news),
  };
}
