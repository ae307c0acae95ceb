import { ByCustomer } from "../../declared/byCustomer";
import {
  AGREEMENT,
  concern,
  CUSTOMER,
  judge,
  QUALIFICATION,
  type Declaration,
  type Kind,
} from "../../declared/contradictions";
import { containsUnknown, type Properties } from "../../engineValues";

/**
 * What a program declares, as far as the engine has asked about it: one resource after the other, each before it is created.
 * The Node classes see all of a program before the first (sdk/declarations.ts). Here, the later one of two that contradict
 * each other is refused: in a preview, which ends with that; and in an `up` without one when the earlier one may be done.
 */

interface Checked extends Declaration {
  readonly type: string;
  /** What the customer is known by: an id or a domain, in lower case. */
  readonly keys: readonly string[];
}

interface KindOfPlugin extends Kind {
  /** The input that says what of the customer it declares, and its default; without one it is the customer itself. */
  input?: string;
  byDefault?: string;
}

const KINDS: Readonly<Record<string, KindOfPlugin>> = {
  CustomerQualification: {
    ...QUALIFICATION,
    notDone: "The latter is not submitted.",
    input: "qualification",
  },
  Customer: { ...CUSTOMER, notDone: "The latter is neither created nor changed." },
  CustomerAgreement: {
    ...AGREEMENT,
    notDone: "Nothing is attested for the latter.",
    input: "agreementType",
    byDefault: "MicrosoftCustomerAgreement",
  },
};

export class Declarations {
  /** By URN: what is replaced is checked twice. */
  readonly #checked = new Map<string, Checked>();
  readonly #byCustomer = new ByCustomer<Checked>();

  /** @returns why it can't be meant together with an earlier one; warns where the same is declared twice */
  declare(urn: string, news: Properties, warn: (line: string) => void): string | undefined {
    const declared = declarationOf(urn, news);
    const kind = KINDS[declared.type];
    if (kind === undefined) return undefined;
    this.#forget(urn);
    this.#checked.set(urn, declared);
    for (const key of declared.keys) this.#byCustomer.add(key, declared);
    const others = this.#byCustomer
      .others(declared.keys, declared)
      .filter((one) => one.type === declared.type && concern(declared, one));
    const mistakes = others.flatMap((other) => {
      const shared = declared.keys.find((key) => other.keys.includes(key));
      if (shared === undefined) return [];
      const { mistake, warning } = judge(kind, shared, other, declared);
      if (warning !== undefined) warn(warning);
      return mistake ?? [];
    });
    if (mistakes.length === 0) return undefined;
    // It is refused, and stands in the way of no other one.
    this.#forget(urn);
    return mistakes.join(" ");
  }

  #forget(urn: string): void {
    const known = this.#checked.get(urn);
    if (known) this.#byCustomer.remove(known.keys, known);
    this.#checked.delete(urn);
  }
}

function declarationOf(urn: string, news: Properties): Checked {
  const [, , types = "", name = ""] = urn.split("::");
  const type = types.split(":").at(-1) ?? "";
  const known = Object.entries(news).filter(([, value]) => !containsUnknown(value));
  const values = Object.fromEntries(known);
  const pending = new Set(Object.keys(news).filter((input) => !Object.hasOwn(values, input)));
  const { input, byDefault } = KINDS[type] ?? {};
  const given = input === undefined ? type : (values[input] ?? (pending.has(input) ? undefined : byDefault));
  return {
    type,
    name,
    parent: undefined,
    what: typeof given === "string" ? given : undefined,
    values,
    pending,
    keys: [values["customerId"], values["domain"]].flatMap((key) =>
      typeof key === "string" ? key.toLowerCase() : [],
    ),
  };
}
