import type { Clock } from "../../../provider/partnercenter";
import {
  type ClientSettings,
  PartnerCenterClient,
  PartnerCenterError,
} from "../../../provider/partnercenter";

export const CUSTOMER = "11111111-2222-4333-8444-555555555555";
export const TOKEN = "an-access-token-of-the-test";

/** Time that passes only by sleeping: each sleep moves it on at once, in the order of the sleeps' ends. */
export class VirtualClock implements Clock {
  #now: number;
  readonly slept: number[] = [];

  constructor(now = Date.UTC(2026, 0, 1)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.slept.push(ms);
    this.#now += ms;
    await Promise.resolve();
  }
}

/** A client of a server on loopback whose waits take no time. */
export function clientOf(url: string, settings: Partial<ClientSettings> = {}): PartnerCenterClient {
  return new PartnerCenterClient({
    login: { kind: "accessToken", accessToken: TOKEN },
    apiBaseUrl: url,
    clock: new VirtualClock(),
    random: () => 0.5,
    proxyEnvironment: {},
    ...settings,
  });
}

/** The client's error that a promise ends with; fails the test if it ends otherwise. */
export async function errorOf(promise: Promise<unknown>): Promise<PartnerCenterError> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ("value" in outcome) throw new Error(`expected a failure, got ${JSON.stringify(outcome.value)}`);
  if (!(outcome.error instanceof PartnerCenterError)) throw outcome.error;
  return outcome.error;
}

/** What an iteration gives, as a list. */
export async function allOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
