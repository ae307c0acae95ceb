import { Refused } from "../../failure";
import type { CheckResult } from "../../lifecycle/calls";
import type { Session } from "../../lifecycle/session";
import { listed, withoutAdded } from "../../lifecycle/validation";
import { UNKNOWN, type Properties } from "../../engineValues";
import type { ResourceType } from "./lifecycles";

/** What a preview knows of a `create` or an `update`. It only looks: nothing here writes anything at Microsoft. */

/** The previews of what a run would create, by URN. */
export class PreviewedCreations {
  readonly #looks = new Map<string, Promise<CheckResult>>();

  /**
   * What `check` adds to the inputs of a new resource. A preview that prints JSON shows those, and never what its `create`
   * finds: so the look is made here, one at a time. In a run with a plan `check` has made it.
   */
  async shownInJson(
    session: Session,
    urn: string,
    { lifecycle }: ResourceType,
    declared: Properties,
  ): Promise<{ drift?: unknown }> {
    if (!session.jsonPreview || session.planned) return {};
    session.previewing = true;
    const look = lifecycle.check(session, {}, declared);
    this.#looks.set(urn, look);
    // What fails fails its `create`, and hides no other resource.
    const { drift } = (await look.catch(() => undefined))?.inputs ?? {};
    return drift === undefined ? {} : { drift };
  }

  /**
   * The look that the dynamic provider makes in `check`, which the engine calls one at a time: previews of creations run in
   * parallel. So a new resource is looked at here, what would become of it is told, and a mistake of the program fails it.
   */
  async create(
    session: Session,
    urn: string,
    type: ResourceType,
    news: Properties,
  ): Promise<{ id: string; outputs: Properties }> {
    const { lifecycle } = type;
    const { inputs, failures } = await (this.#looks.get(urn) ?? lifecycle.check(session, {}, news));
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
}

/** The outputs of what is there already, where a creation would take it over as it is. */
async function takenOver(
  type: ResourceType,
  session: Session,
  id: string,
  declared: Properties,
): Promise<Properties> {
  const { lifecycle, ownNames, waitName = "" } = type;
  if ((declared[waitName] ?? false) !== false) return {};
  try {
    const { props } = await lifecycle.read(session, id, {});
    const seen = Object.entries(props).filter(([name]) => !name.startsWith("__") && !ownNames.includes(name));
    return Object.fromEntries(seen);
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
