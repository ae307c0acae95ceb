import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { decodeText } from "./decode/text";

/** A PEM file's text, whichever editor or shell wrote it: with a byte order mark, in UTF-16, with any line ends. */
export function readPem(file: string): string {
  return decodeText(readFileSync(file)).replace(/\r\n?/g, "\n");
}

/** The certificates of a PEM text, in its order. */
export function certificatesIn(pem: string): string[] {
  return pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
}

export function isCertificate(pem: string): boolean {
  try {
    new X509Certificate(pem);
    return true;
  } catch {
    return false;
  }
}
