import { randomBytes } from "node:crypto";
import { ActivityLog, PORTAL, qualificationActivity } from "./activity/activityLog";
import { type Clock, systemClock } from "./clock";
import { Customers, DEFAULT_CUSTOMERS } from "./customers";
import { EntraLogin, type Tenant } from "./entra/login";
import { type RequestableQualification, hasVetting } from "./qualifications/stateMachine";
import { AccessTokens } from "./entra/tokens";
import { type Fault, Faults, type RequestMatch } from "./faults";
import { type Behaviour, behaviourOf, type EmulatorOptions } from "./options";
import { Recorder } from "./recorder";
import { Throttle } from "./throttle";
import { DEFAULT_VALIDATION_CODES, ValidationCodes } from "./validations";

/** The partner's tenant where nobody says which. */
const DEFAULT_TENANT = "0f5d1e2a-6b7c-4d8e-9fa0-b1c2d3e4f506";

/** Everything that the emulator remembers; what answers requests reads and changes it. */
export class EmulatorState {
  readonly clock: Clock;
  readonly behaviour: Behaviour;
  readonly tenant: Tenant;
  readonly customers: Customers;
  readonly validations: ValidationCodes;
  readonly throttle: Throttle;
  readonly recorder: Recorder;
  readonly activity: ActivityLog;
  /** What is waited for may be so now. */
  readonly changes = new Changes();
  readonly faults = new Faults(() => this.changes.happened());
  readonly tokens: AccessTokens;
  readonly login: EntraLogin;
  /** What to export to use it; known when it has a socket. */
  environment: Record<string, string> = {};
  /** Called when the next connection is to be a new one. */
  endIdleConnections: () => void = () => undefined;

  constructor(options: EmulatorOptions) {
    const { clock = systemClock, customers = DEFAULT_CUSTOMERS } = options;
    this.clock = clock;
    this.behaviour = behaviourOf(options);
    this.tenant = {
      tenantId: (options.tenantId ?? DEFAULT_TENANT).toLowerCase(),
      clientId: "5c1e7d90-2a3b-4c4d-8e5f-60718293a4b5",
      publicClientId: "6d2f8ea1-3b4c-4d5e-9f60-718293a4b5c6",
      clientSecret: `secret~${randomBytes(24).toString("base64url")}`,
    };
    this.customers = new Customers(clock);
    for (const customer of customers) this.customers.add(customer);
    this.validations = new ValidationCodes(
      this.tenant.tenantId,
      options.validationCodes ?? DEFAULT_VALIDATION_CODES,
    );
    this.throttle = new Throttle(clock, options.throttle ?? {});
    this.recorder = new Recorder(clock, options.maxRecordedRequests);
    this.activity = new ActivityLog(clock, this.tenant.tenantId);
    this.tokens = new AccessTokens(clock);
    this.login = new EntraLogin(this.tenant, this.tokens, clock, options.refreshTokens ?? "rotate");
    this.login.lifetimeSeconds = options.accessTokenSeconds ?? 3600;
  }

  /** A colleague asks for a qualification in the portal. No submission of the program, but a verification like any other. */
  submitInPortal(customerId: string, qualification: RequestableQualification): void {
    const customer = this.customers.get(customerId);
    if (hasVetting(qualification)) customer.verifications += 1;
    customer.qualifications.submit(qualification, customer.vetting ?? this.behaviour.vetting);
    if (this.behaviour.activityLogHasPortal)
      this.activity.add(qualificationActivity(customer, { qualification }, PORTAL));
  }

  /** Something goes wrong with the next calls that match. */
  faultNext(match: RequestMatch, fault: Fault, times?: number): void {
    this.faults.next(match, fault, times);
    if (fault.kind === "refuse") this.endIdleConnections();
  }

  /** Something goes wrong with a share of the calls that match. */
  faultShare(match: RequestMatch, fault: Fault, share: number, seed?: number): void {
    this.faults.share(match, fault, share, seed);
    if (fault.kind === "refuse") this.endIdleConnections();
  }
}

/** Tells whoever waits for something that it may be so now. */
export class Changes {
  readonly #waiting = new Set<() => void>();

  /** Something has changed. */
  happened(): void {
    for (const look of this.#waiting) look();
  }

  /** Resolves when it is so; rejects with what the question throws. */
  until(isSo: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        try {
          if (!isSo()) return;
          resolve();
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
        this.#waiting.delete(look);
      };
      this.#waiting.add(look);
      look();
    });
  }
}
