import { checkAccess } from "./reachability";
import { readActivityLog } from "./activity/activityLog";
import type { AuditRecord, AuditRecordFilter } from "./activity/models";
import { Agreements } from "./agreements/agreements";
import { tokenFacts, type TokenFacts } from "./auth/claims";
import { type ContractRequest, CONTRACTS, customerPath } from "./contracts";
import { Customers } from "./customers/customers";
import { withoutSecrets } from "./decode/redaction";
import { decodeCustomerValidationCode, decodeValidationCodes } from "./decode/validations";
import { requireId } from "./guards";
import type {
  AccessCheck,
  CallOptions,
  CustomerQualificationItem,
  CustomerValidationCode,
  ObserveOptions,
  QualificationRequest,
  QualificationsAnswer,
  SubmissionResult,
  SubmitOptions,
  ValidationCode,
} from "./models";
import { Pipeline } from "./pipeline";
import { Qualifications } from "./qualifications";
import { type ClientSettings, isAppOnly } from "./settings";
import { resolveSettings } from "./resolvedSettings";

/**
 * A client of the Partner Center API for customers and their special qualifications.
 *
 * Every method throws {@link PartnerCenterError} and nothing else. Reads and submissions are retried by one policy,
 * and bounded by one limiter per process and partner tenant.
 */
export class PartnerCenterClient {
  /** Customers, their domains, billing profiles and addresses. */
  readonly customers: Customers;
  /** Customers' agreements with Microsoft. */
  readonly agreements: Agreements;
  readonly #pipeline: Pipeline;
  readonly #qualifications: Qualifications;

  /**
   * Does no input or output; a token is obtained with the first call.
   * @throws PartnerCenterError named SettingsError, with every problem of the settings at once.
   */
  constructor(settings: ClientSettings) {
    const resolved = resolveSettings(settings);
    this.#pipeline = new Pipeline(resolved);
    this.#qualifications = new Qualifications(this.#pipeline, CONTRACTS[resolved.contract], resolved.login);
    this.customers = new Customers(this.#pipeline, isAppOnly(resolved.login));
    this.agreements = new Agreements(this.#pipeline);
  }

  /**
   * What Microsoft lists for a customer ("Get a customer's qualifications"); an empty list is none.
   * @param customerId - the customer's tenant id, a GUID
   * @throws PartnerCenterError named NotUnderstoodError for an answer that says nothing: it never counts as none.
   */
  async getCustomerQualifications(
    customerId: string,
    call: CallOptions = {},
  ): Promise<CustomerQualificationItem[]> {
    return (await this.observeCustomerQualifications(customerId, call)).items;
  }

  /**
   * What Microsoft lists for a customer, and whether the answer is certain, so that a submission may rest on it.
   * @param customerId - the customer's tenant id, a GUID
   * @throws PartnerCenterError as getCustomerQualifications, and named UncertainAnswerError where `certain` is asked for
   * and no answer was.
   */
  async observeCustomerQualifications(
    customerId: string,
    call: ObserveOptions = {},
  ): Promise<QualificationsAnswer> {
    return this.#qualifications.observe(customerId, call);
  }

  /**
   * Submits a qualification for vetting ("Update a customer's qualifications"). **Can't be undone, and Microsoft
   * verifies a customer at most three times.** It is sent again, with the same MS-RequestId, only where it was certainly
   * not taken: no connection stood, or 429. What may have been taken (no answer, 408, 3xx, 5xx, a success that can't be
   * read) is looked for by the retry policy's waits, and never sent again, whatever the list shows.
   * @throws PartnerCenterError whose `submission` says what is known: see {@link SubmissionOutcome}.
   */
  async submitCustomerQualification(
    customerId: string,
    request: QualificationRequest,
    options: SubmitOptions = {},
  ): Promise<SubmissionResult> {
    return this.#qualifications.submit(customerId, request, options);
  }

  /** The partner's Government Community Cloud validation codes ("Get a partner's validation codes"). */
  async getValidationCodes(call: CallOptions = {}): Promise<ValidationCode[]> {
    const request: ContractRequest = { method: "GET", path: "/v1/customers/all/validations" };
    const codes = await this.#pipeline.read(
      "Reading the partner's validation codes",
      request,
      decodeValidationCodes,
      call,
    );
    for (const { validationId } of codes) this.#pipeline.redactor.add(validationId);
    return codes;
  }

  /**
   * The validation code that a customer was qualified with. Known from the API's swagger only: a failure says nothing
   * about the customer.
   */
  async getCustomerValidationCode(
    customerId: string,
    call: CallOptions = {},
  ): Promise<CustomerValidationCode> {
    const doing = `Reading the validation code of customer ${customerId}`;
    requireId(doing, customerId);
    const request: ContractRequest = { method: "GET", path: `${customerPath(customerId)}/validations` };
    const code = await this.#pipeline.read(doing, request, decodeCustomerValidationCode, call);
    this.#pipeline.redactor.add(code.validationId);
    return code;
  }

  /**
   * What was done in Partner Center, by whom and through what ("Get a record of Partner Center activity"), page by page as it
   * is consumed. An app-only login is enough. **What is not found there proves nothing**: how soon a record shows up, and
   * whether every submission leaves one, is not published.
   * @param from - the first day, in UTC, at most 90 days back; without it 30 days back
   * @param to - the last day; without it today
   * @throws PartnerCenterError while it is consumed: named ActivityLogRequestError for a start that is too early,
   * ActivityLogForbiddenError for a login that may not read it
   */
  auditRecords(
    from?: Date,
    to?: Date,
    filter?: AuditRecordFilter,
    call: CallOptions = {},
  ): AsyncGenerator<AuditRecord, void, undefined> {
    return readActivityLog(this.#pipeline, from, to, filter, call);
  }

  /**
   * Obtains a token, or uses the one that there is, and reads what it says of itself.
   * @throws PartnerCenterError with the remedy for the login's code
   */
  async logIn(): Promise<TokenFacts> {
    return tokenFacts(await this.#pipeline.tokens.get());
  }

  /**
   * Asks the API once whether it takes this login, and whether the sign-in had the multifactor authentication that it
   * demands (header `ValidateMfa`). Reads one customer of the list, which needs a role.
   * @throws PartnerCenterError where there is no token or no answer; a refusal is part of the result.
   */
  async checkAccess(call: CallOptions = {}): Promise<AccessCheck> {
    return checkAccess(this.#pipeline, call);
  }

  /** Makes a text known as a secret before it is submitted, so that no answer that repeats it is ever shown in clear. */
  protect(secret: string): void {
    this.#pipeline.redactor.add(secret);
  }

  /** What was read, or a text of Microsoft's, without the secrets that have become known since. */
  redact<T>(value: T): T {
    return withoutSecrets(value, this.#pipeline.redactor);
  }

  /**
   * How long so many more requests need at least within the budget of `requestsPerMinute`, in milliseconds: until the
   * last of them may start. For who shows what is left of a long read.
   */
  leastMs(requests: number): number {
    return this.#pipeline.limiter.leastMs(requests);
  }

  /** The budget: requests in any minute, of all clients of this partner tenant in this process. */
  get requestsPerMinute(): number {
    return this.#pipeline.limiter.requestsPerMinute;
  }

  /** Milliseconds for which Partner Center has asked to send nothing (429 with Retry-After); 0: it has not. */
  get pausedMs(): number {
    return this.#pipeline.limiter.pausedMs;
  }

  /** Ends the calls that still run and closes the connections that are kept alive. */
  close(): void {
    this.#pipeline.close();
  }
}
