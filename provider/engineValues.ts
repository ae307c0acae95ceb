/** The inputs or outputs of a resource, or the arguments of a function, as the engine hands them. */
export type Properties = Readonly<Record<string, unknown>>;

/**
 * How the engine writes a value that is not known yet in a preview, whatever its type, anywhere in the inputs
 * (`unknownValue` of @pulumi/pulumi's runtime/rpc).
 */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Whether a value is not known yet, or a part of it: of a text as well. */
export function containsUnknown(value: unknown): boolean {
  if (typeof value === "string") return value.includes(UNKNOWN);
  if (Array.isArray(value)) return value.some(containsUnknown);
  return typeof value === "object" && value !== null && Object.values(value).some(containsUnknown);
}

/**
 * What goes back to the engine must be plain: an `undefined`, a BigInt or a function anywhere in a result fails with
 * "Unexpected struct type" *after* the API was called, and the resource is orphaned. So every way out passes here.
 *
 * @param secretNames - the properties that the engine shall encrypt in the state and never show
 */
export function plain(value: object, secretNames: readonly string[] = []): Record<string, unknown> {
  const properties = cleaned(value) as Record<string, unknown>;
  for (const name of secretNames) {
    const secret = properties[name];
    if (secret === undefined || secret === null || secret === UNKNOWN) continue;
    properties[name] = { [SIGNATURE]: SECRET, value: secret };
  }
  return properties;
}

/**
 * How a value says that it is a secret (`specialSigKey` and `specialSecretSig` of @pulumi/pulumi's runtime/rpc). The
 * engine itself marks only what the program's inputs of the same call mark: not a recorded code that the program no
 * longer gives.
 */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";
export const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/**
 * Half a character (a lone surrogate) can't be sent: a result would not arrive, and an error's message never be
 * answered, so that an `up` hangs for ever.
 */
export function wellFormed(text: string): string {
  return text.replace(LONE_SURROGATE, "\ufffd");
}

const LONE_SURROGATE = /\p{Surrogate}/gu;

function cleaned(value: unknown): unknown {
  switch (typeof value) {
    case "string":
      return wellFormed(value);
    case "boolean":
      return value;
    case "number":
      return Number.isFinite(value) ? value : undefined;
    case "bigint":
      return value.toString();
    case "object":
      break;
    default:
      return undefined;
  }
  if (value === null) return null;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
  if (value instanceof Map)
    return cleaned(Object.fromEntries([...value].filter(([key]) => typeof key === "string")));
  if (value instanceof Set) return cleaned([...(value as Set<unknown>)]);
  if (Array.isArray(value)) return value.map(cleaned).filter((item) => item !== undefined);
  const entries = Object.entries(value).map(([key, item]) => [wellFormed(key), cleaned(item)] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
}
