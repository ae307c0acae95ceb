import { PartnerCenter } from "../../emulator";
import { Engine, type Args, type Phase, type Properties, type State } from "./engine";
import { examine, examineDestroyed, examineRefresh, examineSecrets } from "./examine";
import { befall } from "./fate";
import type { Life } from "./oracle";
import { ORIGIN, Processes } from "./processes";
import type { Provider } from "./provider";
import type { Run } from "./run";
import { CUSTOMERS, fits, QUALIFICATIONS, type Slot, SLOTS } from "./slots";
import { type Fate, type Step, type Trouble, VALIDATION_CODES, type World, WRONG_CODE } from "./steps";
import { InvariantBroken } from "./storable";
import { tellOf } from "./story";
import { SimulatedTime } from "./time";
import type { Happening, Sent } from "./wire";

/** Lines that the provider's processes print; the tests put it in the place of standard output. */
export type Printed = (line: string) => void;

type Command = Extract<Step, { do: "command" }>;
type Stack = 0 | 1;

/** One phase of a command: a preview, or what it does itself. */
interface Task {
  step: Command;
  stack: Stack;
  preview: boolean;
  happenings: readonly Happening[];
  previewed?: Run;
  /** Another command is under way at the same time. */
  beside: boolean;
}

/** One walk of people and fate, step by step, with everything examined after each. */
export class Walk {
  /** What happened, for a person to read. */
  readonly story: string[] = [];
  readonly #time = new SimulatedTime();
  readonly #partnerCenter: PartnerCenter;
  readonly #processes: Processes;
  /** By the name of the slot; the resource's own may have changed. */
  readonly #program = new Map<string, Slot>();
  readonly #states: [State, State] = [new Map(), new Map()];
  readonly #lives = new Map<string, Life>();
  readonly #secrets: Set<string>;

  constructor(
    provider: Provider,
    private readonly world: World,
    /** Hands all that is printed from now on to this function. */
    private readonly listen: (printed: Printed) => void,
  ) {
    const { answerStyle, idempotent, vetting, latencyMs, listBehindMs, logBehindMs, logReadable } = world;
    this.#partnerCenter = new PartnerCenter({
      clock: this.#time.clock(),
      answerStyle,
      idempotent,
      latencyMs,
      listBehindMs,
      activityLogBehindMs: logBehindMs,
      activityLogReadable: logReadable,
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
    const { clientSecret } = this.#partnerCenter.tenant;
    this.#secrets = new Set([...VALIDATION_CODES, WRONG_CODE, clientSecret]);
    this.#processes = new Processes(provider, world, this.#partnerCenter, this.#time, this.#secrets);
    this.#secrets.add(this.#processes.refreshToken);
    for (const slot of [SLOTS[0]!, ...(world.stacks === 2 ? [SLOTS[5]!] : [])])
      this.#program.set(slot.name, structuredClone(slot));
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
      case "rename":
      case "replace on changes":
      case "taint":
        return this.#edit(step);
      case "declare":
      case "undeclare": {
        const slot = SLOTS[step.slot]!;
        if (slot.stack === 1 && this.world.stacks === 1) return;
        if (step.do === "undeclare") this.#program.delete(slot.name);
        else if (!this.#program.has(slot.name)) this.#program.set(slot.name, structuredClone(slot));
        return this.#tell(`${step.do} ${slot.name} (${keyOf(slot.args)})`);
      }
      case "fate":
        return this.#fate(step.fate);
      case "lose the state":
        this.#states[0].clear();
        this.#forgetLives();
        return this.#tell("the state is lost");
      case "pass":
        this.#time.pass(step.minutes * 60_000);
        return this.#tell(`${step.minutes} minutes pass`);
      case "token":
        this.#processes.token = step.token;
        return this.#tell(`the access token is now: ${step.token}`);
    }
  }

  #edit(
    step: Extract<Step, { do: "edit" | "move" | "unknown" | "rename" | "replace on changes" | "taint" }>,
  ) {
    const entry = this.#entry(step.slot);
    if (entry === undefined) return;
    const { args } = entry;
    switch (step.do) {
      case "move":
        args.customerId = CUSTOMERS[step.customer] ?? "";
        return this.#tell(`edit ${entry.name}: customerId = ${args.customerId}`);
      case "unknown": {
        const { input } = step;
        if (input !== undefined && args[input] === undefined) return;
        entry.unknown = input === undefined ? [] : [input];
        return this.#tell(`edit ${entry.name}: ${input ?? "nothing"} is not known in a preview`);
      }
      case "rename": {
        const was = entry.name;
        entry.name = was.endsWith("Anew") ? was.slice(0, -"Anew".length) : `${was}Anew`;
        return this.#tell(`rename ${was}, without an alias: ${entry.name}`);
      }
      case "replace on changes":
        entry.replaceOnChanges = entry.replaceOnChanges !== true;
        return this.#tell(
          `edit ${entry.name}: replaceOnChanges is ${entry.replaceOnChanges ? '["*"]' : "gone"}`,
        );
      case "taint": {
        const state = this.#states[entry.stack].get(entry.name);
        if (state === undefined) return;
        this.#states[entry.stack].set(entry.name, { ...state, tainted: true });
        return this.#tell(`$ pulumi state taint ${entry.name}`);
      }
      case "edit": {
        const { name, value } = step.edit;
        if (!fits(args, name)) return;
        if (value === undefined) delete args[name];
        else Object.assign(args, { [name]: value });
        entry.unknown = entry.unknown.filter((input) => args[input] !== undefined);
        return this.#tell(`edit ${entry.name}: ${name} = ${JSON.stringify(value)}`);
      }
    }
  }

  #entry(slot: number): Slot | undefined {
    const slots = [...this.#program.values()];
    return slots[slot % Math.max(1, slots.length)];
  }

  #fate(fate: Fate): void {
    const { customer, qualification, event } = fate;
    const id = CUSTOMERS[customer] ?? "";
    const name = QUALIFICATIONS[qualification] ?? "Education";
    const there = befall(this.#partnerCenter, fate.event, id, name);
    this.#tell(`Microsoft: ${event} ${name} of ${id}${there ? "" : " (not there)"}`);
  }

  async #command(step: Command): Promise<void> {
    const { command, continueOnError, troubles, inPreview } = step;
    const [verb] = command.split(" --");
    const stack: Stack = this.world.stacks === 2 && step.other ? 1 : 0;
    const beside = this.world.stacks === 2 && step.beside === true && verb === "up";
    const where =
      verb === "up" || verb === "destroy" ? (inPreview ? ", in its preview" : ", in the up itself") : "";
    const said = troubles.length === 0 ? "" : ` with ${JSON.stringify(troubles)}${where}`;
    const replaced = this.#replaced(step, stack);
    const flags = [
      ...(continueOnError ? ["continue-on-error"] : []),
      ...[...replaced].map((one) => `replace ${one}`),
    ];
    this.#tell(
      `$ pulumi ${[command, ...flags].join(" --")}${stack === 1 ? " (the other stack)" : ""}` +
        `${beside ? ", and beside it the same of the other one" : ""}${said}`,
    );
    const happenings = troubles.map((trouble) => this.#happening(trouble));

    const tasks: Task[] = [];
    for (const one of beside ? ([stack, stack === 0 ? 1 : 0] as const) : [stack]) {
      const own = one === stack ? happenings : [];
      let previewed: Run | undefined;
      if (verb !== "refresh") {
        const during = verb === "preview" || inPreview ? own : [];
        const preview = { step, stack: one, preview: true, happenings: during, beside: false };
        [previewed] = await this.#run([preview]);
        if (verb === "preview" || previewed?.phase.failed || previewed?.phase.died) continue;
      }
      const during = inPreview && verb !== "refresh" ? [] : own;
      tasks.push({ step, stack: one, preview: false, happenings: during, previewed, beside });
    }
    if (tasks.length > 0) await this.#run(tasks);
  }

  /** Names that `--replace` gives. */
  #replaced({ replace }: Command, stack: Stack): ReadonlySet<string> {
    const entry = replace === undefined ? undefined : this.#entry(replace);
    return new Set(entry?.stack === stack ? [entry.name] : []);
  }

  /** Phases that go on beside each other, each with provider processes of its own. */
  async #run(tasks: readonly Task[]): Promise<Run[]> {
    const lines: string[] = [];
    this.listen((line) => lines.push(line.trimEnd()));
    const started = tasks.map((task) => this.#begin(task));
    try {
      await this.#time.run(Promise.all(started.map(({ work }) => work())));
    } catch (error) {
      if (error instanceof InvariantBroken) throw error;
      throw new InvariantBroken(
        "no crash and no hang",
        error instanceof Error ? String(error.stack) : String(error),
      );
    } finally {
      for (const { close } of started) close();
      this.#partnerCenter.faults.clear();
      this.listen(() => undefined);
    }
    const runs = started.map(({ judge }) => judge(lines));
    this.#partnerCenter.recorder.clearRequests();
    this.#forgetLives();
    return runs;
  }

  #forgetLives(): void {
    for (const name of this.#lives.keys())
      if (!this.#states.some((state) => state.has(name))) this.#lives.delete(name);
  }

  #begin({ step, stack, preview, happenings, previewed, beside }: Task) {
    const { command, continueOnError } = step;
    const state: State = preview ? new Map(this.#states[stack]) : this.#states[stack];
    const stateAtStart = new Map(state);
    const program = structuredClone([...this.#program.values()].filter((slot) => slot.stack === stack));
    const { processes, close } = this.#processes.start(happenings);
    const replace = this.#replaced(step, stack);
    const engine = (): Engine => new Engine(processes, state, { preview, continueOnError, replace });
    const sent = (): Sent[] => processes.flatMap(({ wire }) => wire.sent).sort((a, b) => a.order - b.order);
    const refreshes = command.endsWith("refresh");
    const startedAt = this.#time.now();
    let phase: Phase = { outcomes: new Map(), errors: [], failed: false, died: false };
    let refreshed: { state: State; sent: readonly Sent[] } | undefined;
    let ran = false;
    const work = async (): Promise<void> => {
      if (command === "destroy") {
        phase = await engine().destroy();
        return;
      }
      if (refreshes) {
        phase = await engine().refresh();
        refreshed = { state: new Map(state), sent: sent() };
      }
      if (command === "refresh" || phase.failed || phase.died) return;
      ran = true;
      phase = await engine().run(program);
    };
    const judge = (lines: readonly string[]): Run => {
      const run: Run = {
        preview,
        phase,
        program,
        read: stateAtStart,
        before: refreshed?.state ?? stateAtStart,
        after: state,
        sent: sent(),
        logReads: processes.flatMap(({ wire }) => wire.logReads).sort((a, b) => a.order - b.order),
        told: new Map(processes.map(({ wire }) => [wire.sender, wire.told])),
        senders: processes.map(({ wire }) => wire.sender),
        ofMachine: this.#processes.sent(),
        startedAt,
        endedAt: this.#time.now(),
        replace,
        lines,
        troubled: happenings.length > 0 || beside || this.#processes.token !== "appUser",
        refreshes,
        liveDiff: this.world.liveDiff,
        maxSubmissions: this.world.maxSubmissions,
        unreported: new Set([...this.#lives.keys()].filter((name) => this.#lives.get(name)?.unreported)),
        lives: this.#lives,
        previewed,
      };
      this.story.push(...tellOf(run));
      examineSecrets(run, this.#secrets);
      if (refreshed !== undefined)
        examineRefresh(stateAtStart, refreshed.state, { ...run, sent: refreshed.sent });
      if (ran) examine(run);
      if (command === "destroy") examineDestroyed(run);
      return run;
    };
    return { work, close, judge };
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
}

const keyOf = ({ customerId, qualification }: Args | Properties): string =>
  `${String(customerId)}/${String(qualification)}`;
