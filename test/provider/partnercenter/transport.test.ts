import * as net from "node:net";
import { gzipSync } from "node:zlib";
import axios from "axios";
import { Transport } from "../../../provider/partnercenter/transport";
import { atEnd, connect, serve, serverOf } from "./served";
import { json, type Scripted, scriptedServer } from "./server";
import { CUSTOMER, errorOf } from "./support";

const IN_REVIEW = { qualification: "Education", vettingStatus: "InReview" };

test("what a program sets on axios neither changes our requests nor sees their tokens", async () => {
  const seen: unknown[] = [];
  const ours = axios.interceptors.request.use((config) => {
    seen.push(config.headers);
    return config;
  });
  axios.defaults.headers.common["X-Own"] = "a program's";
  Object.defineProperty(Object.prototype, "cancelToken", { value: {}, configurable: true });
  atEnd(() => {
    axios.interceptors.request.eject(ours);
    delete axios.defaults.headers.common["X-Own"];
  });
  const { server, client } = await serve([json([IN_REVIEW])]);
  expect(await client.getCustomerQualifications(CUSTOMER)).toEqual([IN_REVIEW]);
  expect(server.requests[0]?.headers["authorization"]).toMatch(/^Bearer /);
  expect(server.requests[0]?.headers).not.toHaveProperty("x-own");
  expect(seen).toEqual([]);
  Reflect.deleteProperty(Object.prototype, "cancelToken");
  // As set, they would.
  await axios.get(server.url);
  expect(seen).toHaveLength(1);
  expect(server.requests[1]?.headers).toHaveProperty("x-own");
});

test("a token that is not accepted: the remedy fits a ready-made one as well, by its setting's name", async () => {
  const settingName = (name: string) => `partnercenter:${name}`;
  const { client } = await serve([{ status: 401, body: JSON.stringify({ code: 400 }) }], { settingName });
  const { message } = await errorOf(client.getCustomerQualifications(CUSTOMER));
  expect(message).toMatch(/a ready-made access token \(partnercenter:accessToken\) .* obtain a new one/);
});

describe("plain http", () => {
  test.each([
    "http://example.com",
    "http://localhost.example.com",
    "http://127.0.0.1.example.com",
    "http://[::2]",
    "http://10.0.0.1",
  ])("to %s is refused before any connection", async (address) => {
    // Whoever would go there anyway comes here: nothing of a test leaves this machine.
    const proxy = await serverOf([json([])]);
    const connected = jest.fn();
    proxy.onConnection(connected);
    const transport = transportBy({ HTTP_PROXY: proxy.url, http_proxy: proxy.url });
    const sent = transport.send({ method: "GET", url: `${address}/v1/customers`, headers: {} });
    await expect(sent).rejects.toMatchObject({ kind: "insecure", sent: false, transient: false });
    expect(connected).not.toHaveBeenCalled();
    expect(proxy.requests).toEqual([]);
  });

  test("to this machine works", async () => {
    const server = await serverOf([json([IN_REVIEW])]);
    for (const host of ["127.0.0.1", "localhost"]) {
      const url = `http://${host}:${server.port}/v1/customers`;
      expect(await transportBy({}).send({ method: "GET", url, headers: {} })).toMatchObject({ status: 200 });
    }
    expect(server.requests).toHaveLength(2);
  });

  function transportBy(environment: NodeJS.ProcessEnv): Transport {
    const limits = { requestTimeoutMs: 5000, connectTimeoutMs: 5000, maxAnswerBytes: 1_000_000 };
    const transport = new Transport({ ...limits, environment });
    atEnd(() => transport.close());
    return transport;
  }
});

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
    atEnd(() => target.close());
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
    atEnd(async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => silent.close(resolve));
    });
    const { port } = silent.address() as net.AddressInfo;
    const client = connect(`https://localhost:${port}`, { connectTimeoutMs: 1200, maxAttempts: 2 });
    expect(await errorOf(client.getCustomerQualifications(CUSTOMER))).toMatchObject({
      name: "ConnectionError",
      scope: "partner",
    });
    expect(sockets).toHaveLength(2);
  });

  test("to a name that does not exist", async () => {
    const client = connect("https://nowhere.invalid", { maxAttempts: 1 });
    expect(await errorOf(client.getCustomerQualifications(CUSTOMER))).toMatchObject({
      name: "ConnectionError",
      scope: "partner",
    });
  });
});

test("an error of our own before anything was sent is made once, and is everybody's", async () => {
  const server = await serverOf([json([])]);
  const attempts: string[] = [];
  const transport = new Transport({
    environment: {},
    requestTimeoutMs: 1000,
    connectTimeoutMs: 1000,
    maxAnswerBytes: 1000,
  });
  const client = connect(server.url, {
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
