import { isDeepStrictEqual } from "node:util";
import { PartialFailure } from "../../failure";
import { unlessInterrupted } from "../../lifecycle/cancellation";
import { isGet } from "../../lifecycle/staticGet";
import { named } from "../../lifecycle/notices";
import { wellFormed, type Properties } from "../../engineValues";
import { FAILED, isRecorded } from "../../lifecycle/recorded";
import type { Session } from "../../lifecycle/session";
import type { Failure } from "../../lifecycle/validation";
import { noteTimeouts, type Operation } from "../../lifecycle/waiting";
import { Declarations } from "./declarations";
import { differences, movedOutputs, type Difference } from "./detail";
import { failedInPart, shownAs } from "./failures";
import { resourceType, typesInUse, type ResourceType } from "./lifecycles";
import { PreviewedCreations, previewedUpdate } from "./previews";
import type { ReadAhead } from "./readAhead";
import { readForProgram, readForRefresh, readToImport, type Read } from "./reads";
import { isMarked, own, sent, withDrift, type Marks, type Received } from "./values";

/**
 * The calls of the engine about resources, over the same lifecycles that the dynamic provider has. What only the engine
 * knows it tells here itself: whose call it is, whether it is a preview, how long something may be waited for.
 */

export interface Changed {
  changes: boolean;
  replaces: readonly string[];
  deleteBeforeReplace?: boolean;
  detail: readonly (Difference & { ofInputs: boolean })[];
}

export interface Answer {
  id: string;
  properties: ReturnType<typeof sent>;
  inputs?: ReturnType<typeof sent>;
}

interface Call {
  urn: string;
  /** In seconds, of `customTimeouts`; 0 where there is none. */
  timeout?: number;
  preview?: boolean;
}

export class Resources {
  /** What the last refresh of a resource has changed, until the engine has asked for it. */
  readonly #refreshed = new Map<string, Difference[]>();
  readonly #declarations = new Declarations();
  readonly #previews = new PreviewedCreations();
  #underWay = 0;

  constructor(
    private readonly session: Session,
    private readonly shown: (text: string) => string,
    private readonly ahead: ReadAhead,
  ) {}

  check(
    { urn }: Call,
    olds: Received,
    news: Received,
  ): Promise<{ inputs: Answer["properties"]; failures: Failure[] }> {
    return this.#about(urn, async (type) => {
      this.#refreshed.delete(urn);
      const { lifecycle } = type;
      const isNew = Object.keys(olds.values).length === 0;
      const declared = own(news.values);
      const contradiction = this.#declarations.declare(urn, declared, (line) =>
        this.session.notices.tellStackOnce(line, "warning"),
      );
      // Nothing of a program is looked at that can't be meant.
      const { inputs, failures } =
        contradiction === undefined
          ? await this.#look(lifecycle.check(this.session, olds.values, declared, { later: isNew }))
          : { inputs: declared, failures: [{ property: "", reason: contradiction }] };
      const isPreviewed = isNew && failures.length === 0;
      const added = isPreviewed && this.#previews.shownInJson(this.session, urn, type, declared);
      const shown = { ...inputs, ...(added && (await this.#look(added))) };
      return {
        inputs: sent(shown, lifecycle.secretNames, withDrift(news.secrets, shown)),
        failures: failures.map((failure) => this.#asShown(failure, news.secrets)),
      };
    });
  }

  diff({ urn }: Call, olds: Received, oldInputs: Received, news: Received): Promise<Changed> {
    return this.#about(urn, async ({ lifecycle }) => {
      // After a refresh the engine asks what it has changed, the other way round.
      const refreshed = this.#refreshed.get(urn);
      if (refreshed) {
        this.#refreshed.delete(urn);
        const detail = refreshed.map((difference) => ({ ...difference, ofInputs: false }));
        return { changes: detail.length > 0, replaces: [], detail };
      }
      const { changes, replaces, deleteBeforeReplace } = await this.#look(
        lifecycle.diff(this.session, olds.values, own(news.values)),
      );
      const detail = changes ? differences(oldInputs.values, news.values, replaces) : [];
      return {
        changes,
        replaces,
        deleteBeforeReplace,
        detail: detail.map((difference) => ({ ...difference, ofInputs: true })),
      };
    });
  }

  create(call: Call, news: Received): Promise<Answer> {
    return this.#about(call.urn, async (type) => {
      const { lifecycle } = type;
      const inputs = own(news.values);
      this.session.previewing = call.preview === true;
      if (call.preview === true) {
        const { id, outputs } = await this.#look(this.#previews.create(this.session, call.urn, type, inputs));
        return { id, properties: sent(outputs, lifecycle.secretNames, withDrift(news.secrets, outputs)) };
      }
      this.#noteTimeout(type, inputs, "create", call);
      const { id, outs } = await this.#inFull(type, news, undefined, () =>
        lifecycle.create(this.session, inputs),
      );
      this.ahead.onCreated(call.urn, { values: outs as Properties, secrets: news.secrets });
      return { id, properties: this.#kept(type, outs, {}, news.secrets) };
    });
  }

  read(
    { urn }: Call,
    id: string,
    state: Received,
    inputs: Received | undefined,
  ): Promise<Answer & { managed: boolean }> {
    return this.#about(urn, async (type) => {
      const { session } = this;
      // A program's `get` may say what it expects: the engine then sends that twice, where a refresh sends what is recorded.
      const isNamed = isGet(state.values) || isDeepStrictEqual(state.values, inputs?.values);
      let read: Read;
      if (isNamed && inputs === undefined) read = await this.#look(readToImport(type, session, id));
      else if (isNamed) read = await this.#look(readForProgram(type, session, id));
      else {
        const recorded = { outputs: state.values, inputs: inputs?.values ?? {} };
        const own = readForRefresh(type, session, id, recorded);
        this.ahead.onRead(urn, state);
        read = await this.#look(own);
        if (read.id !== "") this.#refreshed.set(urn, movedOutputs(state.values, read.outputs as Properties));
      }
      if (read.id === "") return { id: "", properties: sent({}, []), managed: false };
      const managed = (read.outputs as Properties)["__get"] !== true;
      const { secretNames } = type.lifecycle;
      const given = read.inputs && sent(read.inputs, secretNames, inputs?.secrets ?? {});
      const properties = managed
        ? this.#kept(type, read.outputs, state.values, state.secrets)
        : sent(read.outputs, secretNames, state.secrets);
      return { id: read.id, properties, managed, ...(given && { inputs: given }) };
    });
  }

  update(call: Call, olds: Received, news: Received): Promise<Answer> {
    return this.#about(call.urn, async (type) => {
      const { lifecycle } = type;
      const inputs = own(news.values);
      this.session.previewing = call.preview === true;
      if (call.preview === true) {
        const outputs = previewedUpdate(type, olds.values, inputs);
        return { id: "", properties: sent(outputs, lifecycle.secretNames, olds.secrets, news.secrets) };
      }
      this.#noteTimeout(type, inputs, "update", call);
      const { outs } = await this.#inFull(type, news, olds, () =>
        lifecycle.update(this.session, olds.values, inputs),
      );
      return { id: "", properties: this.#kept(type, outs, olds.values, olds.secrets, news.secrets) };
    });
  }

  delete({ urn }: Call, olds: Received): Promise<void> {
    return this.#about(urn, async ({ lifecycle }) => {
      await lifecycle.delete(this.session, olds.values);
      this.ahead.onDeleted(urn, olds);
    });
  }

  /** Tells what the run comes to, if nothing is under way. */
  ended(): Promise<void> {
    const { session } = this;
    this.ahead.ended();
    if (this.#underWay === 0) for (const { lifecycle } of typesInUse()) lifecycle.ended(session);
    return session.notices.shown();
  }

  /** What is told meanwhile is this resource's, and has been shown when the call is answered. */
  async #about<T>(urn: string, work: (type: ResourceType) => Promise<T>): Promise<T> {
    const { notices } = this.session;
    this.#underWay += 1;
    try {
      return await notices.about(named(urn), () => work(resourceType(urn)));
    } catch (error) {
      throw shownAs(error, this.shown);
    } finally {
      this.#underWay -= 1;
      await notices.shown();
    }
  }

  /** What only looks ends at once when the engine asks to stop, however long its retries would go on. */
  #look<T>(work: Promise<T>): Promise<T> {
    return unlessInterrupted(this.session.cancellation.signal, work, "Interrupted.");
  }

  /** A partial failure is answered with what is known of the resource by now. */
  async #inFull<T>(
    type: ResourceType,
    news: Received,
    olds: Received | undefined,
    act: () => Promise<T>,
  ): Promise<T> {
    try {
      return await act();
    } catch (error) {
      // Where there is nothing new to record the state stays as it is: the engine would go on to make an update of it.
      if (!(error instanceof PartialFailure) || (olds && isRecorded(error, olds.values))) throw error;
      const failure = new PartialFailure(this.shown(error.message), error.id, error.properties);
      const outputs = { ...failure.properties, [FAILED]: true };
      throw failedInPart(
        failure,
        this.#kept(type, outputs, olds?.values ?? {}, olds?.secrets ?? {}, news.secrets),
      );
    }
  }

  /** As the state keeps it, for the dynamic provider as well. */
  #kept(type: ResourceType, outputs: object, olds: Properties, ...secrets: Marks[]): Answer["properties"] {
    const hosts = { __provider: olds["__provider"] ?? type.text, __lookAhead: olds["__lookAhead"] };
    return sent({ ...outputs, ...hosts }, type.lifecycle.secretNames, ...secrets);
  }

  #noteTimeout({ lifecycle }: ResourceType, inputs: Properties, operation: Operation, call: Call): void {
    const id = lifecycle.idOf(inputs);
    const { timeout = 0 } = call;
    if (id !== undefined) noteTimeouts(this.session, id, timeout > 0 ? { [operation]: timeout * 1000 } : {});
  }

  /** The engine prints the value of a property that a failure names. */
  #asShown({ property, reason }: Failure, secrets: Marks): Failure {
    const text = wellFormed(this.shown(reason));
    const [name = ""] = property.split(".");
    return name !== "" && isMarked(secrets, name)
      ? { property: "", reason: `${property}: ${text}` }
      : { property, reason: text };
  }
}
