import * as pulumi from "@pulumi/pulumi";
import { valueOf } from "./outputs";

/**
 * Pulumi's option `customTimeouts` reaches no provider: the engine only keeps it. So the resource classes read it and
 * hand it along as an input that the provider takes out of the state (`__customTimeouts`): it bounds what `up` waits for.
 */

/** What a resource waits for, in the words of a warning. */
export interface Wait {
  /** Such as "the vetting". */
  readonly forWhat: string;
  /** The input that switches the wait on. */
  readonly input: string;
  readonly on: pulumi.Input<boolean | undefined>;
}

/** In milliseconds, by operation. */
export type Timeouts = Partial<Record<"create" | "update", number>>;

export interface ReadTimeouts {
  /** The options without values that the engine itself would refuse, which ends the whole program. */
  readonly opts: pulumi.CustomResourceOptions;
  /** What the resource hands along; undefined where nothing is set that bounds something. */
  readonly timeouts: Timeouts | undefined;
  /** Why what is set can't be read. */
  readonly mistake: string | undefined;
}

/** The operations whose waits it can bound. */
const BOUNDED = ["create", "update"] as const;

/** Go's units (`time.ParseDuration`), which Pulumi takes, in milliseconds. */
const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** A duration of Pulumi's, such as `4s` or `1h30m`, in milliseconds; undefined where it is none. */
export function durationMs(text: unknown): number | undefined {
  if (text === "0" || text === "+0") return 0;
  if (typeof text !== "string" || !/^\+?((\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h))+$/.test(text))
    return undefined;
  let ms = 0;
  for (const [, number, unit = ""] of text.matchAll(/([\d.]+)(\D+)/g))
    ms += Number(number) * (UNITS[unit] ?? 0);
  return Number.isFinite(ms) ? ms : undefined;
}

/**
 * Reads the option of one resource, and warns once of what it can't bound.
 * @param wait what the resource waits for; undefined where it never waits
 */
export function customTimeouts(
  type: string,
  name: string,
  opts: pulumi.CustomResourceOptions,
  wait: Wait | undefined,
): ReadTimeouts {
  const given = opts.customTimeouts as unknown;
  if (given === undefined || given === null) return { opts, timeouts: undefined, mistake: undefined };
  if (typeof given !== "object") return refused(opts, `\`customTimeouts\` ${MUST_BE}${found(given)}.`);
  const set = Object.entries(given).filter(
    ([, value]) => value !== undefined && value !== null && value !== "",
  );
  const wrong = set.filter(([, value]) => durationMs(value) === undefined);
  if (wrong.length > 0) {
    const each = wrong.map(([key, value]) => `\`customTimeouts.${key}\` ${MUST_BE}${found(value)}.`);
    return refused(opts, each.join(" "));
  }
  void warn(type, name, set, opts.id ? undefined : wait);
  // Zero is Pulumi's own "not set".
  const bounds = BOUNDED.map(
    (key) => [key, durationMs((given as Record<string, unknown>)[key])] as const,
  ).filter(([, ms]) => ms !== undefined && ms > 0);
  const timeouts = bounds.length > 0 && wait ? (Object.fromEntries(bounds) as Timeouts) : undefined;
  return { opts, timeouts, mistake: undefined };
}

const MUST_BE = 'must be a duration such as "4s", "90m" or "1h30m"';

const found = (value: unknown): string => `; found ${String(JSON.stringify(value)).slice(0, 80)}`;

function refused(
  { customTimeouts: _, ...opts }: pulumi.CustomResourceOptions,
  mistake: string,
): ReadTimeouts {
  return { opts, timeouts: undefined, mistake };
}

/** A component has no operations of its own, and hands the option to none of its children. */
export function warnOfComponent(
  type: string,
  name: string,
  opts: pulumi.ComponentResourceOptions = {},
): void {
  const set = Object.entries(opts.customTimeouts ?? {}).filter(([, value]) => Boolean(value));
  if (set.length > 0) warnOnce(type, name, set, "Pulumi does not hand it on to the resources inside");
}

/** The warnings of each program: one for each type and input is enough. */
const warned = new WeakMap<object, Set<string>>();

async function warn(
  type: string,
  name: string,
  set: readonly [string, unknown][],
  wait: Wait | undefined,
): Promise<void> {
  if (set.length === 0) return;
  if (wait === undefined) return warnOnce(type, name, set, `no operation of it waits`);
  const others = set.filter(([key]) => !(BOUNDED as readonly string[]).includes(key));
  const bounds = set.filter((one) => !others.includes(one));
  if (others.length > 0) warnOnce(type, name, others, `only a create or an update waits for ${wait.forWhat}`);
  if (bounds.length > 0 && (await isOff(wait.on)))
    warnOnce(type, name, bounds, `it bounds the wait for ${wait.forWhat}, and \`${wait.input}\` is not true`);
}

/** Whether it is certain by now that nothing waits. */
async function isOff(on: Wait["on"]): Promise<boolean> {
  if (on === undefined || typeof on === "boolean") return on !== true;
  // An output that fails says so by the resource's own input.
  return (await valueOf(on).catch(() => undefined)) === false;
}

function warnOnce(type: string, name: string, set: readonly [string, unknown][], why: string): void {
  const stack = pulumi.runtime.getStackResource();
  if (stack === undefined) return;
  const inputs = set.map(([key]) => `\`customTimeouts.${key}\``).join(" and ");
  const text = `${inputs} ${set.length > 1 ? "have" : "has"} no effect on a ${type}: ${why}.`;
  const told = warned.get(stack) ?? new Set<string>();
  warned.set(stack, told);
  if (told.has(text)) return;
  told.add(text);
  void pulumi.log.warn(`${name}: ${text}`);
}
