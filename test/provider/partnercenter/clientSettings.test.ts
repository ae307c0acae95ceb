import {
  type ClientSettings,
  PartnerCenterClient,
  PartnerCenterError,
} from "../../../provider/partnercenter";
import { TOKEN } from "./support";

describe("settings", () => {
  const login = { kind: "accessToken", accessToken: TOKEN } as const;
  const problem = (settings: object) => {
    try {
      new PartnerCenterClient(settings as ClientSettings);
    } catch (error) {
      if (error instanceof PartnerCenterError) return error;
      throw error;
    }
    throw new Error("expected a failure");
  };

  test.each([
    [{ login, environment: "global" }, 'environment "global" is not one of Global, USGovernment, China'],
    [
      { login, contract: "2018" },
      'contract "2018" is not one of qualifications, qualifications-2021, qualification-2018',
    ],
    [{ login, apiBaseUrl: "http://example.com" }, "apiBaseUrl must start with https://"],
    [{ login, apiBaseUrl: "ftp://localhost" }, "apiBaseUrl must start with https://"],
    [{ login, apiBaseUrl: "example.com" }, "apiBaseUrl is no URL"],
    [{ login, apiBaseUrl: "http://localhost.example.com" }, "apiBaseUrl must start with https://"],
    [{ login, apiBaseUrl: "https://user:pw-of-mine@example.com" }, "apiBaseUrl is no URL"],
    [{ login, authorityHost: "http://localhost:1" }, "authorityHost must start with https://"],
    [{ login, requestsPerMinute: 0 }, "requestsPerMinute must be a whole number"],
    [{ login, maxAttempts: 1.5 }, "maxAttempts must be a whole number"],
    [
      { login: { kind: "password" } },
      "login.kind is not one of refreshToken, clientSecret, certificate, oidc, accessToken",
    ],
    [{ login: { kind: "accessToken", accessToken: "a\nb" } }, "login.accessToken holds a line break inside"],
    [
      { login: { kind: "refreshToken", tenantId: "t/..", clientId: "c", refreshToken: "r" } },
      "login.tenantId",
    ],
  ])("%j", (settings, expected) => {
    const { name, message, scope } = problem(settings);
    expect({ name, scope }).toEqual({ name: "SettingsError", scope: "partner" });
    expect(message).toContain(expected);
    expect(message).not.toContain("pw-of-mine");
  });

  test("all problems at once", () => {
    const { message } = problem({
      login: { kind: "refreshToken", tenantId: "", clientId: "" },
      contract: "x",
    });
    for (const part of ["login.tenantId", "login.clientId", "login.refreshToken", "contract"]) {
      expect(message).toContain(part);
    }
  });

  test.each(["http://localhost:1", "http://127.0.0.1:1/", "http://[::1]:1", "https://example.com/api/"])(
    "%s is accepted",
    (apiBaseUrl) => expect(() => new PartnerCenterClient({ login, apiBaseUrl }).close()).not.toThrow(),
  );
});
