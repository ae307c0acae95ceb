import { z } from "zod";
import { ENTRA_ERROR_CODES, type EntraErrorCode } from "../entra/errors";
import { faultSchema } from "../faults";
import { issueToken, TOKEN_KINDS } from "../entra/tokens";
import type { EmulatorState } from "../state";
import { controlRoute, type ControlRoute } from "../router";
import { changeSettings, currentSettings, settingsSchema } from "./settings";

const newFault = z
  .strictObject({
    match: z
      .strictObject({
        method: z.string().optional(),
        path: z.string().optional(),
        customerId: z.string().optional(),
        endpoint: z.enum(["api", "login", "any"]).optional(),
      })
      .default({}),
    fault: faultSchema,
    times: z.int().min(1).optional(),
    share: z.number().min(0).max(1).optional(),
    seed: z.int().optional(),
  })
  .refine(
    ({ times, share }) => times === undefined || share === undefined,
    "times and share exclude each other",
  );

const loginFailure = z.strictObject({
  code: z.number().refine((code): code is EntraErrorCode => (ENTRA_ERROR_CODES as number[]).includes(code), {
    error: `must be one of ${ENTRA_ERROR_CODES.join(", ")}`,
  }),
  times: z.int().min(1).optional(),
});

const signIn = z.strictObject({ mfa: z.boolean().default(true), adminAgent: z.boolean().default(true) });

/** What was received, what goes wrong, and logins. */
export function troubleRoutes(state: EmulatorState): ControlRoute[] {
  const { recorder, faults, login, throttle } = state;
  return [
    controlRoute("GET", "environment", () => state.environment),
    controlRoute("GET", "requests", ({ query }) =>
      recorder.requests.filter(({ number }) => number > Number(query.after ?? 0)),
    ),
    controlRoute("DELETE", "requests", () => recorder.clearRequests()),
    controlRoute("GET", "statistics", () => ({
      requests: recorder.total,
      requestsDropped: recorder.dropped,
      throttled: recorder.throttled,
      submissions: recorder.submissions.length,
      inFlight: recorder.inFlight,
      mostInFlight: recorder.mostInFlight,
      partnerCallsInWindow: throttle.partnerCalls(),
    })),
    controlRoute("GET", "settings", () => currentSettings(state)),
    controlRoute("PATCH", "settings", ({ read }) => changeSettings(state, read(settingsSchema))),
    controlRoute("GET", "faults", () => faults.list()),
    controlRoute("POST", "faults", ({ read }) => {
      const { match, fault, times, share, seed } = read(newFault);
      if (share === undefined) state.faultNext(match, fault, times);
      else state.faultShare(match, fault, share, seed);
    }),
    controlRoute("DELETE", "faults", () => faults.clear()),
    controlRoute("POST", "login-failures", ({ read }) => {
      const { code, times } = read(loginFailure);
      login.failNext(code, times);
    }),
    controlRoute("DELETE", "login-failures", () => login.clearFailures()),
    controlRoute("POST", "tokens", ({ read }) => ({
      accessToken: issueToken(
        state,
        read(z.strictObject({ kind: z.enum(TOKEN_KINDS).default("appUser") })).kind,
      ),
    })),
    controlRoute("DELETE", "tokens", () => state.tokens.revokeAll()),
    controlRoute("GET", "device-logins", () => login.deviceLogins.pending()),
    controlRoute("POST", "device-logins/:userCode", ({ read }, { userCode }) =>
      login.deviceLogins.finish(userCode, read(signIn)),
    ),
    controlRoute("DELETE", "device-logins/:userCode", (_call, { userCode }) =>
      login.deviceLogins.finish(userCode, "declined"),
    ),
  ];
}
