import { z } from "zod";
import { PartialFailure } from "../../../provider/failure";
import type { Definition, Observed } from "../../../provider/lifecycle/definition";
import { isSeen, observeOrExplain } from "../../../provider/lifecycle/observe";
import { requireRecorded, typed } from "../../../provider/lifecycle/recorded";
import { bool, text, validateInputs } from "../../../provider/lifecycle/validation";

/** A light in a room: a resource type that exists in tests only, to show what the lifecycle alone does. */
export interface Inputs {
  room: string;
  on?: boolean;
  code?: string;
}

/** What is there, by room. A test changes it, or has its looks and switches fail. */
export class House {
  readonly rooms = new Map<string, boolean>();
  readonly switched: string[] = [];
  look = (room: string): Promise<boolean | undefined> => Promise.resolve(this.rooms.get(room));
  /** While a light is switched. */
  during = (): Promise<void> => Promise.resolve();

  async switch(room: string, on: boolean): Promise<void> {
    this.switched.push(`${room} ${on ? "on" : "off"}`);
    this.rooms.set(room, on);
    await this.during();
  }
}

type Decision = { kind: "nothing" } | { kind: "switch" } | { kind: "notObserved" | "notLooked"; why: string };
type Seen = { kind: "seen"; on?: boolean };

const TYPES = { room: "string", on: "boolean", code: "string" } as const;
const word = text("a word", (value) => /^\w+$/.test(value));
const schema = z.strictObject({ room: word, on: bool().optional(), code: word.optional() });
const inputsOf = (properties: object): Inputs => typed(TYPES, { ...properties }) as Inputs;

/** The one rule of the type. */
function decide({ on = true }: Inputs, _recorded: Inputs | undefined, observed: Observed<Seen>): Decision {
  if (!isSeen<Seen>(observed)) return observed;
  return { kind: observed.on === on ? "nothing" : "switch" };
}

interface LightTypes {
  inputs: Inputs;
  recorded: Inputs;
  seen: Seen;
  decision: Decision;
  outputs: object;
}

export function light(house: House): Definition<LightTypes> {
  return {
    type: "Light",
    identity: ["room"],
    secretNames: ["code"],
    textNames: [],
    nothingDone: "Nothing was switched.",
    lasting: { name: "switch", isWrittenBy: (_session, { decision }) => decision?.kind === "switch" },
    answersInputs: true,
    validate: (news) => validateInputs<Inputs>(schema, news, () => ({})),
    withDefaults: (inputs) => inputs,
    inputsOf,
    recordedOf(outputs) {
      requireRecorded("Light", outputs, ["room"]);
      return inputsOf(outputs);
    },
    outputsOf: ({ room, on = null, code = null }) => ({ room, on, code }),
    resourceId: ({ room }) => room,
    identityOf: (id) => ({ room: id }),
    subject: ({ room }) => `Light ${room}`,
    observe: (session, { desired: { room } }, looking) =>
      observeOrExplain(session, looking ?? {}, async () => {
        return { kind: "seen", on: await session.looks.forPreview(room, () => house.look(room)) };
      }),
    decide: (_session, { desired, recorded, observed }) => decide(desired, recorded, observed),
    explain: (_session, { kind }, { desired }) => ({ line: `Light ${desired.room}: ${kind}` }),
    driftOf: (_session, { before, observed }) =>
      observed.kind === "notObserved" ? { notObserved: observed.why } : before && { on: "changed" },
    turnOf: ({ room }) => room,
    async act({ look, session, keepToPlan }, desired, recorded) {
      const { room, on = true } = desired;
      session.looks.forget(room);
      const observed: Seen = { kind: "seen", on: await look(house.look(room)) };
      if (decide(desired, recorded, observed).kind === "switch") {
        keepToPlan();
        await house.switch(room, on);
      }
      if (house.rooms.get(room) === on) return { outputs: { ...desired, on } };
      throw new PartialFailure(`Light ${room}: ${desired.code ?? ""} did not help.`, room, { ...desired });
    },
    refreshed: (_session, { on }, { recorded, wasGet }) =>
      on === undefined && wasGet ? undefined : { ...recorded, on },
    get: async (_session, { room }) => ({ room, on: await house.look(room) }),
    delete: (session, { room }) => session.notices.tell(`Light ${room}: stays as it is.`),
    lookAhead: () => Promise.resolve(),
    lookAheadKey: () => undefined,
  };
}
