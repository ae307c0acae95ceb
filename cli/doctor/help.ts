import { SETTINGS_HELP } from "../settings";

/** What `partnercenter doctor --help` says besides the options. */
export const HELP = `
Nothing is changed and nothing is submitted. A refresh token is used once, as
any run would: a new one is written to the file that the settings name for it.

What is checked, each where what it needs is well:
  configuration   every setting, and which source the login comes from; never
                  the value of a secret
  loginHost, api  that the hosts answer: name, connection, certificate, proxy
  clock           this machine's against theirs: tokens fail when they are more
                  than five minutes apart
  login           that Microsoft Entra gives a token
  audience        what the token is for: https://graph.windows.net is refused
  appUser         a user's token, or an application's alone, which can look and
                  not submit
  refreshToken    whether there is a newer one, and its age where it is known
  mfa             that Partner Center takes the sign-in for one with multifactor
                  authentication (ValidateMfa)
  role            that the login may read the partner's customers
and with --customer:
  relationship    that the customer is one of the partner's
  qualifications  that they can be read
  gdap            what is known of the customer's roles
${SETTINGS_HELP}
Examples:
  partnercenter doctor
  partnercenter doctor --stack dev --customer GUID
  partnercenter doctor --json

Results: ok; warning; failed; skipped, where what it needs has failed or it does
not apply. Exit codes: 0 nothing failed, there may be warnings; 1 something did.
`;
