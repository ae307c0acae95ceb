import { randomUUID } from "node:crypto";
import {
  CLOUDS,
  type ObserveOptions,
  PartnerCenterClient,
  systemClock,
  type ClientSettings,
  type Clock,
  type CustomerQualificationItem,
  type QualificationsAnswer,
  type ValidationCode,
} from "../partnercenter";
import { Cancellation } from "./cancellation";
import { DeclaredCustomers } from "./declaredCustomers";
import { ALONE, FileLock, type MachineLock, type Notes, type Turn } from "./machineLock";
import { Notices } from "./notices";
import { isOutage, Outages } from "./outage";
import { Secrecy } from "./secrecy";
import { readSettings, SETTINGS_NOT_KNOWN, unknownSettings, type Settings } from "../settings/settings";
import { SETTINGS } from "../settings/settingsTable";

export { concernsOneCustomer, isOutage, isPartnerCenterError } from "./outage";

/** How old a look may be that a preview's answer rests on. It was made in this very run. */
const PREVIEW_LOOK_MAX_AGE_MS = 5 * 60_000;
/** How old a look may be that a submission rests on. */
export const ACTION_LOOK_MAX_AGE_MS = 10_000;

/** How long looks that are under way are waited for, to name their failures together. */
const OTHER_LOOKS_MS = 5_000;

/** The time of day: a look from before the machine was suspended is old. */
const TIME_OF_DAY: Clock = { ...systemClock, now: () => Date.now() };

interface Look {
  /** When it was asked for, then when it was sent: between them it may have waited for the budget of requests. */
  at: number;
  /** When it was answered. Retries may take longer than a preview's look may be old. */
  answeredAt?: number;
  /** A failure answers the same question of a preview again, but never an action. */
  failed: boolean;
  answer: Promise<unknown>;
}

/** What a look is about. */
export interface About {
  /** Whom a failure concerns; by default the key itself. */
  customer?: string;
  /** Nobody has asked for it yet, and perhaps nobody will: it says nothing about an outage. */
  ahead?: boolean;
}

/** Why nothing is looked at. */
export interface NotLooking {
  kind: "notObserved" | "notLooked";
  why: string;
}

/** What a look is made for, and whether anybody has asked for it yet. */
export interface Looking {
  lookingFor?: "preview" | "refresh";
  ahead?: boolean;
}

/** For tests: time, chance, what carries the requests, and what other processes there are. */
export type World = Pick<ClientSettings, "clock" | "random" | "transport"> & { lock?: MachineLock };

/**
 * What one provider process shares between all calls of the engine, which run concurrently: one client (one token,
 * one limiter), the looks made so far, and the order of submissions per customer.
 */
export class Session {
  /** One for the whole `pulumi` command: what support needs to follow it. */
  readonly correlationId = randomUUID();
  /** What looks are aged by, and waits are timed with. */
  readonly clock: Clock;
  readonly #configured: (key: string) => string | undefined;
  readonly #world: World;
  #settings: Settings | undefined;
  #client: PartnerCenterClient | undefined;
  #lock: MachineLock | undefined;
  readonly #looks = new Map<string, Look>();
  readonly #queues = new Map<string, Promise<unknown>>();
  readonly #outages = new Outages();
  #codes: Promise<readonly ValidationCode[]> | undefined;
  /** Why every look fails, and since when that is known: it may pass while an `up` waits. */
  #outage: { error: Error; at: number } | undefined;
  #outageShown = false;
  /** What this run must not show. */
  readonly secrecy = new Secrecy();
  /** Told by the host when the engine asks to stop. */
  readonly cancellation = new Cancellation();
  /** When this process began, by its clock. */
  readonly startedAt: number;
  // What one process happens to know may decide something that can't be undone only where what it does not know is no
  // permission: another process, or another run, may know more.
  /** Whether this run is a preview, as far as the program says it: what it finds to be mistaken fails it. */
  previewing: boolean | undefined;
  /**
   * Whether this run has begun to create something: it is an `up`, in which every `create` looks for itself. It only spares
   * `check` a look; no creation rests on what `check` saw.
   */
  creating = false;
  /**
   * Qualifications that this process was asked about, by customer, in their order. They only ever make a submission a
   * conflict. That of another process is seen by the program itself (sdk/declarations.ts).
   */
  readonly declared = new Map<string, Set<string>>();
  /** Ids of resources that this process has said it submits again: they, too, only make another one a conflict. */
  readonly resubmitted = new Set<string>();
  /**
   * Customers that the program declares: what is deleted in the same run must not remove them. Here, what is not known
   * permits, so the program tells every process what it declares, and what got known of none is refused.
   */
  readonly customers: DeclaredCustomers;

  /** Only stores: the engine's server hands the provider out before `configure` has returned. */
  constructor(
    configured: (key: string) => string | undefined,
    world: World = {},
    customers = new DeclaredCustomers(),
    readonly notices = new Notices(),
  ) {
    this.#configured = configured;
    this.customers = customers;
    notices.shownAs = (line) => this.secrecy.line(line);
    this.#world = world;
    this.clock = world.clock ?? TIME_OF_DAY;
    // The engine's server makes a session with its first call, and may have started long before.
    this.startedAt = world.clock ? world.clock.now() : performance.timeOrigin;
  }

  /**
   * Why nothing is looked at, where it isn't. `partnercenter:liveDiff` is about previews: who asks for a refresh asks for
   * a look. @throws SettingsError
   */
  notLooking(lookingFor: "preview" | "refresh"): NotLooking | undefined {
    if (this.#unknownSettings) return { kind: "notObserved", why: SETTINGS_NOT_KNOWN };
    if (lookingFor === "refresh") return undefined;
    if (!this.settings.liveDiff) return { kind: "notLooked", why: "`partnercenter:liveDiff` is false." };
    return undefined;
  }

  /** Submissions per customer; Microsoft's published limit where the settings are not known yet. @throws SettingsError */
  get maxSubmissions(): number {
    return this.#unknownSettings ? SETTINGS.maxSubmissions.takes.default : this.settings.maxSubmissions;
  }

  /** Submissions in one run, where they are bounded. @throws SettingsError */
  get maxNewSubmissions(): number | undefined {
    return this.#unknownSettings ? undefined : this.settings.maxNewSubmissions;
  }

  /** The cloud, where it is known. @throws SettingsError */
  get cloud(): string | undefined {
    return this.#unknownSettings ? undefined : (this.settings.connection.environment ?? "Global");
  }

  /** Whether a setting is an output that is not known yet: then nothing can be looked at, nor written. */
  get #unknownSettings(): boolean {
    return unknownSettings(this.#configured).length > 0;
  }

  /** @throws SettingsError, also while one of them is not known yet */
  get settings(): Settings {
    return (this.#settings ??= readSettings(this.#configured, process.env));
  }

  /** @throws SettingsError */
  get client(): PartnerCenterClient {
    if (this.#client) return this.#client;
    this.#client = new PartnerCenterClient({ ...this.settings.client(), ...this.#world });
    this.secrecy.tell(this.#client);
    return this.#client;
  }

  /** Makes a secret input known before anything is asked, so that no answer that repeats it is shown in clear. */
  protect(secret: unknown): void {
    this.secrecy.protect(secret);
  }

  /** The customer's qualifications as a preview may use them: one GET per customer and run, and none in an outage. */
  look(customerId: string, about: About = {}): Promise<readonly CustomerQualificationItem[]> {
    const read = (onSend: () => void) => this.#qualifications(customerId, { onSend });
    return this.lookAt(customerId, read, about).then(({ items }) => items);
  }

  /** What `read` answers, as a preview may use it: asked once per `key` and run, and never in an outage. */
  async lookAt<T>(
    key: string,
    read: (onSend: () => void) => Promise<T>,
    { customer = key, ahead = false }: About = {},
  ): Promise<T> {
    const outage = this.#outage;
    if (outage && this.clock.now() - outage.at <= PREVIEW_LOOK_MAX_AGE_MS) throw outage.error;
    const answer = this.secrecy.handed(this.#look(key, PREVIEW_LOOK_MAX_AGE_MS, read));
    try {
      return await (ahead ? answer : this.#judged(customer, answer));
    } catch (error) {
      // What nobody has asked for yet says nothing.
      if (!ahead && error instanceof Error && isOutage(error)) this.#outage = { error, at: this.clock.now() };
      throw error;
    }
  }

  /** The keys of this run's looks that failed like that; those that are under way are waited for a moment. */
  async failedLooks(like: (error: unknown) => boolean): Promise<string[]> {
    const failed: string[] = [];
    const answers = [...this.#looks].map(([key, { answer }]) =>
      answer.catch((error: unknown) => {
        if (like(error)) failed.push(key);
      }),
    );
    const done = new AbortController();
    const enough = this.clock.sleep(OTHER_LOOKS_MS, done.signal).catch(() => undefined);
    await Promise.race([Promise.all(answers), enough]);
    done.abort();
    return failed;
  }

  /** The answer to a look of this run, where a preview may still use one. */
  looked<T>(key: string): Promise<T> | undefined {
    const known = this.#known(key, PREVIEW_LOOK_MAX_AGE_MS);
    return known && this.secrecy.handed(known.answer as Promise<T>);
  }

  /** The customer's qualifications, recent enough to act on, and whether they are certain. */
  lookAgain(customerId: string): Promise<QualificationsAnswer> {
    return this.#judged(customerId, this.secrecy.handed(this.lookAhead(customerId)));
  }

  /** The same, looked at anew until the answer is certain. @throws where it never is */
  lookForCertain(customerId: string): Promise<QualificationsAnswer> {
    this.forget(customerId);
    return this.#judged(customerId, this.secrecy.handed(this.lookAhead(customerId, true)));
  }

  /** Begins what {@link lookAgain} answers, for who is going to ask soon. */
  lookAhead(customerId: string, certain = false): Promise<QualificationsAnswer> {
    // Before the looks of previews: an `up` asks for those of all that it has still to create.
    return this.#look(customerId, ACTION_LOOK_MAX_AGE_MS, (onSend) =>
      this.#qualifications(customerId, { onSend, urgent: true, certain }),
    );
  }

  /** Judged by those who asked only: what is looked at ahead may be of no concern any more. */
  async #judged<T>(customer: string, answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      throw this.#outages.widened(customer, error);
    }
  }

  #qualifications(customerId: string, call: ObserveOptions): Promise<QualificationsAnswer> {
    const { correlationId } = this;
    return this.client.observeCustomerQualifications(customerId, { correlationId, ...call });
  }

  /** The partner's own validation codes: read once in a run, since only Microsoft hands out new ones. */
  validationCodes(): Promise<readonly ValidationCode[]> {
    return (this.#codes ??= this.client
      .getValidationCodes({ correlationId: this.correlationId })
      .catch((error: unknown) => {
        // Read again for the next one, or all that follow would be submitted unchecked.
        this.#codes = undefined;
        throw error;
      }));
  }

  /**
   * To be called when what was looked at (a customer's qualifications, or a key's) has, or may have, changed, with the
   * time of that where it is known: a look after it stays good.
   */
  forget(key: string, changedAt = Infinity): void {
    const look = this.#looks.get(key);
    if (look && look.at <= changedAt) this.#looks.delete(key);
  }

  /** A look that is recent enough. One that failed answers a preview again, but no action. */
  #known(key: string, maxAgeMs: number): Look | undefined {
    const known = this.#looks.get(key);
    if (!known) return undefined;
    const now = this.clock.now();
    const toAct = maxAgeMs === ACTION_LOOK_MAX_AGE_MS;
    const from = toAct ? known.at : (known.answeredAt ?? now);
    return now - from <= maxAgeMs && !(known.failed && toAct) ? known : undefined;
  }

  #look<T>(key: string, maxAgeMs: number, read: (onSend: () => void) => Promise<T>): Promise<T> {
    const known = this.#known(key, maxAgeMs);
    if (known) return known.answer as Promise<T>;
    const look = { at: this.clock.now(), failed: false } as Look;
    const answer = read(() => (look.at = this.clock.now())).then((seen) => {
      this.#outages.succeeded();
      return seen;
    });
    look.answer = answer;
    this.#looks.set(key, look);
    const answered = (failed: boolean) => Object.assign(look, { failed, answeredAt: this.clock.now() });
    answer.then(
      () => answered(false),
      () => answered(true),
    );
    return answer;
  }

  /**
   * Whether an error is every customer's and has been thrown before. During a refresh the engine goes on to ask for
   * every resource and would show as many errors as there are customers; one fails the run.
   */
  alreadyShown(error: unknown): boolean {
    if (!isOutage(error)) return false;
    const shown = this.#outageShown;
    this.#outageShown = true;
    return shown;
  }

  /**
   * Runs one at a time per customer, or whatever the key says: from the look to the recorded answer nothing of this
   * machine may come between, of this process or another one. @throws Interrupted where it was to stop before its turn
   */
  async exclusively<T>(key: string, work: (notes: Notes) => Promise<T>, turn: Turn): Promise<T> {
    const before = this.#queues.get(key) ?? Promise.resolve();
    const held = (): Promise<T> => this.#machine.hold(`${this.#apiHost} ${key}`, work, turn);
    const mine = before.then(held, held);
    this.#queues.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.#queues.get(key) === mine) this.#queues.delete(key);
    }
  }

  get #machine(): MachineLock {
    if (this.#world.lock) return this.#world.lock;
    // What carries the requests in a test reaches nothing that others reach, too.
    if (this.#world.transport) return ALONE;
    return (this.#lock ??= new FileLock(this.settings.lockFolder, (line, severity) =>
      this.notices.tellStackOnce(line, severity),
    ));
  }

  /** One customer may be two clouds', or the emulator's. */
  get #apiHost(): string {
    const { environment, apiBaseUrl } = this.settings.connection;
    const url = apiBaseUrl ?? CLOUDS[environment ?? "Global"].apiBaseUrl;
    // What is no URL fails with the first request, and says so.
    return URL.canParse(url) ? new URL(url).host : url;
  }
}
