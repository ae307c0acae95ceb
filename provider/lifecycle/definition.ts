import type { Properties } from "../engineValues";
import type { Action, Done, Later } from "./action";
import type { Severity } from "./notices";
import type { Session } from "./session";
import type { Failure, Validated } from "./validation";

/**
 * What a resource type is. The lifecycle (check, diff, create, read, update, delete) is written once, over one of these: a
 * fourth type is a folder with another, and an entry where all types are named (CONTRIBUTING.md, "A resource").
 */

/** What a look is made for, and whether anybody has asked for it yet. */
export interface Looking {
  lookingFor?: "preview" | "refresh";
  ahead?: boolean;
}

/** This customer's look failed; others may have succeeded. `noCustomer`: the partner has none with this id. */
export interface NotObserved {
  kind: "notObserved";
  why: string;
  /** The same without Microsoft's own words; absent where there are none. For where a secret may not be known yet. */
  whyInOurWords?: string;
  noCustomer?: true;
}

/** Looking is turned off (`partnercenter:liveDiff: false`), the login can't, or what to look at is not known yet. */
export interface NotLooked {
  kind: "notLooked";
  why: string;
}

/** What a look has found, of whatever kinds a type has. */
export interface Observation {
  kind: string;
  why?: string;
  noCustomer?: boolean;
}

/** The same, or why nothing was seen. */
export type Observed<Seen> = Seen | NotObserved | NotLooked;

/** What was decided. Three kinds are every type's: `nothing`, `notObserved` and `notLooked`. */
export interface Decided {
  kind: string;
  why?: string;
  /** Of `notLooked`: the program itself has changed something. */
  edited?: boolean;
}

/** What a decision rests on, and what is said of it. */
export interface Situation<Inputs, Recorded, Seen> {
  desired: Inputs;
  /** Undefined for what is not in the state. */
  recorded?: Recorded;
  observed: Observed<Seen>;
  /** Inputs that are not known yet, or not valid: a mistake is no reason to leave others unsaid. */
  unusable?: ReadonlySet<string>;
  /** In a preview: the last `up` failed here. */
  lastUpFailed?: boolean;
  /** In an `up`: it is done now, and not only shown before. */
  inUp?: boolean;
}

/** What `check` knows of a resource. */
export interface Checked<Inputs, Seen, Decision> {
  desired: Inputs;
  /** The inputs of the last check; undefined for what is not in the state. */
  before?: Inputs;
  observed: Observed<Seen>;
  /** Of what is not in the state. */
  decision?: Decision;
  /** Whether an input is known already; and whether it is valid, too. */
  isKnown: (name: string) => boolean;
  isUsable: (name: string) => boolean;
  /** Partner Center does not know its customer as this partner's, and that is the program's mistake. */
  isCustomerMistaken?: boolean;
}

/** The types of one resource type. */
export interface Types {
  /** What a program declares, validated. */
  inputs: object;
  /** What the state holds besides. */
  recorded: object;
  /** What a look finds. */
  seen: Observation;
  decision: Decided;
  /** As the state holds it. */
  outputs: object;
}

export type RecordedOf<T extends Types> = T["inputs"] & T["recorded"];
export type SituationOf<T extends Types> = Situation<T["inputs"], RecordedOf<T>, T["seen"]>;
export type CheckedOf<T extends Types> = Checked<T["inputs"], T["seen"], T["decision"]>;

export interface Definition<
  T extends Types,
  Inputs = T["inputs"],
  Recorded = RecordedOf<T>,
  Seen = T["seen"],
  Decision = T["decision"],
  Outputs = T["outputs"],
> {
  /** As a person knows it. */
  readonly type: string;
  /** Changing one of these makes another resource of it. */
  readonly identity: readonly (keyof Inputs & string)[];
  /** Outputs that are secrets, however the program gave them. */
  readonly secretNames: readonly string[];
  /** Outputs that hold Microsoft's texts. */
  readonly textNames: readonly string[];
  /** What an action that failed before it sent anything has not done. */
  readonly nothingDone: string;
  /** What it writes that nobody can take back, and whether `check` sees that an `up` would: a plan holds that. */
  readonly lasting?: {
    readonly name: string;
    isWrittenBy(session: Session, checked: Checked<Inputs, Seen, Decision>): boolean;
  };

  validate(news: Properties): Validated<Inputs>;
  withDefaults(inputs: Inputs): Inputs;
  /** The inputs out of outputs, old inputs or anything that carries them among other things. */
  inputsOf(properties: Properties): Inputs;
  /** The record in the outputs of any state that was ever written. @throws Refused where it does not say whose it is */
  recordedOf(outputs: Properties): Recorded;
  /** As the state holds it: what is known to be empty is null, or it would be unknown in every preview. */
  outputsOf(recorded: Recorded): Outputs;
  resourceId(recorded: Recorded): string;
  /** The inputs that an id stands for. @throws Refused where it is none */
  identityOf(id: string): Inputs;
  subject(inputs: Inputs): string;
  /** The id of the customer that it belongs to, or is, where the inputs name one. */
  customerOf?(inputs: Inputs): string | undefined;

  /** The look of a preview or a refresh. What makes every look fail is thrown; one customer's failure is an answer. */
  observe(
    session: Session,
    sought: { desired: Inputs; recorded?: Recorded },
    looking?: Looking,
  ): Promise<Observed<Seen>>;
  /** The one rule of the type: what is to be done. Everything that a preview shows and an `up` does comes from it. */
  decide(session: Session, situation: Situation<Inputs, Recorded, Seen>): Decision;
  /**
   * What else is looked at before it is decided upon what was seen: only where a decision without it would write something
   * that is not written twice.
   */
  lookFurther?(
    session: Session,
    seen: Seen,
    situation: { desired: Inputs; recorded?: Recorded },
  ): Promise<Seen>;
  /** Whether a decision leaves everything as it is; besides `nothing`, and what was not looked at and not edited. */
  isUnchanged?(decision: Decision): boolean;
  /** The sentence that a decision is told with, and how loudly; none where there is nothing worth a line. */
  explain(
    session: Session,
    decision: Decision,
    situation: Situation<Inputs, Recorded, Seen>,
  ): { line: string | undefined; severity?: Severity };
  /** The `drift` that a preview prints among the inputs. */
  driftOf(session: Session, checked: Checked<Inputs, Seen, Decision>): object | undefined;
  /** Carries out what is decided on a fresh look. */
  act(action: Action, desired: Inputs, recorded: Recorded | undefined): Promise<Done<Recorded> | Later>;
  /** Whose turn it is: nothing else with the same key is acted on meanwhile. */
  turnOf(desired: Inputs, recorded: Recorded | undefined): string;
  /** The record of what a refresh has seen; undefined where it is gone. */
  refreshed(
    session: Session,
    seen: Seen,
    refreshed: { inputs: Inputs; recorded: Recorded; wasGet: boolean },
  ): Recorded | undefined;
  /** What a program's `get` reads. */
  get(session: Session, identity: Inputs): Promise<Outputs>;
  /** Says, or does, what becomes of it when it leaves the state. */
  delete(session: Session, recorded: Recorded): void | Promise<void>;

  /** Begins the look that a `check`, or the `read` of a refresh, of the resource with this key will ask for. */
  lookAhead(session: Session, key: string, lookingFor?: Looking["lookingFor"]): Promise<unknown>;
  /** The same for the look that the `create` of the resource with this key will rest on, where it rests on one. */
  lookAheadOfCreate?(session: Session, key: string): Promise<unknown>;
  /** That key, where it is known. */
  lookAheadKey(inputs: Properties): string | undefined;

  /** What is wrong with it that the schema can't tell. */
  problems?(
    session: Session,
    checked: Omit<Checked<Inputs, Seen, Decision>, "observed" | "decision">,
  ): Failure[] | Promise<Failure[]>;
  /** What a new one lacks, as far as that is the program's mistake. `observed` is missing where nobody could be looked at. */
  lacking?(
    session: Session,
    checked: Omit<Checked<Inputs, Seen, Decision>, "observed"> & {
      observed?: Observed<Seen>;
    },
  ): Failure[] | Promise<Failure[]>;
  /** What is said when a changed identity replaces it. */
  replaced?(
    session: Session,
    recorded: Recorded,
    desired: Inputs,
    names: readonly string[],
  ): string | undefined;
  /** Properties for which it is deleted first and then created again. */
  deletedFirst?(session: Session, recorded: Recorded, desired: Inputs): string[];
  /** What a `read` answers of a record that it has read for the state. */
  asRead?(outputs: Outputs, props: Properties): Outputs;
  /** Whether a refresh answers inputs as well; else the engine keeps its own. */
  readonly answersInputs: boolean;
  /** What every record of it carries on. */
  carried?(session: Session, desired: Inputs, recorded: Recorded | undefined): Partial<Recorded>;

  /** What a run learns: only what the type itself remembers, and what may be told of all resources together. */
  readonly onRun?: {
    /** The program declares it, with whatever inputs are known. */
    declared?(session: Session, desired: Inputs): void;
    /** The state holds it; `check` is given its inputs only. */
    inState?(session: Session, known: { recorded: Recorded } | { inputs: Properties }): void;
    /** Of a new one: what was seen, and what the program declares besides that stands in its way. */
    withOtherDeclarations?(session: Session, desired: Inputs, seen: Seen): Seen;
    /** It was checked; undefined where nobody could be looked at. */
    checked?(session: Session, desired: Inputs): void;
    /** It can't be told what becomes of it: its identity is not known, or its `create` looks for itself. */
    undecided?(session: Session, desired: Inputs, why: "identity" | "creating"): void;
    /** Decided and told. @returns why the run must fail for it */
    decided?(
      session: Session,
      decision: Decision,
      situation: Situation<Inputs, Recorded, Seen>,
    ): Promise<string | undefined>;
    /** What an action has recorded, whatever became of it. */
    acted?(session: Session, recorded: Recorded): void;
    /** The engine asks about nothing more. Only the plugin is told. */
    ended?(session: Session): void;
  };
}
