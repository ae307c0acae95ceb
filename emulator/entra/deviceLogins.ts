import { randomBytes } from "node:crypto";
import type { Clock } from "../clock";
import type { EntraErrorCode } from "./errors";

/** How long a device code can be used, in seconds ("OAuth 2.0 device authorization grant"). */
const LIFETIME_SECONDS = 900;

interface DeviceLogin {
  userCode: string;
  clientId: string;
  scope: string;
  expiresAt: number;
  outcome?: { mfa: boolean; adminAgent: boolean } | "declined";
}

/** Sign-ins that were started on a device and are ended by a person elsewhere. */
export class DeviceLogins {
  /** Seconds between two questions of the device. */
  intervalSeconds = 5;
  readonly #clock: Clock;
  readonly #byDeviceCode = new Map<string, DeviceLogin>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  start(clientId: string, scope: string, baseUrl: string) {
    const deviceCode = randomBytes(24).toString("base64url");
    const userCode = randomBytes(5).toString("hex").slice(0, 9).toUpperCase();
    const expiresAt = this.#clock.now() + LIFETIME_SECONDS * 1000;
    this.#byDeviceCode.set(deviceCode, { userCode, clientId, scope, expiresAt });
    // A browser gets the emulator's page there, everything else the sign-ins that wait.
    const verificationUri = `${baseUrl}/emulator/device-logins`;
    return {
      user_code: userCode,
      device_code: deviceCode,
      verification_uri: verificationUri,
      expires_in: LIFETIME_SECONDS,
      interval: this.intervalSeconds,
      message: `To sign in, open ${verificationUri} and enter the code ${userCode}.`,
    };
  }

  /** Sign-ins that wait for a person. */
  pending(): { userCode: string; clientId: string }[] {
    return this.#open().map(({ userCode, clientId }) => ({ userCode, clientId }));
  }

  /** The same sign-ins, with the time of their end in milliseconds since 1970 and without their codes. */
  waiting(): { clientId: string; expiresAt: number }[] {
    return this.#open().map(({ clientId, expiresAt }) => ({ clientId, expiresAt }));
  }

  /** The person has signed in, or declined to. */
  finish(userCode: string, outcome: { mfa: boolean; adminAgent: boolean } | "declined"): void {
    const login = this.#open().find((candidate) => candidate.userCode === userCode);
    if (login === undefined) throw new Error(`no sign-in waits with the code ${userCode}`);
    login.outcome = outcome;
  }

  /** What the device is told: the user who has signed in, or a failure. A code can be used once. */
  redeem(
    deviceCode: string,
    clientId: string,
  ): { mfa: boolean; adminAgent: boolean; scope: string } | EntraErrorCode {
    const login = this.#byDeviceCode.get(deviceCode);
    if (login === undefined || login.clientId !== clientId) return 70018;
    if (login.expiresAt <= this.#clock.now()) return 70020;
    if (login.outcome === undefined) return 70016;
    this.#byDeviceCode.delete(deviceCode);
    return login.outcome === "declined" ? 70044 : { ...login.outcome, scope: login.scope };
  }

  #open(): DeviceLogin[] {
    const now = this.#clock.now();
    return [...this.#byDeviceCode.values()].filter(
      ({ outcome, expiresAt }) => outcome === undefined && expiresAt > now,
    );
  }
}
