/** What must always hold, whatever people and Microsoft do. */
export const INVARIANTS = [
  "never more submissions than were asked for",
  "no submission is lost",
  "a preview says unchanged exactly when it looked and desired and observed agree",
  "what preview said is what up does",
  "no secret is shown",
  "only what the engine can store, and all of it",
  "one GET per customer in a preview",
  "no error is swallowed",
  "no crash and no hang",
] as const;

export type Invariant = (typeof INVARIANTS)[number];

/** One of them did not hold. */
export class InvariantBroken extends Error {
  override readonly name = "InvariantBroken";
  constructor(
    readonly invariant: Invariant,
    readonly found: string,
  ) {
    super(`${invariant}: ${found}`);
  }
}

/** Whether the engine can store it: a protobuf Struct. @throws InvariantBroken */
export function storable(value: unknown, path = ""): void {
  const broken = (what: string) =>
    new InvariantBroken(
      "only what the engine can store, and all of it",
      `${path || "the result"} is ${what}`,
    );
  if (value === null || typeof value === "string" || typeof value === "boolean") return;
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw broken(String(value));
  } else if (Array.isArray(value)) value.forEach((item, index) => storable(item, `${path}[${index}]`));
  else if (typeof value === "object") {
    // By its name, for a provider that was loaded apart may have classes of its own.
    if (value.constructor?.name !== "Object") throw broken(`a ${value.constructor?.name}`);
    for (const [key, item] of Object.entries(value)) storable(item, path === "" ? key : `${path}.${key}`);
  } else throw broken(`${typeof value}`);
}
