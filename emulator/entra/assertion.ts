import { constants, verify, X509Certificate } from "node:crypto";
import type { EntraErrorCode } from "./errors";

/** Who has signed an assertion, by its own word: an application signs with its own certificate. */
export const issuerOf = (assertion: string): unknown => parse(assertion.split(".")[1])?.iss;

/**
 * Checks the assertion with which an application proves that it holds a certificate's key ("Microsoft identity
 * platform application authentication certificate credentials").
 * @returns the failure's code, or undefined if it is good.
 */
export function assertionProblem(
  assertion: string,
  expected: { clientId: string; tokenPath: string; now: number; certificates: readonly string[] },
): EntraErrorCode | undefined {
  const [head, payload, signature] = assertion.split(".");
  const header = parse(head);
  const claims = parse(payload);
  if (header === undefined || claims === undefined) return 9002313;
  const certificate = expected.certificates
    .map((pem) => new X509Certificate(pem))
    .find((candidate) => thumbprints(candidate).includes(header["x5t#S256"] ?? header.x5t));
  if (certificate === undefined) return 700027;
  const pss = header.alg === "PS256";
  const key = {
    key: certificate.publicKey,
    ...(pss && { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }),
  };
  if (!pss && header.alg !== "RS256") return 700027;
  if (!verify("sha256", Buffer.from(`${head}.${payload}`), key, Buffer.from(signature ?? "", "base64url"))) {
    return 700027;
  }
  if (claims.iss !== expected.clientId || claims.sub !== expected.clientId) return 700016;
  if (typeof claims.exp !== "number" || claims.exp * 1000 <= expected.now) return 700024;
  const audience =
    typeof claims.aud === "string" && URL.canParse(claims.aud) ? new URL(claims.aud).pathname : "";
  return audience === expected.tokenPath ? undefined : 700023;
}

function thumbprints(certificate: X509Certificate): unknown[] {
  return [certificate.fingerprint256, certificate.fingerprint].map((hex) =>
    Buffer.from(hex.replaceAll(":", ""), "hex").toString("base64url"),
  );
}

function parse(part: string | undefined): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part ?? "", "base64url").toString());
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
