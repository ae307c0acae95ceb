import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "selfsigned";

export interface TestCertificate {
  key: string;
  cert: string;
  /** A PEM file of the certificate, which is its own authority. */
  caFile: string;
  /** A PEM file of certificate and key. */
  bothFile: string;
  /** A folder of its own. */
  folder: string;
  remove(): void;
}

/** A certificate for localhost, 127.0.0.1 and the names given. */
export async function testCertificate(names: readonly string[] = []): Promise<TestCertificate> {
  const { private: key, cert } = await generate([{ name: "commonName", value: "localhost" }], {
    keySize: 2048,
    algorithm: "sha256",
    extensions: [
      { name: "basicConstraints", cA: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: "localhost" },
          { type: 7, ip: "127.0.0.1" },
          ...names.map((value) => ({ type: 2 as const, value })),
        ],
      },
    ],
  });
  const folder = mkdtempSync(join(tmpdir(), "partnercenter-"));
  const caFile = join(folder, "ca.pem");
  const bothFile = join(folder, "both.pem");
  writeFileSync(caFile, cert);
  writeFileSync(bothFile, `${cert}\n${key}`);
  return { key, cert, caFile, bothFile, folder, remove: () => rmSync(folder, { recursive: true }) };
}
