import { createPrivateKey, generateKeyPairSync, X509Certificate } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Login } from "../../../provider/partnercenter";
import { type TestCertificate, testCertificate } from "./certificates";
import { Entra, TENANT } from "./entra";
import { CUSTOMER, errorOf } from "./support";

const entra = new Entra();

describe("app-only by certificate", () => {
  const withFile = (certificateFile: string): Login => ({
    kind: "certificate",
    tenantId: TENANT,
    clientId: "the-client",
    certificateFile,
  });

  test("signs an assertion", async () => {
    await entra.logIn(withFile(entra.certificate.bothFile)).getCustomerQualifications(CUSTOMER);
    const [request] = entra.tokenRequests();
    expect(request).toMatchObject({ grant_type: "client_credentials" });
    const [header] = (request?.client_assertion ?? "").split(".");
    expect(JSON.parse(Buffer.from(header ?? "", "base64url").toString())).toHaveProperty("x5t#S256");
  });

  test.each<[string, (one: TestCertificate, root: TestCertificate) => string | Buffer]>([
    ["a chain with the root first", ({ cert, key }, root) => `${root.cert}\n${cert}\n${key}`],
    [
      "the key first, and a chain with the root last",
      ({ cert, key }, root) => `${key}\n${cert}\n${root.cert}`,
    ],
    ["another's key beside its own", ({ cert, key }, root) => `${root.key}\n${cert}\n${key}`],
    ["an encrypted key beside it", ({ cert, key }) => `${ENCRYPTED_PKCS8}${cert}\n${key}`],
    [
      "carriage returns and a byte order mark",
      ({ cert, key }) => `\uFEFF${`${cert}\n${key}`.replaceAll("\n", "\r\n")}`,
    ],
    ["UTF-16", ({ cert, key }) => Buffer.from(`\uFEFF${cert}\n${key}`, "utf16le")],
  ])("a file with %s: the certificate is the key's", async (_, written) => {
    const root = await testCertificate(["root.example"]);
    const file = join(entra.folder, "written.pem");
    writeFileSync(file, written(entra.certificate, root));
    root.remove();
    await entra.logIn(withFile(file)).getCustomerQualifications(CUSTOMER);
    const [request] = entra.tokenRequests();
    const [header] = (request?.client_assertion ?? "").split(".");
    const { "x5t#S256": thumbprint } = JSON.parse(Buffer.from(header ?? "", "base64url").toString()) as {
      "x5t#S256": string;
    };
    const { fingerprint256 } = new X509Certificate(entra.certificate.cert);
    expect(Buffer.from(thumbprint, "base64").toString("hex").toUpperCase()).toBe(
      fingerprint256.replaceAll(":", ""),
    );
  });

  const exported = (type: "pkcs8" | "pkcs1"): string =>
    createPrivateKey(entra.certificate.key)
      .export({ type, format: "pem", cipher: "aes-256-cbc", passphrase: "s3cret" })
      .toString();

  test.each([
    ["PKCS#8", () => exported("pkcs8"), "`openssl pkcs8 -in <file> -out key.pem`"],
    ["traditional", () => exported("pkcs1"), "`openssl rsa -in <file> -out key.pem`"],
    ["traditional, with carriage returns", () => exported("pkcs1").replaceAll("\n", "\r\n"), "openssl rsa"],
    [
      "traditional of another kind",
      () =>
        generateKeyPairSync("ec", { namedCurve: "P-256" })
          .privateKey.export({ type: "sec1", format: "pem", cipher: "aes-256-cbc", passphrase: "s3cret" })
          .toString(),
      "openssl ec",
    ],
  ])("an encrypted key, %s, is named as that, with what decrypts it", async (_, key, command) => {
    const file = join(entra.folder, "encrypted.pem");
    writeFileSync(file, `${entra.certificate.cert}\n${key()}`);
    const error = await errorOf(entra.logIn(withFile(file)).getCustomerQualifications(CUSTOMER));
    expect(error).toMatchObject({ name: "SettingsError", scope: "partner" });
    expect(error.message).toContain("holds a private key that is encrypted");
    expect(error.message).toContain(command);
  });

  test("none of several certificates is the key's", async () => {
    const root = await testCertificate(["root.example"]);
    const file = join(entra.folder, "others.pem");
    writeFileSync(file, `${root.cert}\n${root.cert}\n${entra.certificate.key}`);
    root.remove();
    const error = await errorOf(entra.logIn(withFile(file)).getCustomerQualifications(CUSTOMER));
    expect(error.message).toContain("holds a key that is none of its 2 certificates'");
  });

  test.each([
    ["no file", () => "/does/not/exist", "can't be read (ENOENT)"],
    ["no key in it", () => entra.certificate.caFile, "must hold both"],
    [
      "another's key",
      () => {
        const file = join(entra.folder, "mixed.pem");
        writeFileSync(file, entra.certificate.cert + OTHER_KEY);
        return file;
      },
      "can't be parsed",
    ],
  ])("%s", async (_, file, expected) => {
    const error = await errorOf(entra.logIn(withFile(file())).getCustomerQualifications(CUSTOMER));
    expect(error).toMatchObject({ name: "SettingsError", scope: "partner" });
    expect(error.message).toContain(expected);
    expect(entra.server.requests).toEqual([]);
  });
});

const ENCRYPTED_PKCS8 = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n";
const OTHER_KEY = "\n-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
