import * as http from "node:http";
import { writeFileSync } from "node:fs";
import * as net from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { ClientSettings, PartnerCenterClient } from "../../../provider/partnercenter";
import { Transport } from "../../../provider/partnercenter/transport";
import { type TestCertificate, testCertificate } from "./certificates";
import { json, type Scripted, scriptedServer, type ScriptedServer } from "./server";
import { clientOf, CUSTOMER, errorOf } from "./support";

const IN_REVIEW = { qualification: "Education", vettingStatus: "InReview" };

let server: ScriptedServer | undefined;
let client: PartnerCenterClient | undefined;
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  client?.close();
  await server?.close();
  for (const close of closing.splice(0)) await close();
});

async function serve(script: Scripted[], settings: Partial<ClientSettings> = {}) {
  server = await scriptedServer(script);
  client = clientOf(server.url, settings);
  return { server, client };
}

describe("answers", () => {
  const text = JSON.stringify([IN_REVIEW]);
  test.each<[string, Scripted]>([
    ["with a byte order mark", { body: `\uFEFF${text}` }],
    ["in UTF-16", { body: Buffer.from(`\uFEFF${text}`, "utf16le") }],
    ["compressed", { headers: { "Content-Encoding": "gzip" }, body: gzipSync(text) }],
    ["as 201", { status: 201, body: text }],
    ["called HTML", { headers: { "Content-Type": "text/html" }, body: text }],
  ])("%s", async (_, answer) => {
    const { client } = await serve([answer]);
    expect(await client.getCustomerQualifications(CUSTOMER)).toEqual([IN_REVIEW]);
  });

  test.each<[string, Scripted]>([
    ["empty", { body: "" }],
    ["204", { status: 204 }],
    ["{}", json({})],
    ["null", json(null)],
    [
      "another collection",
      json({ totalCount: 1, items: [{ id: CUSTOMER, companyProfile: { domain: "d" } }] }),
    ],
    [
      "HTML",
      { headers: { "Content-Type": "text/html" }, body: "<html><head><title>Sign in</title></head></html>" },
    ],
    ["half a document", { body: '[{"qualification":' }],
  ])("not understood, and never none: %s", async (_, answer) => {
    const { server, client } = await serve([answer]);
    const error = await errorOf(client.getCustomerQualifications(CUSTOMER));
    expect(error).toMatchObject({ name: "NotUnderstoodError", scope: "customer" });
    expect(error.message.split("\n")[0]).toMatch(/HTTP 20\d, but its body was not understood/);
    expect(server.requests).toHaveLength(1);
  });

  test("what came is shown, but no value that may be private", async () => {
    const body = { totalCount: 1, items: [{ id: CUSTOMER, companyProfile: { domain: "private.example" } }] };
    const { client } = await serve([json(body)]);
    const { message } = await errorOf(client.getCustomerQualifications(CUSTOMER));
    expect(message).toContain('"totalCount":1');
    expect(message).toContain("companyProfile");
    expect(message).not.toContain("private.example");
  });

  test("a huge one is not read to its end", async () => {
    const { server, client } = await serve([{ body: Buffer.alloc(3_000_000, " ") }], {
      maxAnswerBytes: 1_000_000,
    });
    const error = await errorOf(client.getCustomerQualifications(CUSTOMER));
    expect(error).toMatchObject({ name: "AnswerTooLargeError", httpStatus: 200 });
    expect(server.requests).toHaveLength(1);
  });

  test("a huge one made small by compression neither", async () => {
    const body = gzipSync(Buffer.alloc(3_000_000, " "));
    const { client } = await serve([{ headers: { "Content-Encoding": "gzip" }, body }], {
      maxAnswerBytes: 1_000_000,
    });
    expect((await errorOf(client.getCustomerQualifications(CUSTOMER))).name).toBe("AnswerTooLargeError");
  });

  test.each([301, 302, 303, 307, 308])("a redirect (%i) is not followed", async (status) => {
    const target = await scriptedServer([json([])]);
    closing.push(() => target.close());
    const { server, client } = await serve([{ status, headers: { Location: `${target.url}/stolen` } }]);
    expect(await errorOf(client.getCustomerQualifications(CUSTOMER))).toMatchObject({
      name: "RedirectError",
      scope: "partner",
      httpStatus: status,
    });
    expect(server.requests).toHaveLength(1);
    expect(target.requests).toEqual([]);
  });

  test("a stall ends at the time limit, after all attempts", async () => {
    const { server, client } = await serve(["stall"], { requestTimeoutMs: 1200, maxAttempts: 3 });
    const error = await errorOf(client.getCustomerQualifications(CUSTOMER));
    expect(error).toMatchObject({ name: "TimeoutError", scope: "customer" });
    expect(error.message).toContain("no complete answer came within the time limit, after 3 attempts");
    expect(server.requests).toHaveLength(3);
  });

  test("an answer that stops in the middle is tried again", async () => {
    const { server, client } = await serve([
      { headers: { "Content-Length": 500 }, body: "[" },
      "drop",
      json([IN_REVIEW]),
    ]);
    expect(await client.getCustomerQualifications(CUSTOMER)).toEqual([IN_REVIEW]);
    expect(server.requests).toHaveLength(3);
  });
});

describe("connections", () => {
  test("are kept alive", async () => {
    const { server, client } = await serve([json([])]);
    const ports = new Set<number | undefined>();
    const listener = (socket: net.Socket) => ports.add(socket.remotePort);
    server.onConnection(listener);
    for (let call = 0; call < 5; call += 1) await client.getCustomerQualifications(CUSTOMER);
    expect(server.requests).toHaveLength(5);
    expect(ports.size).toBe(1);
  });

  test("that are not made within the time limit end", async () => {
    // Accepts the connection and never answers the TLS handshake.
    const silent = net.createServer(() => undefined);
    const sockets: net.Socket[] = [];
    silent.on("connection", (socket) => sockets.push(socket));
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    closing.push(async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => silent.close(resolve));
    });
    const { port } = silent.address() as net.AddressInfo;
    client = clientOf(`https://localhost:${port}`, { connectTimeoutMs: 1200, maxAttempts: 2 });
    expect(await errorOf(client.getCustomerQualifications(CUSTOMER))).toMatchObject({
      name: "ConnectionError",
      scope: "partner",
    });
    expect(sockets).toHaveLength(2);
  });

  test("to a name that does not exist", async () => {
    client = clientOf("https://nowhere.invalid", { maxAttempts: 1 });
    expect(await errorOf(client.getCustomerQualifications(CUSTOMER))).toMatchObject({
      name: "ConnectionError",
      scope: "partner",
    });
  });
});

test("an error of our own before anything was sent is made once, and is everybody's", async () => {
  server = await scriptedServer([json([])]);
  const attempts: string[] = [];
  const transport = new Transport({
    environment: {},
    requestTimeoutMs: 1000,
    connectTimeoutMs: 1000,
    maxAnswerBytes: 1000,
  });
  client = clientOf(server.url, {
    transport: {
      send: (request) => {
        attempts.push(request.method);
        // Node refuses to make such a request.
        return transport.send({ ...request, method: "NOT A METHOD" });
      },
      close: () => transport.close(),
    },
  });
  const submission = client.submitCustomerQualification(CUSTOMER, { qualification: "StateOwnedEntity" });
  const error = await errorOf(submission);
  expect(error).toMatchObject({
    name: "RequestNotMadeError",
    scope: "partner",
    submission: "notTaken",
    found: expect.stringContaining("ERR_INVALID_HTTP_TOKEN") as string,
  });
  expect(error.message).not.toMatch(/run again/i);
  expect(attempts.filter((method) => method === "POST")).toHaveLength(1);
  expect(server.requests).toEqual([]);
});

describe("TLS", () => {
  let certificate: TestCertificate;
  beforeAll(async () => {
    certificate = await testCertificate(["api.partnercenter.test"]);
  });
  afterAll(() => certificate.remove());

  test("a certificate of the caFile is trusted, another is not, and nothing is sent to it", async () => {
    server = await scriptedServer([json([])], certificate);
    client = clientOf(server.url, { caFile: certificate.caFile });
    expect(await client.getCustomerQualifications(CUSTOMER)).toEqual([]);
    client.close();
    client = clientOf(server.url);
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
      client = clientOf("https://localhost:1", { caFile });
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
    server = await scriptedServer([json([])], certificate);
    client = clientOf(server.url, { caFile: `${caFile}\n` });
    expect(await client.getCustomerQualifications(CUSTOMER)).toEqual([]);
  });

  const broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";

  test("a certificate of a caFile that can't be read leaves those after it trusted", async () => {
    const caFile = join(certificate.folder, "partly.pem");
    writeFileSync(caFile, broken + certificate.cert);
    server = await scriptedServer([json([])], certificate);
    client = clientOf(server.url, { caFile });
    expect(await client.getCustomerQualifications(CUSTOMER)).toEqual([]);
  });

  test("a caFile whose certificates can't be read is named", async () => {
    const caFile = join(certificate.folder, "broken.pem");
    writeFileSync(caFile, broken);
    client = clientOf("https://localhost:1", { caFile });
    const error = await errorOf(client.getCustomerQualifications(CUSTOMER));
    expect(error).toMatchObject({ name: "SettingsError", scope: "partner" });
    expect(error.message).toContain("no certificate in it can be read");
  });

  test.each([["/does/not/exist.pem"], [__filename]])("a caFile without certificates: %s", async (caFile) => {
    client = clientOf("https://localhost:1", { caFile });
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
    closing.push(async () => {
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
    server = await scriptedServer([json([IN_REVIEW])], certificate);
    const { url, asked } = await proxy(server.port);
    client = clientOf("https://api.partnercenter.test", {
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
    server = await scriptedServer([json([])], certificate);
    const { url, asked } = await proxy(server.port);
    client = clientOf(server.url, { caFile: certificate.caFile, proxyEnvironment: { HTTPS_PROXY: url } });
    await client.getCustomerQualifications(CUSTOMER);
    client.close();
    client = clientOf("https://nowhere.invalid", {
      maxAttempts: 1,
      proxyEnvironment: { HTTPS_PROXY: url, NO_PROXY: "nowhere.invalid" },
    });
    expect((await errorOf(client.getCustomerQualifications(CUSTOMER))).name).toBe("ConnectionError");
    expect(asked).toEqual([]);
  });

  test("a certificate that is not trusted inside a proxy's tunnel: nothing was sent", async () => {
    server = await scriptedServer([json([])], certificate);
    const { url } = await proxy(server.port);
    client = clientOf("https://api.partnercenter.test", { proxyEnvironment: { HTTPS_PROXY: url } });
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
    client = clientOf("https://api.partnercenter.test", {
      maxAttempts: 1,
      proxyEnvironment: { HTTPS_PROXY: url },
    });
    const error = await errorOf(client.getCustomerQualifications(CUSTOMER));
    expect(error).toMatchObject({ name: "ProxyError", scope: "partner" });
    expect(error.message).toContain(found);
  });

  test("a proxy that refuses: the submission was not sent, and the proxy's password is not shown", async () => {
    server = await scriptedServer([json([])], certificate);
    const { url } = await proxy(server.port, 407);
    client = clientOf("https://api.partnercenter.test", {
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
