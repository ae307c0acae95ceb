import {
  type AccessCheck,
  entryOfCode,
  isAppOnly,
  type Login,
  type PartnerCenterClient,
  type TokenFacts,
} from "../../provider/partnercenter";
import { type Check, failed, ok, skipped, wrong } from "./report";

/** What Partner Center says of the login. */
export interface Access {
  checks: [mfa: Check, role: Check];
  /** Whether a customer can be asked about. */
  allowed: boolean;
  /** Why not. */
  why: string;
}

/** Multifactor authentication and role, by one call. */
export async function checkAccess(
  client: PartnerCenterClient,
  facts: TokenFacts,
  login: Login,
): Promise<Access> {
  let access: AccessCheck;
  try {
    access = await client.checkAccess();
  } catch (error) {
    const why = "Partner Center gave no answer: see role";
    return { checks: [skipped("mfa", why), failed("role", error)], allowed: false, why: "role failed" };
  }
  const mfa = mfaCheck(access, facts, login);
  const { refusal } = access;
  if (refusal === undefined)
    return {
      checks: [mfa, ok("role", "The login may read the partner's customers.")],
      allowed: true,
      why: "",
    };
  // The same answer twice would look like two failures.
  if (mfa.result === "failed" && refusal.httpStatus === 401)
    return { checks: [mfa, skipped("role", "mfa failed")], allowed: false, why: "mfa failed" };
  return { checks: [mfa, failed("role", refusal)], allowed: false, why: "role failed" };
}

function mfaCheck(
  { mfaCompliant, refusal, correlationId }: AccessCheck,
  facts: TokenFacts,
  login: Login,
): Check {
  if (isAppOnly(login) || facts.kind === "app-only")
    return skipped("mfa", "an app-only login has none and needs none");
  if (refusal?.name === "MfaRequiredError") return failed("mfa", refusal);
  if (mfaCompliant === true)
    return ok("mfa", "Partner Center takes the sign-in for one with multifactor authentication.");
  if (mfaCompliant === false) {
    const found = `Partner Center says that the sign-in had none (isMfaCompliant: false, MS-CorrelationId ${correlationId}).`;
    return { ...wrong("mfa", found, entryOfCode("900421")), correlationId };
  }
  if (facts.mfa === false)
    return {
      ...wrong("mfa", "The token says that the sign-in had none (amr).", entryOfCode("900421")),
      correlationId,
    };
  if (facts.mfa === true)
    return ok("mfa", "The token says that the sign-in had it (amr); Partner Center did not say.");
  return skipped("mfa", "neither Partner Center nor the token says it");
}
