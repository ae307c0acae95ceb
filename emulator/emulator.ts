import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Agreement } from "./agreements/customerAgreements";
import { changeSettings, type Settings, settingsSchema } from "./control/settings";
import type { AccountStatus, Customer, CustomerSeed } from "./customers";
import type { EntraErrorCode } from "./entra/errors";
import type { OidcTokenOptions } from "./entra/federation";
import { environmentFor, environmentOf, type EmulatorFiles, type EmulatorLogin } from "./environment";
import type { Fault, RequestMatch } from "./faults";
import { issueToken, type TokenKind } from "./entra/tokens";
import type { PartnerCenter } from "./partnerCenter";
import type { QualificationItem } from "./qualifications/customerQualifications";
import type { Creation, RecordedRequest, Submission } from "./recorder";
import type { Server } from "./server";
import type { BillingProfileSeed } from "./tenants/profiles";
import type { ValidationCode } from "./validations";

/** A running emulator. */
export class Emulator {
  /** What it is made of, for what has no method here. */
  readonly partnerCenter: PartnerCenter;
  /** https://localhost:PORT, or http://127.0.0.1:PORT without TLS. */
  readonly url: string;
  /** The certificate authority, PEM; absent without TLS. */
  readonly caFile?: string;
  /** What to export to use it: a complete App+User login, by refresh token with TLS, else by access token. */
  readonly environment: Record<string, string>;
  /** Where the processes that use it keep their locks and journals; made by the first of them, removed at the end. */
  readonly lockFolder = join(tmpdir(), `partnercenter-emulator-locks-${randomUUID()}`);
  readonly #server: Server;
  readonly #files?: EmulatorFiles;

  /** @internal Use {@link startEmulator}. */
  constructor(parts: { partnerCenter: PartnerCenter; server: Server; files?: EmulatorFiles }) {
    this.partnerCenter = parts.partnerCenter;
    this.#server = parts.server;
    this.#files = parts.files;
    this.caFile = parts.files?.caFile;
    const { port } = parts.server;
    this.url = parts.files === undefined ? `http://127.0.0.1:${port}` : `https://localhost:${port}`;
    this.partnerCenter.login.baseUrl = this.url;
    this.environment = environmentOf(this, this.caFile === undefined ? "accessToken" : "refreshToken");
    this.partnerCenter.environment = this.environment;
  }

  /** What to export for one kind of login. All but `accessToken` need TLS. */
  environmentFor(login: EmulatorLogin): Promise<Record<string, string>> {
    return environmentFor(this, login, this.#files);
  }

  /** An access token that the API accepts, or one with something wrong. */
  accessToken(kind: TokenKind = "appUser"): string {
    return issueToken(this.partnerCenter, kind);
  }

  /** An OIDC token that the application is trusted by, or one with something wrong. */
  oidcToken(options: OidcTokenOptions = {}): string {
    return this.partnerCenter.login.federation.token(options);
  }

  /** A refresh token of a user who has signed in, with multifactor authentication unless it says otherwise. */
  refreshToken(user: { mfa?: boolean; adminAgent?: boolean; publicClient?: boolean } = {}): string {
    const { tenant, login } = this.partnerCenter;
    return login.refreshToken({
      ...user,
      clientId: user.publicClient ? tenant.publicClientId : tenant.clientId,
    });
  }

  /** No access token that was issued until now is accepted any more. */
  revokeAccessTokens(): void {
    this.partnerCenter.tokens.revokeAll();
  }

  /** The next so many requests for a token fail with this AADSTS code. */
  failLogin(code: EntraErrorCode, times = 1): void {
    this.partnerCenter.login.failNext(code, times);
  }

  /** The requests as they were received, control calls excepted: the newest `maxRecordedRequests` of them. */
  get requests(): RecordedRequest[] {
    return this.partnerCenter.recorder.requests;
  }

  /** How many requests were received since {@link clearRequests}, whether their record is still kept or not. */
  get requestCount(): number {
    return this.partnerCenter.recorder.total;
  }

  /** The submissions that were taken, of one customer or of all. */
  submissions(customerId?: string): Submission[] {
    return this.partnerCenter.recorder.submissionsOf(customerId);
  }

  /** The customers that were created by the API. */
  get creations(): Creation[] {
    return this.partnerCenter.recorder.creations;
  }

  /** The most requests that were ever being answered at once. */
  get mostInFlight(): number {
    return this.partnerCenter.recorder.mostInFlight;
  }

  /** Forgets the recorded requests, not the submissions. */
  clearRequests(): void {
    this.partnerCenter.recorder.clearRequests();
  }

  /** A customer as it is kept, with the password of its administrator if the API created it. */
  customer(customerId: string): Customer {
    return this.partnerCenter.customers.get(customerId);
  }

  addCustomer(id: string, rest: Omit<CustomerSeed, "id"> = {}): void {
    this.partnerCenter.customers.add({ ...rest, id });
  }

  removeCustomer(id: string): void {
    this.partnerCenter.customers.remove(id);
  }

  /** From now on calls for this customer are answered with 403 and 20002. */
  loseRelationship(customerId: string): void {
    this.partnerCenter.customers.get(customerId).related = false;
  }

  restoreRelationship(customerId: string): void {
    this.partnerCenter.customers.get(customerId).related = true;
  }

  /** Somebody who is no customer of the partner takes a domain. */
  takeDomain(domain: string): void {
    this.partnerCenter.customers.takeDomain(domain);
  }

  releaseDomain(domain: string): void {
    this.partnerCenter.customers.releaseDomain(domain);
  }

  /** As somebody in the portal would: etags from before are no longer valid. */
  changeBillingProfile(customerId: string, changes: BillingProfileSeed): void {
    this.partnerCenter.customers.changeBillingProfile(customerId, changes);
  }

  /** The customer accepts the Microsoft Customer Agreement itself. */
  acceptAgreement(customerId: string): void {
    this.partnerCenter.customers.get(customerId).agreements.directlySigned = true;
  }

  /** What the partner has confirmed for the customer. */
  agreements(customerId: string): Agreement[] {
    return this.partnerCenter.customers.get(customerId).agreements.confirmed;
  }

  /** The validation of the customer's account, which is not the vetting of a qualification; undefined: none. */
  setAccountStatus(customerId: string, status: AccountStatus | undefined): void {
    this.partnerCenter.customers.setAccountStatus(customerId, status);
  }

  qualifications(customerId: string): QualificationItem[] {
    return this.partnerCenter.customers.get(customerId).qualifications.list();
  }

  /** Puts one by hand, as the portal or Microsoft would: any status, any date. Not a submission. */
  setQualification(customerId: string, item: QualificationItem): void {
    this.partnerCenter.customers.get(customerId).qualifications.put(item);
  }

  approve(customerId: string, qualification: string): void {
    this.partnerCenter.customers.get(customerId).qualifications.approve(qualification);
  }

  /** Without a reason: one of Microsoft's that fits. */
  deny(customerId: string, qualification: string, reason?: string): void {
    this.partnerCenter.customers.get(customerId).qualifications.deny(qualification, reason);
  }

  /** It is no longer listed. */
  vanish(customerId: string, qualification: string): void {
    this.partnerCenter.customers.get(customerId).qualifications.vanish(qualification);
  }

  putValidationCode(code: ValidationCode): void {
    this.partnerCenter.validations.put(code);
  }

  /** Something goes wrong with the next call that matches, or the next few. */
  faultNext(match: RequestMatch, fault: Fault, times?: number): void {
    this.partnerCenter.faultNext(match, fault, times);
  }

  /** Something goes wrong with a share (0 to 1) of the calls that match, until {@link clearFaults}. */
  faultShare(match: RequestMatch, fault: Fault, share: number, seed?: number): void {
    this.partnerCenter.faultShare(match, fault, share, seed);
  }

  /** None strikes any more, and what is held goes on. */
  clearFaults(): void {
    this.partnerCenter.faults.clear();
  }

  /** How many calls are held by faults of the kinds `hold` and `holdAfter`. */
  get held(): number {
    return this.partnerCenter.faults.held;
  }

  /**
   * Resolves when it is so. It is asked now, and whenever a call has arrived, was handled, is held or no longer, or is about
   * to be answered.
   */
  until(isSo: () => boolean): Promise<void> {
    return this.partnerCenter.changes.until(isSo);
  }

  get latencyMs(): number {
    return this.partnerCenter.behaviour.latencyMs;
  }

  set latencyMs(value: number) {
    this.partnerCenter.behaviour.latencyMs = value;
  }

  /** Changes how it behaves; what is not given stays. */
  change(settings: Settings): void {
    changeSettings(this.partnerCenter, settingsSchema.parse(settings));
  }

  /** Refuses connections, as a host that is down, until {@link goOnline}. Keeps its state and its port. */
  async goOffline(): Promise<void> {
    await this.#server.stop();
  }

  async goOnline(): Promise<void> {
    await this.#server.listen();
  }

  /** Ends all connections, and removes the certificate if it chose where it went. */
  async close(): Promise<void> {
    await this.#server.stop();
    await rm(this.lockFolder, { recursive: true, force: true });
    if (this.#files?.own) await rm(this.#files.directory, { recursive: true, force: true });
  }
}
