import { SETTINGS_HELP } from "../settings";

/** What `partnercenter doctor --help` says besides the options. */
export const HELP = `
Nothing is changed and nothing is submitted. A login by refresh token is used once, as any run would: a new refresh
token is written to the file that the settings name for it.

What is checked, each when what it needs is well:
  configuration   every setting, and which source the login comes from; never the value of a secret
  loginHost, api  that the hosts answer: name, connection, certificate, proxy, time-out
  clock           this machine's against theirs; more than five minutes apart breaks tokens
  login           that Microsoft Entra gives a token
  audience        what the token is for: https://graph.windows.net is no longer accepted
  appUser         a user's token or an application's alone, which can look and not submit
  refreshToken    whether a newer one exists, and its age where that can be known
  mfa             that Partner Center takes the sign-in for one with multifactor authentication (ValidateMfa)
  role            that the login may read the partner's customers
  relationship, qualifications, gdap    with --customer
${SETTINGS_HELP}
Examples:
  partnercenter doctor
  partnercenter doctor --stack dev --customer GUID
  partnercenter doctor --json | jq -r '.checks[] | select(.result == "failed") | .remedy'

Results: ok, warning, failed, skipped (what it needs has failed, or it does not apply; it says which).
Exit codes: 0 nothing failed, there may be warnings; 1 something failed.
`;
