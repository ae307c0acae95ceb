/**
 * What goes back to the engine must be plain: an `undefined`, a BigInt or a function anywhere in a result fails with
 * "Unexpected struct type" *after* the API was called, and the resource is orphaned. So every way out passes here.
 */
export function plain(value: object): Record<string, unknown> {
  return cleaned(value) as Record<string, unknown>;
}

function cleaned(value: unknown): unknown {
  switch (typeof value) {
    case "string":
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
  const entries = Object.entries(value).map(([key, item]) => [key, cleaned(item)] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
}
