import { type ErrorEntry, partnerError } from "./PartnerCenterError";

/** What a look at a set-up finds that no call has failed for yet. */
export const FINDINGS = {
  clock: partnerError(
    "ClockError",
    "More than five minutes from the right time, tokens are taken for ended or for not valid yet.",
    "Set this machine's clock, such as by switching on its time synchronisation.",
  ),
  accessTokenEnded: partnerError(
    "AccessTokenEndedError",
    "The ready-made access token has ended.",
    "Obtain a new one, or set a refresh token, which is good for 90 idle days (`partnercenter login`).",
  ),
  accessTokenEnds: partnerError(
    "AccessTokenEndsError",
    "A ready-made access token ends within about an hour and can't be renewed.",
    "For unattended runs set a refresh token in its place (`partnercenter login`).",
  ),
  newerRefreshToken: partnerError(
    "NewerRefreshTokenError",
    "The file of rotated refresh tokens held a newer one than the setting.",
    "Set the refresh token from the file, so that a run goes by the newest one.",
  ),
  oldRefreshToken: partnerError(
    "OldRefreshTokenError",
    "A refresh token ends after 90 days without use.",
    "Run at least every few weeks and keep the new token that comes back, or sign in again (`partnercenter login`).",
  ),
  relationship: partnerError(
    "NoRelationshipError",
    "Submissions need a reseller relationship with the customer.",
    "Have the customer accept the reseller relationship.",
  ),
  plainSecret: partnerError(
    "PlainSecretError",
    "Who can read the configuration's file, or the state, can use a secret that is in clear there.",
    "Set it again with `pulumi config set --secret`; where the file has been shared, replace it.",
  ),
  unknownSetting: partnerError(
    "UnknownSettingError",
    "What is no setting has no effect.",
    "Set the one that was meant, by the name that docs/reference/settings.md has, and remove the other; a variable that is your own may stay.",
  ),
  settings: partnerError(
    "SettingsError",
    "The settings can't be used.",
    "Correct them where they are set. A login comes whole from one source: the environment, or else the stack's configuration.",
  ),
} as const satisfies Record<string, ErrorEntry>;

export type Finding = keyof typeof FINDINGS;
