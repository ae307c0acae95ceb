import type { dynamic } from "@pulumi/pulumi";
import type { Inputs } from "../../provider/resources/customerQualification/model";
import { UNKNOWN } from "../../provider/engineValues";
import { inClear } from "../secretMark";
import { storable } from "./storable";
import type { Wire } from "./wire";

/** What a resource declares. */
export type Args = Inputs;

/** One resource of the program. */
export interface Declared {
  name: string;
  args: Args;
  /** Inputs that are outputs of something else, not known in a preview. */
  unknown: readonly (keyof Args)[];
  /** Which of the program's providers; by default the first. */
  provider?: number;
  /** `replaceOnChanges: ["*"]`. */
  replaceOnChanges?: boolean;
}

/** One resource of the state. */
export interface ResourceState {
  name: string;
  id: string;
  inputs: Properties;
  outputs: Properties;
  initErrors: readonly string[];
  /** Which of the program's providers made it. */
  provider: number;
  /** `pulumi state taint`. */
  tainted?: boolean;
}

export type Properties = Record<string, unknown>;
export type State = Map<string, ResourceState>;

/** A provider process, as the engine sees it. */
export interface Process {
  provider: dynamic.ResourceProvider;
  wire: Wire;
  /** Rejects when the process dies. */
  died: Promise<never>;
}

export class Died extends Error {}

/** What became of one resource in one phase. */
export interface Outcome {
  op: "same" | "create" | "update" | "replace" | "delete" | "read";
  /** The inputs as `check` returned them. */
  inputs?: Properties;
  /** When its step began, in the order of the walk. */
  began?: number;
  /** Why the step failed. */
  error?: string;
  /** Whether the failure keeps the resource in the state. */
  partial?: boolean;
}

export interface Phase {
  outcomes: Map<string, Outcome>;
  /** What failed besides steps: a check, a diff, a read. */
  errors: string[];
  failed: boolean;
  died: boolean;
}

/** The text that is stored with every resource; what it says does not matter here. */
export const PROVIDER_TEXT = "exports.handler = () => …;";

export interface Options {
  preview: boolean;
  continueOnError: boolean;
  /** `--replace`. */
  replace?: ReadonlySet<string>;
}

/**
 * A small, faithful play of what the engine and its dynamic provider server do with a provider: `check` and `diff` one
 * at a time, steps concurrently; `diff` gets the old outputs and `check` the old inputs; a partial failure keeps the
 * properties that it carries and nothing else; all values go over the wire as JSON. Of what `--replace` or a taint
 * replaces, a provider is told nothing before the creation; what was replaced stays in the state, beside its replacement,
 * until a run deletes it that has not failed; replaceOnChanges replaces what has failed before, since a provider's diff
 * names no property.
 */
export class Engine {
  #program: readonly Declared[] = [];
  readonly #phase: Phase = { outcomes: new Map(), errors: [], failed: false, died: false };

  constructor(
    private readonly processes: readonly Process[],
    private readonly state: State,
    private readonly options: Options,
  ) {}

  #of(provider = 0): Process {
    return this.processes[provider] ?? this.processes[0]!;
  }

  /** Asks for every resource of the state what it is now. */
  async refresh(): Promise<Phase> {
    return this.#ended(
      [...this.state.values()].map((resource) => async () => {
        const { provider, wire } = this.#of(resource.provider);
        wire.tells({ outputs: resource.outputs });
        const result = await this.#call(() => provider.read!(resource.id, sent(resource.outputs)));
        if (result === undefined) return;
        if (result.id) wire.tells({ outputs: result.props as Properties });
        if (!result.id) {
          this.state.delete(resource.name);
          this.#phase.outcomes.set(resource.name, { op: "delete" });
          return;
        }
        const { __provider } = resource.outputs;
        this.state.set(resource.name, {
          ...resource,
          outputs: stored({ ...(result.props as Properties), __provider }),
          inputs: result.inputs ? stored({ ...(result.inputs as Properties), __provider }) : resource.inputs,
          initErrors: [],
        });
        this.#phase.outcomes.set(resource.name, { op: "read" });
      }),
    );
  }

  /** Runs a program. */
  async run(program: readonly Declared[]): Promise<Phase> {
    this.#program = program;
    const steps: Promise<void>[] = [];
    const start = (step: () => Promise<void>) => steps.push(step().catch((error) => this.#lost(error)));
    try {
      for (const declared of program) {
        if (this.#phase.died || (this.#phase.failed && !this.options.continueOnError)) break;
        const step = await this.#register(declared);
        if (step === "stop") break;
        if (step !== undefined) start(step);
      }
    } catch (error) {
      this.#lost(error);
    }
    await Promise.all(steps);
    const names = new Set(program.map(({ name }) => name));
    if (!this.#phase.failed && !this.#phase.died) {
      await this.#ended([...this.state.values()].filter(({ name }) => !names.has(name)).map(this.#deletion));
    }
    return this.#phase;
  }

  async destroy(): Promise<Phase> {
    return this.#ended([...this.state.values()].map(this.#deletion));
  }

  readonly #deletion = (resource: ResourceState) => async () => {
    this.#phase.outcomes.set(resource.name, { op: "delete" });
    if (this.options.preview) return;
    const done = await this.#call(async () => {
      await this.#of(resource.provider).provider.delete!(resource.id, sent(resource.outputs));
      return true;
    });
    if (done) this.state.delete(resource.name);
  };

  /** What the resource class hands along: whom the program declares from here on. */
  #lookAhead(name: string): string | undefined {
    const place = this.#program.findIndex((one) => one.name === name);
    const keys = this.#program.slice(place).map(({ args }) => args.customerId);
    return this.#program.some(({ unknown }) => unknown.includes("customerId"))
      ? undefined
      : `${place}:${keys.join(",")}`;
  }

  /** `check` and `diff`, and the step that follows from them. */
  async #register(declared: Declared): Promise<(() => Promise<void>) | "stop" | undefined> {
    const { name, args, unknown } = declared;
    const { provider, wire } = this.#of(declared.provider);
    const news: Properties = { ...args, __lookAhead: this.#lookAhead(name), __provider: PROVIDER_TEXT };
    if (this.options.preview) for (const input of unknown) news[input] = UNKNOWN;
    news["__declared"] = { preview: this.options.preview === true };
    const old = this.state.get(name);
    const forced = old !== undefined && (old.tainted === true || this.options.replace?.has(name) === true);
    const checkedAgainst = async (olds: Properties) => {
      const result = await this.#call(() => provider.check!(sent(olds), sent(news)));
      if (result === undefined) return undefined;
      const failures = result.failures ?? [];
      if (failures.length > 0) {
        this.#fail(failures.map(({ property, reason }) => `${name}: ${property}: ${reason}`).join("; "));
        return undefined;
      }
      return stored({ ...(result.inputs as Properties), __provider: news["__provider"] });
    };
    if (old && !forced) wire.tells({ inputs: old.inputs });
    const inputs = await checkedAgainst(forced ? {} : (old?.inputs ?? {}));
    if (inputs === undefined) return "stop";
    if (old === undefined || forced) return this.#creation(declared, forced ? "replace" : "create", inputs);

    wire.tells({ outputs: old.outputs });
    const diff = await this.#call(() => provider.diff!(old.id, sent(old.outputs), sent(inputs)));
    if (diff === undefined) return "stop";
    if ((diff.replaces ?? []).length > 0 || (declared.replaceOnChanges && old.initErrors.length > 0)) {
      const again = await checkedAgainst({});
      return again === undefined ? "stop" : this.#creation(declared, "replace", again);
    }
    if (diff.changes === true || old.initErrors.length > 0) return this.#update(old, inputs);
    this.#phase.outcomes.set(name, { op: "same", inputs });
    if (!this.options.preview) this.state.set(name, { ...old, inputs });
    return undefined;
  }

  #creation(
    { name, provider: index = 0 }: Declared,
    op: "create" | "replace",
    inputs: Properties,
  ): (() => Promise<void>) | undefined {
    const { provider, wire } = this.#of(index);
    const outcome: Outcome = { op, inputs };
    this.#phase.outcomes.set(name, outcome);
    if (this.options.preview) return undefined;
    return async () => {
      const old = this.state.get(name);
      outcome.began = wire.order.next();
      const made = await this.#step(outcome, () => provider.create(sent(inputs)));
      if (made === undefined) return;
      const { __provider } = inputs;
      const outputs = "reasons" in made ? made.properties : { ...(made.outs as Properties), __provider };
      const initErrors = "reasons" in made ? made.reasons : [];
      this.state.set(name, {
        name,
        id: made.id,
        inputs,
        outputs: stored(outputs),
        initErrors,
        provider: index,
      });
      if (old) this.#replaced(old);
    };
  }

  /** Deleted when the run ends, unless it fails. */
  #replaced(old: ResourceState): void {
    let number = 1;
    while (this.state.has(`${old.name}, replaced ${number}`)) number += 1;
    const name = `${old.name}, replaced ${number}`;
    this.state.set(name, { ...old, name, tainted: false });
  }

  #update(old: ResourceState, inputs: Properties): (() => Promise<void>) | undefined {
    const { provider, wire } = this.#of(old.provider);
    const outcome: Outcome = { op: "update", inputs };
    this.#phase.outcomes.set(old.name, outcome);
    if (this.options.preview) return undefined;
    return async () => {
      outcome.began = wire.order.next();
      const made = await this.#step(outcome, () => provider.update!(old.id, sent(old.outputs), sent(inputs)));
      if (made === undefined) return;
      const { __provider } = inputs;
      const outputs = "reasons" in made ? made.properties : { ...(made.outs as Properties), __provider };
      const initErrors = "reasons" in made ? made.reasons : [];
      this.state.set(old.name, { ...old, inputs, outputs: stored(outputs), initErrors });
    };
  }

  /** A create or an update; what a partial failure carries is kept. */
  async #step<T extends object>(outcome: Outcome, call: () => Promise<T>): Promise<T | Kept | undefined> {
    try {
      return await this.#alive(call());
    } catch (error) {
      if (error instanceof Died) throw error;
      this.#fail(shown(error));
      outcome.error = shown(error);
      const { id, properties, reasons } = error as Partial<Kept>;
      if (!id) return undefined;
      outcome.partial = true;
      return { id, properties: properties ?? {}, reasons: reasons ?? [] };
    }
  }

  /** Any other call: what it throws is an error of the run. */
  async #call<T>(call: () => Promise<T>): Promise<T | undefined> {
    try {
      return await this.#alive(call());
    } catch (error) {
      if (error instanceof Died) throw error;
      this.#fail(shown(error));
      return undefined;
    }
  }

  #alive<T>(call: Promise<T>): Promise<T> {
    return Promise.race([...this.processes.map(({ died }) => died), call]);
  }

  async #ended(steps: (() => Promise<void>)[]): Promise<Phase> {
    await Promise.all(steps.map((step) => step().catch((error) => this.#lost(error))));
    return this.#phase;
  }

  #fail(error: string): void {
    this.#phase.failed = true;
    this.#phase.errors.push(error);
  }

  #lost(error: unknown): void {
    if (!(error instanceof Died)) throw error;
    this.#phase.died = true;
  }
}

interface Kept {
  id: string;
  properties: Properties;
  reasons: string[];
}

/** What a user reads of an error; our own have no stack, so that one is a bug of ours. */
function shown(error: unknown): string {
  // Not by its class, for a provider that was loaded apart has classes of its own.
  if (typeof error !== "object" || error === null || !("message" in error)) return `${CRASH}${String(error)}`;
  const { message, stack } = error as Error;
  return stack === "" ? message : `${CRASH}${stack ?? message}`;
}

export const CRASH = "A crash: ";

/** As a value arrives at the provider. */
const sent = (properties: Properties): Properties => inClear(properties);

/** As a value enters the state. @throws InvariantBroken for what the engine can't store */
function stored(properties: Properties): Properties {
  storable(properties);
  return JSON.parse(JSON.stringify(properties)) as Properties;
}
