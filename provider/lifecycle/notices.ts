import { AsyncLocalStorage } from "node:async_hooks";

/** What a person is told beside the steps that the engine shows. */

/** `warning`: somebody has to do something. `progress`: goes past in the resource's row, and leaves no trace. */
export type Severity = "info" | "warning" | "progress";

export interface Message {
  severity: "info" | "warning";
  text: string;
  /** Whose it is; without one it is the stack's. */
  urn?: string;
  ephemeral?: boolean;
}

/** How a resource is known to a person. */
export interface Named {
  urn: string;
  /** The resource's name in the program: the last part of its URN. */
  name: string;
  /** How many of its type the program has declared so far. */
  declared?: number;
}

export function named(urn: string, declared?: number): Named {
  return { urn, name: urn.split("::").at(-1) ?? urn, declared };
}

/**
 * Hands messages to whoever shows them. A warning stands under its resource; all else under the stack, in one block, and
 * begins with the resource's name.
 */
export class Notices {
  readonly #current = new AsyncLocalStorage<Named | undefined>();
  /** One after the other: they are read in the order in which they were told. */
  #last: Promise<void> = Promise.resolve();
  readonly #told = new Set<string>();
  /** What becomes of every line before it is shown: no secret is in it. */
  shownAs = (line: string): string => line;

  /**
   * @param send what shows a message; without it, or where it fails, a message is printed as a line
   * @param underResource whether everything stands under its resource, not only what needs somebody
   */
  constructor(
    private readonly send?: (message: Message) => Promise<void>,
    private readonly underResource = false,
  ) {}

  /** The work of a call of the engine: what is told meanwhile is this resource's. */
  about<T>(resource: Named | undefined, work: () => Promise<T>): Promise<T> {
    return this.#current.run(resource, work);
  }

  /** The resource whose call this is, where it is known. */
  get resource(): Named | undefined {
    return this.#current.getStore();
  }

  /** Tells of the stack as a whole. */
  tellStack(text: string): void {
    this.#current.run(undefined, () => this.tell(text));
  }

  tellStackOnce(text: string, severity: Severity = "info"): void {
    this.#current.run(undefined, () => this.tellOnce(text, severity));
  }

  /** Once in the whole run. */
  tellOnce(text: string, severity: Severity = "info"): void {
    if (this.#told.has(text)) return;
    this.#told.add(text);
    this.tell(text, severity);
  }

  tell(text: string, severity: Severity = "info"): void {
    const resource = this.#current.getStore();
    const line = this.shownAs(text).replaceAll("\n", " ");
    const own = this.underResource || severity === "warning" || severity === "progress";
    const message: Message = {
      severity: severity === "warning" ? "warning" : "info",
      text: own || !resource ? line : `${resource.name}: ${line}`,
      ...(own && resource && { urn: resource.urn }),
      ...(severity === "progress" && { ephemeral: true }),
    };
    const { send } = this;
    if (!send) return this.#print(message, resource);
    this.#last = this.#last.then(() => send(message)).catch(() => this.#print(message, resource));
  }

  /** What was told has been shown: the engine may end this process as soon as a call is answered. */
  shown(): Promise<void> {
    return this.#last;
  }

  #print({ severity, text, urn }: Message, resource: Named | undefined): void {
    const whose = urn !== undefined && resource ? `${resource.name}: ` : "";
    process.stdout.write(`${severity === "warning" ? "WARNING " : ""}${whose}${text}\n`);
  }
}
