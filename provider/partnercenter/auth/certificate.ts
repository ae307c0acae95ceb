import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { certificatesIn, isCertificate, readPem } from "../pem";
import { settingsError } from "../resolvedSettings";

/** What MSAL needs of a certificate. */
export interface ClientCertificate {
  privateKey: string;
  /** SHA-256 of the certificate, hexadecimal without colons. */
  thumbprintSha256: string;
}

const KEY = /-----BEGIN ((?:[A-Z]+ )*)PRIVATE KEY-----[\s\S]+?-----END \1PRIVATE KEY-----/g;

/**
 * Reads a PEM file with a private key and its certificate. Others may stand beside it, such as those of a chain, in any
 * order: the one that is meant is the key's.
 * @throws PartnerCenterError named SettingsError
 */
export function readCertificate(
  certificateFile: string,
  settingName: (name: string) => string,
): ClientCertificate {
  const unusable = (found: string) => settingsError([`${settingName("certificateFile")} ${found}`]);
  let pem: string;
  try {
    pem = readPem(certificateFile);
  } catch (error) {
    throw unusable(`can't be read (${(error as NodeJS.ErrnoException).code ?? "unknown error"})`);
  }
  const certificates = certificatesIn(pem);
  const keys = pem.match(KEY) ?? [];
  const clear = keys.filter((key) => decryption(key) === undefined);
  if (clear.length === 0 && keys[0] !== undefined) throw unusable(encrypted(keys[0]));
  if (certificates.length === 0 || clear.length === 0)
    throw unusable("must hold both a certificate and its unencrypted private key, as PEM");
  const pair = matching(clear, certificates);
  if (pair === "unreadable") throw unusable("holds a certificate or key that can't be parsed");
  if (pair === undefined)
    throw unusable(
      certificates.length === 1
        ? "holds a key that is not the certificate's"
        : `holds a key that is none of its ${certificates.length} certificates'`,
    );
  if (pair.key.asymmetricKeyType?.startsWith("rsa") !== true)
    throw unusable(`holds a key of the kind ${pair.key.asymmetricKeyType ?? "unknown"}; it must be RSA`);
  return {
    privateKey: pair.key.export({ type: "pkcs8", format: "pem" }) as string,
    thumbprintSha256: pair.certificate.fingerprint256.replaceAll(":", ""),
  };
}

/** The first key that one of the certificates is for. */
function matching(
  keys: readonly string[],
  certificates: readonly string[],
): { key: KeyObject; certificate: X509Certificate } | "unreadable" | undefined {
  const readable = certificates.filter(isCertificate).map((pem) => new X509Certificate(pem));
  const opened = keys.map(open).filter((key) => key !== undefined);
  const pairs = opened.flatMap((key) =>
    readable
      .filter((certificate) => certificate.checkPrivateKey(key))
      .map((certificate) => ({ key, certificate })),
  );
  const allRead = readable.length === certificates.length && opened.length === keys.length;
  return pairs[0] ?? (allRead ? undefined : "unreadable");
}

function open(key: string): KeyObject | undefined {
  try {
    return createPrivateKey(key);
  } catch {
    return undefined;
  }
}

/** The command that decrypts a key; undefined if it is not encrypted. */
function decryption(key: string): string | undefined {
  if (key.startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----")) return "openssl pkcs8";
  if (!/^Proc-Type: *4, *ENCRYPTED/m.test(key)) return undefined;
  return key.startsWith("-----BEGIN EC ") ? "openssl ec" : "openssl rsa";
}

const encrypted = (key: string): string =>
  `holds a private key that is encrypted, and nobody is there to type its password: decrypt it with ` +
  `\`${decryption(key) ?? "openssl pkey"} -in <file> -out key.pem\`, and set a file that only you can read, with key.pem ` +
  `and the certificate in it`;
