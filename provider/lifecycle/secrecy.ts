import { PartialFailure } from "../failure";
import { PartnerCenterError } from "../partnercenter";
import { asRecorded, withoutSecrets } from "../partnercenter/decode/redaction";
import { Redactor } from "../partnercenter/redact";
import { containsUnknown, type Properties } from "../engineValues";

/** Who else has to know a secret: the client, which takes it out of the answers that it reads. */
interface Protecting {
  protect(secret: string): void;
}

/**
 * What one run must not show. The client takes the secrets that it knows out of what it reads; many become known later,
 * for a customer is looked at before its resource is asked about, and a state of an older release may hold one in clear.
 */
export class Secrecy {
  readonly #redactor = new Redactor();
  readonly #secrets = new Set<string>();
  #client: Protecting | undefined;

  /** Makes a secret known before anything is asked, so that no answer that repeats it is shown in clear. */
  protect(secret: unknown): void {
    // An input that is not valid may be of any type.
    if (typeof secret !== "string" || secret === "" || containsUnknown(secret)) return;
    this.#secrets.add(secret);
    this.#redactor.add(secret);
    this.#client?.protect(secret);
  }

  /** Tells a client all that is known, and what gets known. */
  tell(client: Protecting): void {
    this.#client = client;
    for (const secret of this.#secrets) client.protect(secret);
  }

  /** What a look has answered, or why it failed, as it may be shown by now. */
  async handed<T>(answer: Promise<T>): Promise<T> {
    try {
      return withoutSecrets<T>(await answer, this.#redactor);
    } catch (error) {
      throw this.error(error);
    }
  }

  /** Of what is recorded, or was by any release, these properties as they may be shown. */
  recorded<T extends object>(properties: T, names: readonly string[]): T {
    const given = properties as Properties;
    const texts = names.filter((name) => given[name] !== undefined && given[name] !== null);
    const shown = texts.map((name): [string, unknown] => [
      name,
      asRecorded(given[name], this.#redactor, name.toLowerCase()),
    ]);
    return { ...properties, ...(Object.fromEntries(shown) as Partial<T>) };
  }

  /** A text of ours, which may name what Microsoft has called something. */
  line(text: string): string {
    return this.#redactor.whole(text, "name");
  }

  /** The same error with what may be shown of it. */
  error(error: unknown): unknown {
    if (error instanceof PartnerCenterError) {
      const shown = this.#redactor.whole(error.found, "ours");
      if (shown === error.found) return error;
      const { description } = error;
      return error.with(() => ({
        found: shown,
        ...(description !== undefined && { description: this.#redactor.whole(description) }),
      }));
    }
    if (!(error instanceof Error)) return error;
    const message = this.line(error.message);
    if (message === error.message) return error;
    if (error instanceof PartialFailure) return new PartialFailure(message, error.id, error.properties);
    const stack = error.stack?.replaceAll(error.message, message);
    return Object.assign(error, { message, stack });
  }
}
