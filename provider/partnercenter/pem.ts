import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import * as tls from "node:tls";
import { decodeText } from "./decode/text";
import { TransportFailure } from "./transportFailure";

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

/** The usual certificate authorities, and those of the file. Before Node 22.15, NODE_EXTRA_CA_CERTS is not among the usual. */
export function trustedAuthorities(caFile: string): string[] {
  const own = readCaFile(caFile);
  const usual =
    "getCACertificates" in tls
      ? tls.getCACertificates("default")
      : [...(tls as typeof import("node:tls")).rootCertificates];
  return [...usual, ...own];
}

function readCaFile(caFile: string): string[] {
  const unusable = (detail: string, kind: "caFile" | "emulatorEnded" = "caFile"): TransportFailure =>
    new TransportFailure({ kind, sent: false, transient: false, detail });
  let certificates: string[];
  try {
    certificates = certificatesIn(readPem(caFile));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const isEnded = code === "ENOENT" && isEmulators(caFile);
    throw unusable(`${code ?? "unreadable"}: ${caFile}`, isEnded ? "emulatorEnded" : "caFile");
  }
  if (certificates.length === 0) throw unusable("no certificate in it");
  // One by one: Node would pass over one that it can't read, and over all that follow it, without a word.
  const readable = certificates.filter(isCertificate);
  if (readable.length === 0) throw unusable("no certificate in it can be read");
  return readable;
}

/** An emulator writes a new one each time it is started. */
const isEmulators = (caFile: string): boolean => basename(caFile) === "emulator-ca.pem";
