import {
  type ClientSettings,
  type DeviceCodeSignIn,
  PartnerCenterClient,
  PartnerCenterError,
} from "../../provider/partnercenter";
import { CommandFailure } from "../failure";

/** Who is to sign in, by which application. */
export interface SignIn {
  tenantId: string;
  clientId: string;
  /** Of this application, where the settings have it. */
  clientSecret?: string;
  connection: Omit<ClientSettings, "login">;
  /** What the refresh token is redeemed for. */
  audience: string;
}

/** A refresh token that was seen to work. */
export interface Proof {
  /** The newest: redeeming it may have brought another. */
  refreshToken: string;
  needsClientSecret: boolean;
  username?: string;
  /** Absent where neither Partner Center nor the token said. */
  mfaCompliant?: boolean;
  /** Partner Center's refusal, where the user has allowed it. */
  refusal?: PartnerCenterError;
}

/**
 * Redeems the refresh token as a later run will, and asks Partner Center once with it.
 * @throws PartnerCenterError or CommandFailure where it is not one to be stored
 */
export async function prove(
  { tenantId, clientId, clientSecret, connection }: SignIn,
  made: DeviceCodeSignIn,
  allowNoMfa: boolean,
  signal: AbortSignal,
): Promise<Proof> {
  let { refreshToken } = made;
  const { needsClientSecret } = made;
  const client = new PartnerCenterClient({
    ...connection,
    login: {
      kind: "refreshToken",
      tenantId,
      clientId,
      refreshToken,
      ...(needsClientSecret && { clientSecret }),
    },
    onRefreshToken: (fresh) => (refreshToken = fresh),
  });
  try {
    const facts = await client.logIn();
    const { mfaCompliant = facts.mfa, refusal } = await client.checkAccess({ signal });
    const withoutMfa = mfaCompliant === false || refusal?.name === "MfaRequiredError";
    if (withoutMfa && !allowNoMfa) throw noMfa(refusal);
    // A login without a role, or of an account that may not, is one to be made as another user.
    if (refusal && !(withoutMfa && refusal.httpStatus === 401)) throw nothingStored(refusal);
    const username = facts.username ?? made.username;
    return {
      refreshToken,
      needsClientSecret,
      ...(username !== undefined && { username }),
      ...(withoutMfa ? { mfaCompliant: false } : mfaCompliant === undefined ? {} : { mfaCompliant }),
      ...(refusal && { refusal }),
    };
  } finally {
    client.close();
  }
}

function noMfa(refusal: PartnerCenterError | undefined): CommandFailure {
  const id = refusal?.correlationId === undefined ? "" : ` (MS-CorrelationId ${refusal.correlationId})`;
  return new CommandFailure(
    `The sign-in had no multifactor authentication, and Partner Center asks for it${id}. Nothing was stored.\n` +
      "Have multifactor authentication required for this user in Microsoft Entra (Conditional Access, or per user), " +
      "sign out in the browser or open a private window, and run this again. To store it nevertheless: --allow-no-mfa.",
    1,
  );
}

function nothingStored(refusal: PartnerCenterError): CommandFailure {
  return new CommandFailure(`${refusal.message}\nNothing was stored.`, 1);
}

/** What was stored, and what the user should know. */
export interface Stored {
  /** Such as "in the configuration of stack dev". */
  place: string;
  /** The settings that were set. */
  names: string[];
  notes: string[];
  /** Commands. */
  next: string[];
}

/** A login that was seen to work. */
export type ProvenLogin = SignIn & Proof;

/** What a run needs besides. */
export function secretNote({ needsClientSecret, clientSecret }: ProvenLogin, name: string): string[] {
  if (needsClientSecret) return [`It is redeemed with the client secret: ${name} must be set as well.`];
  return clientSecret === undefined
    ? []
    : [
        `Microsoft Entra takes the application for a public client here: ${name} is not sent with this token.`,
      ];
}
