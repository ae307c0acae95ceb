import * as http from "node:http";
import { writeFileSync } from "node:fs";
import * as net from "node:net";
import { join } from "node:path";
import { Transport } from "../../../provider/partnercenter/transport";
import { type TestCertificate, testCertificate } from "./certificates";
import { atEnd, connect, serverOf } from "./served";
import { json } from "./server";
import { CUSTOMER, errorOf } from "./support";

const IN_REVIEW = { qualification: "Education", vettingStatus: "InReview" };

describe("TLS", () => {
  let certificate: TestCertificate;
  beforeAll(async () => {
    certificate = await testCertificate(["api.partnercenter.test"]);
  });
  afterAll(() => certificate.remove());

  test("a certificate of the caFile is trusted, another is not, and nothing is sent to it", async () => {
    const server = await serverOf([json([])], certificate);
    let client = connect(server.url, { caFile: certificate.caFile });
    expect(await client.getCustomerQualifications(CUSTOMER)).toEqual([]);
    client.close();
    client = connect(server.url);
    const request = { qualification: "StateOwnedEntity" } as const;
    expect(await errorOf(client.submitCustomerQualification(CUSTOMER, request))).toMatchObject({
      name: "CertificateError",
      scope: "partner",
      submission: "notTaken",
    });
    expect(server.requests).toHaveLength(1);
  });

  test("a caFile that is not there is named, and an emulator's with what to do", async () => {
    const found = async (caFile: string): Promise<string> => {
      const client = connect("https://localhost:1", { caFile });
      const error = await errorOf(client.getCustomerQualifications(CUSTOMER));
      client.close();
      expect(error).toMatchObject({ name: "SettingsError", scope: "partner" });
      return error.message;
    };
    const other = await found("/no/such/file.pem");
    expect(other).toContain("can't be read (ENOENT: /no/such/file.pem)");
    const emulators = await found("/tmp/partnercenter-emulator-x/emulator-ca.pem");
    expect(emulators).toContain("not there any more (ENOENT: /tmp/partnercenter-emulator-x/emulator-ca.pem)");
    expect(emulators).toMatch(/\nIt was an emulator's, which has ended\. Start the emulator again/);
    expect(emulators).not.toContain("PEM file");
  });

  test.each<[string, (pem: string) => string | Buffer]>([
    ["with carriage returns and a byte order mark", (pem) => `\uFEFF${pem.replaceAll("\n", "\r\n")}`],
    ["in UTF-16, as PowerShell writes it", (pem) => Buffer.from(`\uFEFF${pem}`, "utf16le")],
    ["with other text around the certificate", (pem) => `subject=CN = localhost\n${pem}\nend`],
  ])("a caFile %s", async (_, written) => {
    const caFile = join(certificate.folder, "written.pem");
    writeFileSync(caFile, written(certificate.cert));
    const server = await serverOf([json([])], certificate);
    const client = connect(server.url, { caFile: `${caFile}\n` });
    expect(await client.getCustomerQualifications(CUSTOMER)).toEqual([]);
  });

  const broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";

  test("a certificate of a caFile that can't be read leaves those after it trusted", async () => {
    const caFile = join(certificate.folder, "partly.pem");
    writeFileSync(caFile, broken + certificate.cert);
    const server = await serverOf([json([])], certificate);
    const client = connect(server.url, { caFile });
    expect(await client.getCustomerQualifications(CUSTOMER)).toEqual([]);
  });

  test("a caFile whose certificates can't be read is named", async () => {
    const caFile = join(certificate.folder, "broken.pem");
    writeFileSync(caFile, broken);
    const client = connect("https://localhost:1", { caFile });
    const error = await errorOf(client.getCustomerQualifications(CUSTOMER));
    expect(error).toMatchObject({ name: "SettingsError", scope: "partner" });
    expect(error.message).toContain("no certificate in it can be read");
  });

  test.each([["/does/not/exist.pem"], [__filename]])("a caFile without certificates: %s", async (caFile) => {
    const client = connect("https://localhost:1", { caFile });
    expect(await errorOf(client.getCustomerQualifications(CUSTOMER))).toMatchObject({
      name: "SettingsError",
      scope: "partner",
    });
  });

  /** A proxy that opens each tunnel to the server here, whatever host was asked for. */
  async function proxy(port: number, status = 200) {
    const asked: { target?: string; authorization?: string }[] = [];
    const tunnels: net.Socket[] = [];
    const listening = http.createServer();
    listening.on("connect", (request: http.IncomingMessage, socket: net.Socket) => {
      asked.push({ target: request.url, authorization: request.headers["proxy-authorization"] });
      tunnels.push(socket);
      if (status !== 200) {
        socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
        return;
      }
      const upstream = net.connect(port, "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
        upstream.pipe(socket).pipe(upstream);
      });
      tunnels.push(upstream);
      for (const side of [socket, upstream]) side.on("error", () => undefined);
    });
    await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
    atEnd(async () => {
      for (const tunnel of tunnels) tunnel.destroy();
      await new Promise((resolve) => listening.close(resolve));
    });
    return {
      url: `http://user:secret-of-the-proxy@127.0.0.1:${(listening.address() as net.AddressInfo).port}`,
      asked,
    };
  }

  test.each([
    ["HTTPS_PROXY", (url: string) => url],
    ["https_proxy", (url: string) => url],
    ["ALL_PROXY", (url: string) => url],
    ["HTTPS_PROXY", (url: string) => url.replace("http://", "")],
  ])("%s is honoured: a tunnel, kept alive, TLS to the API inside it", async (variable, spelled) => {
    const server = await serverOf([json([IN_REVIEW])], certificate);
    const { url, asked } = await proxy(server.port);
    const client = connect("https://api.partnercenter.test", {
      caFile: certificate.caFile,
      proxyEnvironment: { [variable]: spelled(url) },
    });
    for (let call = 0; call < 3; call += 1) {
      expect(await client.getCustomerQualifications(CUSTOMER)).toEqual([IN_REVIEW]);
    }
    expect(asked).toEqual([
      {
        target: "api.partnercenter.test:443",
        authorization: `Basic ${Buffer.from("user:secret-of-the-proxy").toString("base64")}`,
      },
    ]);
    expect(server.requests[0]).toMatchObject({ path: `/v1/customers/${CUSTOMER}/qualifications` });
    expect(server.requests[0]?.headers["proxy-authorization"]).toBeUndefined();
  });

  test("NO_PROXY and this machine itself go without", async () => {
    const server = await serverOf([json([])], certificate);
    const { url, asked } = await proxy(server.port);
    let client = connect(server.url, { caFile: certificate.caFile, proxyEnvironment: { HTTPS_PROXY: url } });
    await client.getCustomerQualifications(CUSTOMER);
    client.close();
    client = connect("https://nowhere.invalid", {
      maxAttempts: 1,
      proxyEnvironment: { HTTPS_PROXY: url, NO_PROXY: "nowhere.invalid" },
    });
    expect((await errorOf(client.getCustomerQualifications(CUSTOMER))).name).toBe("ConnectionError");
    expect(asked).toEqual([]);
  });

  test("a certificate that is not trusted inside a proxy's tunnel: nothing was sent", async () => {
    const server = await serverOf([json([])], certificate);
    const { url } = await proxy(server.port);
    const client = connect("https://api.partnercenter.test", { proxyEnvironment: { HTTPS_PROXY: url } });
    const submission = client.submitCustomerQualification(CUSTOMER, { qualification: "StateOwnedEntity" });
    expect(await errorOf(submission)).toMatchObject({ name: "CertificateError", submission: "notTaken" });
    expect(server.requests).toEqual([]);
  });

  test.each(["http://[", "socks5://127.0.0.1:1", "http://user:100%sure@127.0.0.1:1"])(
    "a proxy variable that can't be used: %s",
    async (url) => {
      const transport = new Transport({
        environment: { HTTPS_PROXY: url },
        requestTimeoutMs: 1000,
        connectTimeoutMs: 1000,
        maxAnswerBytes: 1000,
      });
      const request = { method: "GET", url: "https://api.partnercenter.test", headers: {} };
      const failure = await transport.send(request).catch((error: unknown) => error);
      expect(failure).toMatchObject({ kind: "proxySetting", sent: false, transient: false });
      expect(String(failure)).not.toMatch(/sure/);
      transport.close();
    },
  );

  test.each([
    [
      "a proxy whose name does not exist",
      "http://nowhere.invalid:3128",
      "the proxy's host name was not found",
    ],
    ["a proxy that is down", "http://127.0.0.1:1", "the proxy refused the connection"],
  ])("%s", async (_, url, found) => {
    const client = connect("https://api.partnercenter.test", {
      maxAttempts: 1,
      proxyEnvironment: { HTTPS_PROXY: url },
    });
    const error = await errorOf(client.getCustomerQualifications(CUSTOMER));
    expect(error).toMatchObject({ name: "ProxyError", scope: "partner" });
    expect(error.message).toContain(found);
  });

  test("a proxy that refuses: the submission was not sent, and the proxy's password is not shown", async () => {
    const server = await serverOf([json([])], certificate);
    const { url } = await proxy(server.port, 407);
    const client = connect("https://api.partnercenter.test", {
      proxyEnvironment: { HTTPS_PROXY: url },
      maxAttempts: 2,
    });
    const error = await errorOf(
      client.submitCustomerQualification(CUSTOMER, { qualification: "StateOwnedEntity" }),
    );
    expect(error).toMatchObject({ scope: "partner", submission: "notTaken" });
    expect(error.name).toMatch(/^Proxy/);
    expect(error.message).not.toContain("secret-of-the-proxy");
    expect(server.requests).toEqual([]);
  });
});
