import { writeFile } from "node:fs/promises";
import { generate } from "selfsigned";

/** A certificate and its private key, PEM. */
export interface Certificate {
  certificate: string;
  privateKey: string;
}

/** A certificate for this machine that is its own authority. */
export async function serverCertificate(): Promise<Certificate> {
  const made = await generate([{ name: "commonName", value: "localhost" }], {
    keyType: "ec",
    algorithm: "sha256",
    // A clock that is a little behind must not refuse it.
    notBeforeDate: new Date(Date.now() - 3600_000),
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", digitalSignature: true, keyCertSign: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: "localhost" },
          { type: 7, ip: "127.0.0.1" },
        ],
      },
    ],
  });
  return { certificate: made.cert, privateKey: made.private };
}

/**
 * Makes a certificate for an application that logs in with it, and writes it with its key to a file that only this
 * user can read. Entra's assertions are signed with RSA.
 *
 * @returns the certificate without its key, PEM
 */
export async function writeApplicationCertificate(file: string): Promise<string> {
  const made = await generate([{ name: "commonName", value: "partner-application" }], {
    algorithm: "sha256",
  });
  await writeFile(file, `${made.cert}\n${made.private}\n`, { mode: 0o600 });
  return made.cert;
}
