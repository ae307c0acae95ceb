import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { settingsError } from "../resolvedSettings";

/** What MSAL needs of a certificate. */
export interface ClientCertificate {
  privateKey: string;
  /** SHA-256 of the certificate, hexadecimal without colons. */
  thumbprintSha256: string;
}

const KEY = /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----[\s\S]+?-----END (?:[A-Z]+ )?PRIVATE KEY-----/;

/** Reads a PEM file with a certificate and its private key. */
export async function readCertificate(
  certificateFile: string,
  settingName: (name: string) => string,
): Promise<ClientCertificate> {
  const name = settingName("certificateFile");
  const pem = await readFile(certificateFile, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw settingsError([`${name} can't be read (${error.code ?? "unknown error"})`]);
  });
  const privateKey = KEY.exec(pem)?.[0];
  if (privateKey === undefined || !pem.includes("-----BEGIN CERTIFICATE-----")) {
    throw settingsError([`${name} must hold both a certificate and its unencrypted private key, as PEM`]);
  }
  try {
    const certificate = new X509Certificate(pem.slice(pem.indexOf("-----BEGIN CERTIFICATE-----")));
    if (certificate.checkPrivateKey(createPrivateKey(privateKey))) {
      return { privateKey, thumbprintSha256: certificate.fingerprint256.replaceAll(":", "") };
    }
  } catch {
    throw settingsError([`${name} holds a certificate or key that can't be parsed`]);
  }
  throw settingsError([`${name} holds a key that is not the certificate's`]);
}
