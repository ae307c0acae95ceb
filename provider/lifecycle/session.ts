import { randomUUID } from "node:crypto";
import { CLOUDS, PartnerCenterClient, systemClock, type ClientSettings, type Clock } from "../partnercenter";
import { readSettings, SETTINGS_NOT_KNOWN, unknownSettings, type Settings } from "../settings/settings";
import { SETTINGS } from "../settings/settingsTable";
import { Cancellation } from "./cancellation";
import { isJsonPreview, isPlanned } from "./command";
import { DeclaredCustomers } from "./declaredCustomers";
import { Looks } from "./looks";
import type { Journal } from "./journal";
import { ALONE, FileLock, type MachineLock, type Turn } from "./machineLock";
import { Notices } from "./notices";
import { Secrecy } from "./secrecy";

/** The time of day: a look from before the machine was suspended is old. */
const TIME_OF_DAY: Clock = { ...systemClock, now: () => Date.now() };

/** Why nothing is looked at. */
export interface NotLooking {
  kind: "notObserved" | "notLooked";
  why: string;
}

/** For tests: time, chance, what carries the requests, what other processes there are, and how the engine was called. */
export type World = Pick<ClientSettings, "clock" | "random" | "transport"> & {
  lock?: MachineLock;
  planned?: boolean;
  jsonPreview?: boolean;
};

/**
 * What one provider process shares between all calls of the engine, which run concurrently: one client (one token,
 * one limiter), the looks made so far, and the order of writes per customer. What a resource type remembers of a run is
 * its own (remembered.ts).
 */
export class Session {
  /** One for the whole `pulumi` command: what support needs to follow it. */
  readonly correlationId = randomUUID();
  /** What looks are aged by, and waits are timed with. */
  readonly clock: Clock;
  /** When this process began, by its clock. */
  readonly startedAt: number;
  /** What this run must not show. */
  readonly secrecy = new Secrecy();
  readonly looks: Looks;
  /** Told by the host when the engine asks to stop. */
  readonly cancellation = new Cancellation();
  /** Whether this run is a preview, as far as anybody says it: what it finds to be mistaken fails it. */
  previewing: boolean | undefined;
  /**
   * Whether this run has begun to create something: it is an `up`, in which every `create` looks for itself. It only spares
   * `check` a look; no creation rests on what `check` saw.
   */
  creating = false;
  readonly #configured: (key: string) => string | undefined;
  readonly #world: World;
  #hasUnknownSettings: boolean | undefined;
  #settings: Settings | undefined;
  #client: PartnerCenterClient | undefined;
  #lock: MachineLock | undefined;
  #planned: boolean | undefined;
  readonly #queues = new Map<string, Promise<unknown>>();

  /**
   * Only stores: the engine's server hands the provider out before `configure` has returned.
   *
   * @param customers - customers that the program declares: what is deleted in the same run must not remove them. Here, what
   *   is not known permits, so the program tells every process what it declares, and what got known of none is refused
   */
  constructor(
    configured: (key: string) => string | undefined,
    world: World = {},
    readonly customers = new DeclaredCustomers(),
    readonly notices = new Notices(),
  ) {
    this.#configured = configured;
    notices.shownAs = (line) => this.secrecy.line(line);
    this.#world = world;
    this.clock = world.clock ?? TIME_OF_DAY;
    this.looks = new Looks(this.clock, this.secrecy);
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

  /** Whether a plan holds this run, or is made by it. */
  get planned(): boolean {
    return (this.#planned ??= this.#world.planned ?? isPlanned());
  }

  /** Whether this run is a preview that prints JSON. */
  get jsonPreview(): boolean {
    return this.#world.jsonPreview ?? isJsonPreview();
  }

  /** Whether a setting is an output that is not known yet: then nothing can be looked at, nor written. */
  get #unknownSettings(): boolean {
    return (this.#hasUnknownSettings ??= unknownSettings(this.#configured).length > 0);
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

  /** What every request of this run carries. */
  get call(): { correlationId: string } {
    return { correlationId: this.correlationId };
  }

  /** Makes a secret input known before anything is asked, so that no answer that repeats it is shown in clear. */
  protect(secret: unknown): void {
    this.secrecy.protect(secret);
  }

  /**
   * Runs one at a time per customer, or whatever the key says: from the look to the recorded answer nothing of this
   * machine may come between, of this process or another one. @throws Interrupted where it was to stop before its turn
   */
  async exclusively<T>(key: string, work: (journal: Journal) => Promise<T>, turn: Turn): Promise<T> {
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
