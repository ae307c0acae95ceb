import * as pulumi from "@pulumi/pulumi";
import { ByCustomer, type CustomerKey } from "../provider/declared/byCustomer";
import { concern, judge, type Declaration, type Kind } from "../provider/declared/contradictions";
import { plainly, valueOf } from "./outputs";
import { programYields } from "./turns";

/**
 * What one program declares, in all its parts: each of the engine's provider processes knows a part of it only, in the
 * order in which it happens to be reached. So the resource classes compare the declarations, and hand along what is
 * mistaken as an input that the provider refuses (`__mistake`, which never reaches the state). An input that is a promise
 * keeps a resource from being registered until the program has declared all that it declares without waiting: of two
 * that contradict each other, neither is submitted.
 */

/** How long the values of two declarations of one thing may take to become known, before they are compared without. */
const QUIET_MS = 1000;

interface Entry extends Declaration {
  /** How many of its type the program has declared before. */
  readonly place: number;
  /** What the customer is known by. */
  readonly keys: Set<CustomerKey>;
  /** When no value is pending that may become known. */
  settled: Promise<unknown>;
}

/** What a program declares of one type of resource. */
interface Declared {
  count: number;
  readonly byCustomer: ByCustomer<Entry>;
}

/**
 * By the stack that the program deploys, then by the type of resource. Several copies of this package may be loaded, of
 * several versions: what stands here keeps its shape.
 */
type Programs = WeakMap<object, Map<string, Declared>>;
const REGISTRY = Symbol.for("pulumi-partnercenter:declarations:2");
const programs = ((globalThis as { [REGISTRY]?: Programs })[REGISTRY] ??= new WeakMap());

export interface ComparedDeclaration {
  type: string;
  name: string;
  kind: Kind;
  args: object;
  /** What the customer is known by; what is undefined says nothing. */
  customer: readonly pulumi.Input<string | undefined>[];
  what: pulumi.Input<string> | undefined;
  opts: pulumi.CustomResourceOptions;
  /** Why this one can't be meant, whatever else is declared. */
  mistake?: string;
}

/** Why a declaration can't be meant: by itself, or together with another one. */
export async function mistakeIn(declared: ComparedDeclaration): Promise<string | undefined> {
  const mistakes = [declared.mistake, await mistakeAmongOthers(declared)].filter((one) => one !== undefined);
  return mistakes.length === 0 ? undefined : mistakes.join(" ");
}

/**
 * Notes a declaration. When the program has declared all that it declares without waiting, answers why this one can't be
 * meant together with another one, and warns where the same is declared twice.
 */
async function mistakeAmongOthers(declared: ComparedDeclaration): Promise<string | undefined> {
  const { type, kind, opts } = declared;
  const stack = pulumi.runtime.getStackResource();
  // What is only read, as whatever has an id, declares nothing. Without a stack it is a user's unit test, of one program
  // after the other.
  if (stack === undefined || Boolean(opts.id)) return undefined;
  const types = programs.get(stack) ?? new Map<string, Declared>();
  programs.set(stack, types);
  const all = types.get(type) ?? { count: 0, byCustomer: new ByCustomer() };
  types.set(type, all);
  const [entry, identified] = entryOf(declared, all);
  await identified;
  await programYields();

  const others = all.byCustomer
    .others(entry.keys, entry)
    .filter((other) => concern(entry, other))
    .sort((a, b) => a.place - b.place);
  if (others.length === 0) return undefined;
  await atMost(
    QUIET_MS,
    [entry, ...others].map(({ settled }) => settled),
  );
  const verdicts = others.map((other) => {
    const before = other.place < entry.place;
    const shared = [...entry.keys].find((key) => typeof key === "string" && other.keys.has(key));
    const customer = typeof shared === "string" ? shared : undefined;
    return {
      before,
      ...(before ? judge(kind, customer, other, entry) : judge(kind, customer, entry, other)),
    };
  });
  const mistakes = verdicts.flatMap(({ mistake = [] }) => mistake);
  if (mistakes.length > 0) return mistakes.join(" ");
  // Each pair is named once.
  const warning = verdicts.find(({ before }) => before)?.warning;
  if (warning !== undefined) void pulumi.log.warn(warning);
  return undefined;
}

/** An entry with all that is plain in it, and when it is known whom and what it declares, as far as that gets known. */
function entryOf(
  { name, args, customer, what, opts }: ComparedDeclaration,
  all: Declared,
): [Entry, Promise<unknown>] {
  const parent = (opts.parent as { __name?: string } | undefined)?.__name;
  const entry: Entry = {
    name,
    parent,
    place: all.count++,
    what: undefined,
    values: {},
    pending: new Set(),
    keys: new Set(),
    settled: Promise.resolve(),
  };
  const know = (key: CustomerKey): void => {
    entry.keys.add(key);
    all.byCustomer.add(key, entry);
  };
  const waits = [
    ...customer.map((input) => {
      if (pulumi.Output.isInstance(input)) know(input);
      return whenPlain(input, (id) => know(id.toLowerCase()));
    }),
    whenPlain(what, (text) => (entry.what = text)),
  ];
  const values = Object.entries(args).map(([input, value]) => noteValue(entry, input, value));
  entry.settled = Promise.all(values);
  return [entry, Promise.all(waits)];
}

/**
 * At once where the input is plain; else as soon as it is known, unless it is a secret. Only texts are noted: what else a
 * program without types hands over, such as null, is the provider's to refuse.
 */
async function whenPlain(
  input: pulumi.Input<string | undefined>,
  note: (text: string) => void,
): Promise<void> {
  const text = typeof input === "object" ? await plainly(input) : input;
  if (typeof text === "string") note(text);
}

async function noteValue({ values, pending }: Entry, name: string, value: unknown): Promise<void> {
  if (typeof value !== "object" || value === null) {
    values[name] = value;
    return;
  }
  pending.add(name);
  // What fails says so by the resource's own input.
  const known = await valueOf(value).catch(() => undefined);
  if (known === undefined) return;
  values[name] = known;
  pending.delete(name);
}

async function atMost(ms: number, work: readonly Promise<unknown>[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([Promise.all(work), over]);
  clearTimeout(timer);
}
