import { DEFAULT_CUSTOMERS, PartnerCenter } from "../../emulator";
import { issueToken } from "../../emulator/issueToken";
import { Died, Engine, type Args, type Declared, type Phase, type State } from "./engine";
import { examine, examineDestroyed, examineRefresh, examineSecrets } from "./examine";
import { befall } from "./fate";
import type { Life } from "./oracle";
import type { Provider } from "./provider";
import type { Run } from "./run";
import { type Fate, type Step, type Trouble, VALIDATION_CODES, type World, WRONG_CODE } from "./steps";
import { InvariantBroken } from "./storable";
import { SimulatedTime } from "./time";
import { type Happening, type Sent, Wire } from "./wire";

const CUSTOMERS = DEFAULT_CUSTOMERS;
const QUALIFICATIONS = ["Education", "GovernmentCommunityCloud", "StateOwnedEntity"] as const;

/** What may be declared; the last is a copy of the first, as by a row copied by mistake. */
const SLOTS: readonly Declared[] = [
  declared("school", 0, { qualification: "Education", educationSegment: "K12" }),
  declared("county", 0, { qualification: "GovernmentCommunityCloud", validationCode: VALIDATION_CODES[0] }),
  declared("library", 1, { qualification: "Education", educationSegment: "HigherEducation" }),
  declared("harbour", 0, { qualification: "StateOwnedEntity" }),
  declared("copy", 0, { qualification: "Education", educationSegment: "K12" }),
];

function declared(name: string, customer: number, args: Omit<Args, "customerId">): Declared {
  const waits = { vettingTimeoutSeconds: 300, vettingPollIntervalSeconds: 60 };
  return { name, unknown: [], args: { customerId: CUSTOMERS[customer] ?? "", ...args, ...waits } };
}

/** Lines that the provider's processes print; the tests put it in the place of standard output. */
export type Printed = (line: string) => void;

/** One walk of people and fate, step by step, with everything examined after each. */
export class Walk {
  /** What happened, for a person to read. */
  readonly story: string[] = [];
  readonly #time = new SimulatedTime();
  readonly #partnerCenter: PartnerCenter;
  readonly #program = new Map<string, Declared>([["school", structuredClone(SLOTS[0]!)]]);
  #state: State = new Map();
  readonly #lives = new Map<string, Life>();
  readonly #secrets: Set<string>;
  readonly #refreshToken: string;
  #token: Extract<Step, { do: "token" }>["token"] = "appUser";

  constructor(
    private readonly provider: Provider,
    private readonly world: World,
    /** Hands all that is printed from now on to this function. */
    private readonly listen: (printed: Printed) => void,
  ) {
    const { answerStyle, idempotent, vetting, latencyMs, listBehindMs } = world;
    this.#partnerCenter = new PartnerCenter({
      clock: this.#time.clock(),
      answerStyle,
      idempotent,
      latencyMs,
      listBehindMs,
      vetting:
        vetting === "by hand"
          ? {}
          : {
              afterMs: 90_000,
              outcome: vetting === "approved soon" ? "Approved" : { denied: "Not eligible" },
            },
      validationCodes: VALIDATION_CODES.map((validationId) => ({
        validationId,
        organizationName: "Contoso County",
        maxCreates: 100,
        remainingCreates: 100,
      })),
    });
    this.#partnerCenter.login.baseUrl = ORIGIN;
    this.#refreshToken = this.#partnerCenter.login.refreshToken();
    const { clientSecret } = this.#partnerCenter.tenant;
    this.#secrets = new Set([...VALIDATION_CODES, WRONG_CODE, this.#refreshToken, clientSecret]);
  }

  async run(): Promise<void> {
    for (const step of this.world.steps) {
      // Nothing happens in the same second as something else.
      this.#time.pass(5000);
      await this.#take(step);
    }
  }

  async #take(step: Step): Promise<void> {
    switch (step.do) {
      case "command":
        return this.#command(step);
      case "edit":
      case "move":
      case "unknown":
        return this.#edit(step);
      case "declare":
      case "undeclare": {
        const slot = SLOTS[step.slot]!;
        if (step.do === "undeclare") this.#program.delete(slot.name);
        else if (!this.#program.has(slot.name)) this.#program.set(slot.name, structuredClone(slot));
        return this.#tell(`${step.do} ${slot.name} (${keyOf(slot.args)})`);
      }
      case "fate":
        return this.#fate(step.fate);
      case "lose the state":
        this.#state = new Map();
        this.#lives.clear();
        return this.#tell("the state is lost");
      case "pass":
        this.#time.pass(step.minutes * 60_000);
        return this.#tell(`${step.minutes} minutes pass`);
      case "token":
        this.#token = step.token;
        return this.#tell(`the access token is now: ${step.token}`);
    }
  }

  #edit(step: Extract<Step, { do: "edit" | "move" | "unknown" }>): void {
    const names = [...this.#program.keys()];
    const entry = this.#program.get(names[step.slot % Math.max(1, names.length)] ?? "");
    if (entry === undefined) return;
    const { args } = entry;
    if (step.do === "move") {
      args.customerId = CUSTOMERS[step.customer] ?? "";
      return this.#tell(`edit ${entry.name}: customerId = ${args.customerId}`);
    }
    if (step.do === "unknown") {
      const { input } = step;
      if (input !== undefined && args[input] === undefined) return;
      entry.unknown = input === undefined ? [] : [input];
      return this.#tell(`edit ${entry.name}: ${input ?? "nothing"} is not known in a preview`);
    }
    const { name, value } = step.edit;
    if (!fits(args, name)) return;
    if (value === undefined) delete args[name];
    else Object.assign(args, { [name]: value });
    entry.unknown = entry.unknown.filter((input) => args[input] !== undefined);
    this.#tell(`edit ${entry.name}: ${name} = ${JSON.stringify(value)}`);
  }

  #fate(fate: Fate): void {
    const { customer, qualification, event } = fate;
    const id = CUSTOMERS[customer] ?? "";
    const name = QUALIFICATIONS[qualification] ?? "Education";
    const there = befall(this.#partnerCenter, fate.event, id, name);
    this.#tell(`Microsoft: ${event} ${name} of ${id}${there ? "" : " (not there)"}`);
  }

  async #command(step: Extract<Step, { do: "command" }>): Promise<void> {
    const { command, continueOnError, troubles, inPreview } = step;
    const [verb, refresh] = command.split(" --");
    const where =
      verb === "up" || verb === "destroy" ? (inPreview ? ", in its preview" : ", in the up itself") : "";
    const said = troubles.length === 0 ? "" : ` with ${JSON.stringify(troubles)}${where}`;
    this.#tell(`$ pulumi ${command}${continueOnError ? " --continue-on-error" : ""}${said}`);
    const happenings = troubles.map((trouble) => this.#happening(trouble));
    const onlyPreview = verb === "preview";

    let previewed: Run | undefined;
    if (verb !== "refresh") {
      const during = onlyPreview || inPreview ? happenings : [];
      previewed = await this.#phase(step, true, during, refresh !== undefined);
      if (onlyPreview || previewed.phase.failed || previewed.phase.died) return;
    }
    const during = inPreview && verb !== "refresh" ? [] : happenings;
    await this.#phase(step, false, during, refresh !== undefined, previewed);
  }

  /** One phase of a command: a provider process of its own. */
  async #phase(
    { command, continueOnError }: Extract<Step, { do: "command" }>,
    preview: boolean,
    happenings: readonly Happening[],
    refresh: boolean,
    previewed?: Run,
  ): Promise<Run> {
    const state: State = preview ? new Map(this.#state) : this.#state;
    const lines: string[] = [];
    this.listen((line) => lines.push(line.trimEnd()));
    const { process, close } = this.#process(happenings);
    const program = [...this.#program.values()];
    const options = { preview, continueOnError };
    const stateAtStart = new Map(state);
    let phase: Phase = { outcomes: new Map(), errors: [], failed: false, died: false };
    let refreshed: { state: State; sent: readonly Sent[] } | undefined;
    let ran = false;
    try {
      await this.#time.run(
        (async () => {
          if (command === "destroy") {
            phase = await new Engine(process, state, options).destroy();
            return;
          }
          if (refresh || command === "refresh") {
            phase = await new Engine(process, state, options).refresh();
            refreshed = { state: new Map(state), sent: [...process.wire.sent] };
          }
          if (command === "refresh" || phase.failed || phase.died) return;
          ran = true;
          phase = await new Engine(process, state, options).run(program);
        })(),
      );
    } catch (error) {
      if (error instanceof InvariantBroken) throw error;
      throw new InvariantBroken(
        "no crash and no hang",
        error instanceof Error ? String(error.stack) : String(error),
      );
    } finally {
      close();
      this.#partnerCenter.faults.clear();
      this.listen(() => undefined);
    }
    const run: Run = {
      preview,
      phase,
      program: structuredClone(program),
      read: stateAtStart,
      before: refreshed?.state ?? stateAtStart,
      after: state,
      sent: process.wire.sent,
      lines,
      troubled: happenings.length > 0 || this.#token !== "appUser",
      refreshes: refresh,
      liveDiff: this.world.liveDiff,
      maxSubmissions: this.world.maxSubmissions,
      unreported: new Set([...this.#lives.keys()].filter((name) => this.#lives.get(name)?.unreported)),
      lives: this.#lives,
      previewed,
    };
    this.#tellOf(run);
    examineSecrets(run, this.#secrets);
    if (refreshed !== undefined)
      examineRefresh(stateAtStart, refreshed.state, { ...run, sent: refreshed.sent });
    if (ran) examine(run);
    if (command === "destroy") examineDestroyed(run);
    this.#partnerCenter.recorder.clearRequests();
    for (const name of this.#lives.keys()) if (!this.#state.has(name)) this.#lives.delete(name);
    return run;
  }

  #process(happenings: readonly Happening[]) {
    const { TransportFailure, Session, dynamicProvider, lifecycle } = this.provider;
    const owner = { dead: false };
    const clock = this.#time.clock(owner);
    const wire = new Wire(this.#partnerCenter, { TransportFailure }, clock, owner, happenings, this.#secrets);
    const settings = this.#settings();
    const session = new Session((key) => settings[key], { clock, transport: wire, random: () => 0.5 });
    const died = new Promise<never>((_, reject) => {
      wire.onDeath = () => reject(new Died("The process died."));
    });
    died.catch(() => undefined);
    wire.onInterrupt = () => session.cancellation.cancel();
    const provider = dynamicProvider(lifecycle, { session });
    return { process: { provider, wire, died }, close: () => (owner.dead = true) };
  }

  #settings(): Record<string, string> {
    const { liveDiff, maxSubmissions, login } = this.world;
    const common = {
      "partnercenter:apiBaseUrl": ORIGIN,
      "partnercenter:authorityHost": ORIGIN,
      "partnercenter:liveDiff": String(liveDiff),
      "partnercenter:maxSubmissions": String(maxSubmissions),
    };
    if (login === "refreshToken" && this.#token === "appUser") {
      const { tenantId, clientId, clientSecret } = this.#partnerCenter.tenant;
      return {
        ...common,
        "partnercenter:tenantId": tenantId,
        "partnercenter:clientId": clientId,
        "partnercenter:clientSecret": clientSecret,
        "partnercenter:refreshToken": this.#refreshToken,
      };
    }
    const accessToken = issueToken(this.#partnerCenter, this.#token);
    this.#secrets.add(accessToken);
    return { ...common, "partnercenter:accessToken": accessToken };
  }

  #happening(trouble: Trouble): Happening {
    const { at } = trouble;
    switch (trouble.what) {
      case "fault":
        return { at, what: { kind: "fault", fault: trouble.fault, times: trouble.times } };
      case "kill":
        return { at, what: { kind: "kill", when: trouble.when } };
      case "interrupt":
        return { at, what: { kind: "interrupt" } };
      case "fate":
        return { at, what: { kind: "fate", happens: () => this.#fate(trouble.fate) } };
    }
  }

  #tell(line: string): void {
    this.story.push(`${new Date(this.#time.now()).toISOString()} ${line}`);
  }

  #tellOf({ preview, phase, lines, sent }: Run): void {
    const indent = (text: string) => this.story.push(`    ${text.replaceAll("\n", " ")}`);
    indent(preview ? "preview:" : "itself:");
    for (const { number, method, customerId, qualification, status, taken } of sent) {
      indent(
        `  request ${number}: ${method} ${customerId} ${qualification ?? ""} ${status ?? "-"}${taken ? " taken" : ""}`,
      );
    }
    for (const [name, { op, error, partial }] of phase.outcomes) {
      indent(`  ${op} ${name}${error === undefined ? "" : `: FAILED${partial ? ", kept" : ""}: ${error}`}`);
    }
    for (const error of phase.errors) indent(`  error: ${error}`);
    for (const line of lines) indent(`  | ${line}`);
    if (phase.died) indent("  died");
  }
}

const ORIGIN = "https://localhost:1";

const keyOf = ({ customerId, qualification }: Args): string => `${customerId}/${qualification}`;

const ONLY_FOR: Partial<Record<keyof Args, string>> = {
  educationSegment: "Education",
  website: "Education",
  validationCode: "GovernmentCommunityCloud",
};

/** A mistake in the program is another test's matter. */
const fits = ({ qualification }: Args, name: keyof Args): boolean =>
  (ONLY_FOR[name] ?? qualification) === qualification;
