/** A partner's validation code for Government Community Cloud ("Get a partner's validation codes"). */
export interface ValidationCode {
  /** A text of digits. */
  validationId: string;
  organizationName: string;
  /** How many customers may be qualified with it; null: not said. */
  maxCreates: number | null;
  /** How many are left; null: not said. */
  remainingCreates: number | null;
}

/** The code of a partner that has asked for one. */
export const DEFAULT_VALIDATION_CODES: readonly ValidationCode[] = [
  { validationId: "123456", organizationName: "Contoso County", maxCreates: 100, remainingCreates: 100 },
];

/** The partner's validation codes and which customer used which. */
export class ValidationCodes {
  readonly #partnerId: string;
  readonly #codes: Map<string, ValidationCode>;
  readonly #usedBy = new Map<string, string>();

  constructor(partnerId: string, codes: readonly ValidationCode[]) {
    this.#partnerId = partnerId;
    this.#codes = new Map(codes.map((code) => [code.validationId, { ...code }]));
  }

  /** Adds or replaces one. */
  put(code: ValidationCode): void {
    this.#codes.set(code.validationId, { ...code });
  }

  /** Why it can't be used now. The API's own words and code for either are not published. */
  problemOf(validationId: string): string | undefined {
    const code = this.#codes.get(validationId);
    if (code === undefined) return "The validation code is not known.";
    if (code.remainingCreates === 0) return "The validation code has no creates remaining.";
    return undefined;
  }

  /** A submission with it was taken. That a customer's second submission does not count again is assumed. */
  use(validationId: string, customerId: string): void {
    const code = this.#codes.get(validationId);
    if (code && code.remainingCreates !== null && this.#usedBy.get(customerId) !== validationId) {
      code.remainingCreates -= 1;
    }
    this.#usedBy.set(customerId, validationId);
  }

  /** The answer for all codes: a bare array. */
  all(): unknown[] {
    return [...this.#codes.values()].map((code) => ({
      partnerId: this.#partnerId,
      organizationName: code.organizationName,
      validationId: code.validationId,
      maxCreates: code.maxCreates,
      remainingCreates: code.remainingCreates,
      eTag: ETAG,
    }));
  }

  /** The answer for the code of one customer, as the REST specification has it. */
  ofCustomer(customerId: string): unknown {
    const validationId = this.#usedBy.get(customerId);
    if (validationId === undefined) return undefined;
    const organizationName = this.#codes.get(validationId)?.organizationName;
    return { partnerId: this.#partnerId, customerId, validationId, organizationName, eTag: ETAG };
  }
}

/** The page's own example. */
const ETAG = "W/\"datetime'2018-10-10T18%3A49%3A58.727348Z'\"";
