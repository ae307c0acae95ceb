/** What `partnercenter login --help` says besides the options. */
export const HELP = `
It prints an address and a code. Somebody opens the address, on whichever
machine, enters the code and signs in with multifactor authentication. The
refresh token that comes of it is redeemed as a run would, and Partner Center is
asked once with it (a page of the customers' list): nothing is stored that does
not work.

It needs:
- the partner's tenant, and an app registration in it with the delegated
  permission user_impersonation of the Partner Center API and an administrator's
  consent. They come from --tenant-id and --client-id, else from the environment
  (PARTNERCENTER_TENANT_ID, PARTNERCENTER_CLIENT_ID), else from the stack's
  configuration;
- "Allow public client flows" switched on in the registration (Authentication),
  or its client secret set (PARTNERCENTER_CLIENT_SECRET or
  partnercenter:clientSecret; it is never an option);
- a user of that tenant who is an Admin agent in Partner Center and has
  multifactor authentication.

Where the refresh token goes:
  --to config     into the stack's configuration, as
                  \`pulumi config set --secret partnercenter:refreshToken\` would
                  do it, with tenantId, clientId and what differs of the cloud:
                  a login comes whole from one source. Secrets go through
                  standard input. \`pulumi refresh\` and \`destroy\` go by the
                  configuration of the last \`up\`, so run that next.
  --to file:PATH  into a file that only you can read, at once or not at all. The
                  provider reads no file: set PARTNERCENTER_REFRESH_TOKEN from
                  it, and PARTNERCENTER_REFRESH_TOKEN_FILE to the same path,
                  where every run writes the newest one.
  --to stdout     the token alone; everything else goes to standard error.

A sign-in without multifactor authentication is not stored, since Partner Center
refuses it; with --allow-no-mfa it is. A token ends after 90 days without use.

Examples:
  partnercenter login --to config --stack dev --tenant-id GUID --client-id GUID
  partnercenter login --to file:.partnercenter-refresh-token
  partnercenter login --to stdout | gh secret set PARTNERCENTER_REFRESH_TOKEN

Exit codes: 0 stored; 1 not signed in, or not stored; 130 ended by Ctrl-C.
`;
