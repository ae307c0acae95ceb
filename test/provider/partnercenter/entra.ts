import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type {
  ClientSettings,
  Login,
  PartnerCenterClient,
  RefreshTokenLogin,
} from "../../../provider/partnercenter";
import { type TestCertificate, testCertificate } from "./certificates";
import { json, type Recorded, type Scripted, scriptedServer, type ScriptedServer } from "./server";
import { clientOf } from "./support";

export const TENANT = "99999999-8888-4777-8666-555555555555";
export const REFRESH_TOKEN: RefreshTokenLogin = {
  kind: "refreshToken",
  tenantId: TENANT,
  clientId: "the-client",
  clientSecret: "the-client-secret",
  refreshToken: "the-first-refresh-token",
};

/** The token endpoint's answer to the request of this number. */
export const granted = (index: number, over: object = {}): Scripted =>
  json({
    token_type: "Bearer",
    expires_in: 3600,
    access_token: `access-token-${index}`,
    refresh_token: `rotated-token-${index}`,
    scope: "https://api.partnercenter.microsoft.com/user_impersonation",
    ...over,
  });

/** A token endpoint and an API on one scripted server, anew for each test, and a client that logs in there. */
export class Entra {
  certificate!: TestCertificate;
  server!: ScriptedServer;
  /** For the test's files. */
  folder!: string;
  /** What the token endpoint answers, by the number of the token request. */
  token!: (index: number) => Scripted;
  /** What the API answers, by its token. */
  api!: (authorization: string) => Scripted;
  #client: PartnerCenterClient | undefined;

  constructor() {
    beforeAll(async () => {
      this.certificate = await testCertificate();
    });
    afterAll(() => this.certificate.remove());
    beforeEach(() => this.#start());
    afterEach(async () => {
      this.#client?.close();
      await this.server.close();
      rmSync(this.folder, { recursive: true });
    });
  }

  logIn(login: Login, settings: Partial<ClientSettings> = {}): PartnerCenterClient {
    const { url } = this.server;
    const { caFile } = this.certificate;
    return (this.#client = clientOf(url, { login, authorityHost: url, caFile, ...settings }));
  }

  tokenRequests() {
    return this.server.requests
      .filter(({ path }) => path.includes("/oauth2/v2.0/token"))
      .map(({ body }) => Object.fromEntries(new URLSearchParams(body)));
  }

  apiTokens() {
    return this.server.requests
      .filter(({ path }) => path.startsWith("/v1/"))
      .map(({ headers }) => headers.authorization);
  }

  async #start(): Promise<void> {
    this.folder = mkdtempSync(join(tmpdir(), "partnercenter-"));
    this.token = (index) => granted(index);
    this.api = () => json([]);
    let tokens = 0;
    this.server = await scriptedServer((request: Recorded) => {
      if (request.path.includes("/oauth2/v2.0/token")) return this.token(tokens++);
      return this.api(request.headers.authorization ?? "");
    }, this.certificate);
  }
}
