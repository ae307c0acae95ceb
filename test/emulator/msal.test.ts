import { readFileSync } from "node:fs";
import * as https from "node:https";
import {
  ConfidentialClientApplication,
  type INetworkModule,
  type NetworkRequestOptions,
  type NetworkResponse,
  PublicClientApplication,
} from "@azure/msal-node";
import { X509Certificate } from "node:crypto";
import type { Emulator } from "../../emulator/index";
import { call, EDUCATION, QUALIFICATIONS, SCOPES, started, stopAll } from "./calls";

afterEach(stopAll);

/** MSAL's way to the network with the emulator's certificate authority, without changing the whole process. */
class Network implements INetworkModule {
  readonly #ca: Buffer;

  constructor(caFile: string) {
    this.#ca = readFileSync(caFile);
  }

  sendGetRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    return this.#send("GET", url, options);
  }

  sendPostRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    return this.#send("POST", url, options);
  }

  #send<T>(method: string, url: string, options: NetworkRequestOptions = {}): Promise<NetworkResponse<T>> {
    return new Promise((resolve, reject) => {
      const request = https.request(
        url,
        { method, headers: options.headers, ca: this.#ca, agent: false },
        (answer) => {
          let text = "";
          answer.on("data", (chunk: Buffer) => (text += chunk.toString()));
          answer.on("end", () =>
            resolve({ status: answer.statusCode ?? 0, headers: {}, body: JSON.parse(text) as T }),
          );
        },
      );
      request.on("error", reject);
      request.end(options.body);
    });
  }
}

function configuration(emulator: Emulator, environment: Record<string, string | undefined>, own = {}) {
  const authority = `${environment.PARTNERCENTER_AUTHORITY_HOST}/${environment.PARTNERCENTER_TENANT_ID}`;
  return {
    auth: {
      clientId: environment.PARTNERCENTER_CLIENT_ID ?? "",
      authority,
      knownAuthorities: [new URL(authority).host],
      ...own,
    },
    system: { networkClient: new Network(emulator.caFile ?? ""), disableInternalRetries: true },
  };
}

describe("MSAL", () => {
  test("a refresh token, with the secret: App+User, good for a submission", async () => {
    const emulator = await started({ tls: true });
    const { environment } = emulator;
    const own = { clientSecret: environment.PARTNERCENTER_CLIENT_SECRET };
    const result = await new ConfidentialClientApplication(
      configuration(emulator, environment, own),
    ).acquireTokenByRefreshToken({
      scopes: SCOPES,
      refreshToken: environment.PARTNERCENTER_REFRESH_TOKEN ?? "",
    });
    expect(result?.expiresOn?.getTime()).toBeGreaterThan(Date.now() + 3500_000);
    const token = result?.accessToken;
    expect((await call(emulator, "POST", QUALIFICATIONS, { token, body: EDUCATION })).status).toBe(201);
    expect(emulator.requests.map(({ endpoint, method, path }) => `${endpoint} ${method} ${path}`)).toEqual([
      `login GET /${environment.PARTNERCENTER_TENANT_ID}/v2.0/.well-known/openid-configuration`,
      `login POST /${environment.PARTNERCENTER_TENANT_ID}/oauth2/v2.0/token`,
      `api POST ${QUALIFICATIONS}`,
    ]);
  });

  test("a client secret: app-only, good for looking", async () => {
    const emulator = await started({ tls: true });
    const environment = await emulator.environmentFor("clientSecret");
    expect(environment.PARTNERCENTER_REFRESH_TOKEN).toBeUndefined();
    const own = { clientSecret: environment.PARTNERCENTER_CLIENT_SECRET };
    const application = new ConfidentialClientApplication(configuration(emulator, environment, own));
    const token = (await application.acquireTokenByClientCredential({ scopes: SCOPES }))?.accessToken;
    expect((await call(emulator, "GET", QUALIFICATIONS, { token })).status).toBe(200);
    expect(await call(emulator, "POST", QUALIFICATIONS, { token, body: EDUCATION })).toMatchObject({
      status: 403,
      json: { code: 900329 },
    });
  });

  test("a certificate: app-only; another key is not accepted", async () => {
    const emulator = await started({ tls: true });
    const environment = await emulator.environmentFor("certificate");
    const pem = readFileSync(environment.PARTNERCENTER_CERTIFICATE_FILE ?? "", "utf8");
    const acquire = (privateKey: string) => {
      const thumbprintSha256 = new X509Certificate(pem).fingerprint256.replaceAll(":", "");
      const own = { clientCertificate: { privateKey, thumbprintSha256 } };
      return new ConfidentialClientApplication(
        configuration(emulator, environment, own),
      ).acquireTokenByClientCredential({ scopes: SCOPES });
    };
    const result = await acquire(pem.slice(pem.indexOf("-----BEGIN PRIVATE")));
    expect((await call(emulator, "GET", QUALIFICATIONS, { token: result?.accessToken })).status).toBe(200);
    const { generateKeyPairSync } = await import("node:crypto");
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const other = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    await expect(acquire(other)).rejects.toThrow("700027");
  });

  test("a device code: waits for the person, then App+User with a refresh token of its own", async () => {
    const emulator = await started({ tls: true });
    emulator.change({ deviceLoginIntervalSeconds: 0.05 });
    const { tenant, login } = emulator.partnerCenter;
    const environment = { ...emulator.environment, PARTNERCENTER_CLIENT_ID: tenant.publicClientId };
    const result = await new PublicClientApplication(
      configuration(emulator, environment),
    ).acquireTokenByDeviceCode({
      scopes: SCOPES,
      deviceCodeCallback: ({ userCode, message }) => {
        expect(message).toContain(userCode);
        expect(login.deviceLogins.pending()).toEqual([{ userCode, clientId: tenant.publicClientId }]);
        // A person needs a while: the device asks in vain at least once.
        const inVain = () =>
          emulator.requests.some((one) => one.path.endsWith("/token") && one.status === 400);
        void emulator
          .until(inVain)
          .then(() => login.deviceLogins.finish(userCode, { mfa: true, adminAgent: true }));
      },
    });
    expect((await call(emulator, "GET", QUALIFICATIONS, { token: result?.accessToken })).status).toBe(200);
    expect(login.deviceLogins.pending()).toEqual([]);
  });
});
