import { plain, SECRET, SIGNATURE, UNKNOWN, type Properties } from "../../engineValues";
import { Struct } from "./rpc";

/** What goes over the wire: a Struct, in which a secret, an output and a value that is not known yet have forms of their own. */

/** Where the secrets are in some properties: `true` for a value that is one, or holds one that can't be named apart. */
export type Marks = true | { readonly [name: string]: Marks };

export interface Received {
  /** As the lifecycle takes them: without any form of the wire's own, but for what is not known yet. */
  values: Properties;
  secrets: Marks;
}

/** The form of an output (`specialOutputValueSig` of @pulumi/pulumi's runtime/rpc). */
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

const NOTHING: Marks = {};

export function received(struct: Struct | undefined): Received {
  const [values, secrets] = opened(struct?.toJavaScript() ?? {});
  return { values: values as Properties, secrets: secrets ?? NOTHING };
}

/** The value without the forms of the wire, and where a secret is in it. */
function opened(value: unknown): [unknown, Marks | undefined] {
  if (Array.isArray(value)) {
    const items = value.map(opened);
    // A list keeps no names, so all of it is a secret where a part is.
    return [items.map(([item]) => item), items.some(([, marks]) => marks !== undefined) || undefined];
  }
  if (typeof value !== "object" || value === null) return [value, undefined];
  const { [SIGNATURE]: form, ...rest } = value as Properties;
  if (form === SECRET) return [opened(rest["value"])[0], true];
  if (form === OUTPUT) {
    const [inner, marks] = "value" in rest ? opened(rest["value"]) : [UNKNOWN, undefined];
    return [inner, rest["secret"] === true || marks];
  }
  const marked: Record<string, Marks> = {};
  const entries = Object.entries(value).map(([name, one]): [string, unknown] => {
    const [inner, marks] = opened(one);
    if (marks !== undefined) marked[name] = marks;
    return [name, inner];
  });
  return [Object.fromEntries(entries), Object.keys(marked).length === 0 ? undefined : marked];
}

/**
 * @param secretNames what is a secret however the program gave it
 * @param secrets what the program, or the state, calls one: it stays one wherever it stands under the same name
 */
export function sent(properties: object, secretNames: readonly string[], ...secrets: Marks[]): Struct {
  const clean = plain(properties, secretNames);
  return Struct.fromJavaScript(secrets.reduce<Properties>(marked, clean) as Record<string, never>);
}

function marked(properties: Properties, marks: Marks): Properties {
  if (marks === true) return Object.fromEntries(Object.entries(properties).map(([k, v]) => [k, secret(v)]));
  const names = Object.keys(marks).filter((name) => Object.hasOwn(properties, name));
  return {
    ...properties,
    ...Object.fromEntries(names.map((name) => [name, asMarked(properties[name], marks[name] as Marks)])),
  };
}

function asMarked(value: unknown, marks: Marks): unknown {
  if (isSecret(value)) return value;
  const inside = typeof value === "object" && value !== null && !Array.isArray(value) && marks !== true;
  return inside ? marked(value as Properties, marks) : secret(value);
}

const isSecret = (value: unknown): boolean =>
  typeof value === "object" && value !== null && (value as Properties)[SIGNATURE] === SECRET;

const secret = (value: unknown): unknown =>
  value === null || isSecret(value) ? value : { [SIGNATURE]: SECRET, value };

/** Whether the property of this name is a secret, or holds one. */
export const isMarked = (marks: Marks, name: string): boolean => marks === true || Object.hasOwn(marks, name);

/** The texts that are secrets by these marks. */
export function secretTexts(values: unknown, marks: Marks | undefined): string[] {
  if (marks === undefined || values === undefined || values === null) return [];
  if (marks === true) return textsIn(values);
  if (typeof values !== "object") return [];
  return Object.entries(marks).flatMap(([name, inner]) => secretTexts((values as Properties)[name], inner));
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return value === UNKNOWN ? [] : [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** What a drift says of a secret property is as secret. */
export function withDrift(secrets: Marks, { drift }: Properties): Marks {
  if (secrets === true || typeof drift !== "object" || drift === null) return secrets;
  const names = Object.keys(drift).filter((name) => isMarked(secrets, name.split(".")[0] ?? ""));
  return names.length === 0
    ? secrets
    : { ...secrets, drift: Object.fromEntries(names.map((name) => [name, true])) };
}

/** What the program declares: what begins with `__` is the engine's, or a host's. */
export const own = (properties: Properties): Properties =>
  Object.fromEntries(Object.entries(properties).filter(([name]) => !name.startsWith("__")));
