import type { ErrorEntry } from "./entry";

const finding = (name: string, meaning: string, remedy: string): ErrorEntry => ({
  name,
  meaning,
  remedy,
  scope: "partner",
});

/** What a look at a set-up finds that no call has failed for yet. */
export const FINDINGS = {
  clock: finding(
    "ClockError",
    "More than five minutes from the right time, tokens are taken for ended or for not valid yet.",
    "Set this machine's clock, such as by switching on its time synchronisation.",
  ),
  accessTokenEnded: finding(
    "AccessTokenEndedError",
    "The ready-made access token has ended.",
    "Obtain a new one, or set a refresh token, which is good for 90 idle days (`partnercenter login`).",
  ),
  accessTokenEnds: finding(
    "AccessTokenEndsError",
    "A ready-made access token ends within about an hour and can't be renewed.",
    "For unattended runs set a refresh token in its place (`partnercenter login`).",
  ),
  newerRefreshToken: finding(
    "NewerRefreshTokenError",
    "The file of rotated refresh tokens held a newer one than the setting.",
    "Set the refresh token from the file, so that a run goes by the newest one.",
  ),
  oldRefreshToken: finding(
    "OldRefreshTokenError",
    "A refresh token ends after 90 days without use.",
    "Run at least every few weeks and keep the new token that comes back, or sign in again (`partnercenter login`).",
  ),
  relationship: finding(
    "NoRelationshipError",
    "Submissions need a reseller relationship with the customer.",
    "Have the customer accept the reseller relationship.",
  ),
  plainSecret: finding(
    "PlainSecretError",
    "Who can read the configuration's file, or the state, can use a secret that is in clear there.",
    "Set it again with `pulumi config set --secret`; where the file has been shared, replace it.",
  ),
  settings: finding(
    "SettingsError",
    "The settings can't be used.",
    "Correct them where they are set. A login comes whole from one source: the environment, or else the stack's configuration.",
  ),
} as const satisfies Record<string, ErrorEntry>;

export type Finding = keyof typeof FINDINGS;
