import { z } from "zod";
import { ROTATIONS } from "../entra/refreshTokens";
import { MFA_FORMS } from "../errors";
import type { EmulatorState } from "../state";
import { ANSWER_STYLES } from "../qualifications/answers";
import { CONTRACTS } from "../qualifications/contracts";

const rateLimit = z.strictObject({ calls: z.int().min(0), perMs: z.number().positive() });

/** How a vetting ends by itself. */
export const vettingSchema = z.strictObject({
  afterMs: z.number().min(0).optional(),
  outcome: z
    .union([z.literal("Approved"), z.literal("Denied"), z.strictObject({ denied: z.string().min(1) })])
    .optional(),
});

export const settingsSchema = z.strictObject({
  latencyMs: z.number().min(0).optional(),
  listBehindMs: z.number().min(0).optional(),
  activityLogBehindMs: z.number().min(0).optional(),
  activityLogReadable: z.boolean().optional(),
  activityLogHasPortal: z.boolean().optional(),
  activityLogPageSize: z.int().min(1).optional(),
  vetting: vettingSchema.optional(),
  contracts: z.array(z.enum(CONTRACTS)).optional(),
  answerStyle: z.enum(ANSWER_STYLES).optional(),
  mfa: z
    .union([
      z.literal("notRequired"),
      z.strictObject({ form: z.enum(MFA_FORMS), share: z.number().min(0).max(1).default(1) }),
    ])
    .optional(),
  maxVerifications: z.int().min(0).optional(),
  idempotent: z.boolean().optional(),
  unknownCustomer: z.enum(["notFound", "noRelationship"]).optional(),
  sandbox: z.boolean().optional(),
  sandboxCustomers: z.int().min(0).optional(),
  indirectResellers: z.array(z.string()).optional(),
  registrationNumberElsewhere: z.enum(["accepted", "refused"]).optional(),
  staleEtagStatus: z.union([z.literal(400), z.literal(412)]).optional(),
  partnerAttestation: z.boolean().optional(),
  domainSearch: z.enum(["works", "fails"]).optional(),
  versionedLinks: z.boolean().optional(),
  addressValidation: z.enum(["status", "until2021"]).optional(),
  throttle: z.strictObject({ partner: rateLimit.optional(), customer: rateLimit.optional() }).optional(),
  refreshTokens: z.enum(ROTATIONS).optional(),
  accessTokenSeconds: z.number().positive().optional(),
  deviceLoginIntervalSeconds: z.number().positive().optional(),
  publicClientFlows: z.boolean().optional(),
  clockOffsetSeconds: z.number().optional(),
});

/** What can be changed of a running emulator. */
export type Settings = z.input<typeof settingsSchema>;

/** Changes what is given and leaves the rest. */
export function changeSettings(state: EmulatorState, settings: z.infer<typeof settingsSchema>): void {
  const {
    throttle,
    refreshTokens,
    accessTokenSeconds,
    deviceLoginIntervalSeconds,
    publicClientFlows,
    ...behaviour
  } = settings;
  const given = Object.fromEntries(Object.entries(behaviour).filter(([, value]) => value !== undefined));
  Object.assign(state.behaviour, given);
  if (throttle) state.throttle.limits = throttle;
  if (refreshTokens) state.login.rotation = refreshTokens;
  if (accessTokenSeconds) state.login.lifetimeSeconds = accessTokenSeconds;
  if (publicClientFlows !== undefined) state.login.publicClientFlows = publicClientFlows;
  if (deviceLoginIntervalSeconds) state.login.deviceLogins.intervalSeconds = deviceLoginIntervalSeconds;
}

/** The settings as they are. */
export function currentSettings({ behaviour, throttle, login }: EmulatorState): Settings {
  return {
    ...behaviour,
    contracts: [...behaviour.contracts],
    indirectResellers: [...behaviour.indirectResellers],
    throttle: throttle.limits,
    refreshTokens: login.rotation,
    accessTokenSeconds: login.lifetimeSeconds,
    deviceLoginIntervalSeconds: login.deviceLogins.intervalSeconds,
    publicClientFlows: login.publicClientFlows,
  };
}
