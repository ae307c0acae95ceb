// How the engine marks a secret on the wire, written down apart from the provider's own: it encrypts what is marked, and
// sends it in clear to a provider that does not say that it takes marks.

interface Secret {
  value: unknown;
}

export function isSecret(value: unknown): value is Secret {
  return (
    typeof value === "object" &&
    value !== null &&
    (value as Record<string, unknown>)["4dabf18193072939515e22adb298388d"] ===
      "1b47061264138c4ac30d75fd1eb44270"
  );
}

/** Without the marks, at any depth. */
export function inClear<T>(properties: T): T {
  return JSON.parse(JSON.stringify(properties), (_key, value: unknown) =>
    isSecret(value) ? value.value : value,
  ) as T;
}
