import { entraFailure } from "../../../provider/partnercenter/auth/failure";
import { Redactor } from "../../../provider/partnercenter/redact";
import { Entra, granted, REFRESH_TOKEN } from "./entra";
import { json, type Scripted } from "./server";
import { CUSTOMER, errorOf } from "./support";

const entra = new Entra();

test("what fails before anything was sent to the login is no answer of it, and shows no value", () => {
  const error = entraFailure(
    "Logging in",
    new TypeError("s3cret"),
    { last: undefined },
    new Redactor(),
    (name) => name,
  );
  expect(error).toMatchObject({
    name: "RequestNotMadeError",
    scope: "partner",
    found: "the request could not be made (TypeError)",
  });
  expect(error.message).not.toMatch(/s3cret|answer/);
});

describe("failures of the login", () => {
  const failures: [code: string, status: number, words: string, name: string, remedy: RegExp][] = [
    ["65001", 400, "The user or administrator has not consented", "ConsentRequiredError", /administrator/],
    ["50126", 400, "Error validating credentials", "InvalidCredentialsError", /Sign in again/],
    ["70002", 401, "Error validating credentials", "InvalidCredentialsError", /client secret/],
    ["7000215", 401, "Invalid client secret provided", "InvalidClientSecretError", /secret's value/],
    ["7000222", 401, "The provided client secret keys are expired", "ClientSecretExpiredError", /new secret/],
    ["700082", 400, "The refresh token has expired due to inactivity", "RefreshTokenExpiredError", /90 days/],
    ["50173", 400, "The provided grant has expired", "RefreshTokenRevokedError", /Sign in again/],
    ["50076", 400, "you must use multi-factor authentication", "MfaRequiredError", /multifactor/],
    ["50078", 400, "Presented multi-factor authentication has expired", "MfaRequiredError", /multifactor/],
    ["700016", 400, "Application was not found in the directory", "ApplicationNotFoundError", /CLIENT_ID/],
    ["90002", 400, "Tenant not found", "TenantNotFoundError", /TENANT_ID/],
    ["53003", 400, "Access has been blocked by Conditional Access", "ConditionalAccessError", /policy/],
    ["9999999", 400, "Something new", "LoginFailedError", /login.microsoftonline.com\/error/],
  ];

  test.each(failures)(
    "AADSTS%s: its own remedy, asked once, nothing sent to the API",
    async (code, status, words, name, remedy) => {
      entra.token = () =>
        json(
          {
            error: "invalid_grant",
            error_description: `AADSTS${code}: ${words}. Trace ID: 1 Correlation ID: 2\r\nTimestamp: 3`,
            error_codes: [Number(code)],
          },
          status,
        );
      const error = await errorOf(entra.logIn(REFRESH_TOKEN).getCustomerQualifications(CUSTOMER));
      expect(error).toMatchObject({ name, code: `AADSTS${code}`, httpStatus: status, scope: "partner" });
      expect(error.remedy).toMatch(remedy);
      expect(error.message.split("\n")[0]).toContain(words);
      expect(error.message).not.toMatch(/the-first-refresh-token|the-client-secret/);
      expect(entra.tokenRequests()).toHaveLength(1);
      expect(entra.apiTokens()).toEqual([]);
    },
  );

  test("a submission was not taken then", async () => {
    entra.token = () => json({ error: "invalid_client", error_description: "x" }, 401);
    const submission = entra.logIn(REFRESH_TOKEN).submitCustomerQualification(CUSTOMER, {
      qualification: "StateOwnedEntity",
    });
    expect(await errorOf(submission)).toMatchObject({
      name: "InvalidCredentialsError",
      submission: "notTaken",
    });
  });

  test("a failing service is tried again, by the one policy", async () => {
    entra.token = (index) => (index < 2 ? { status: 503 } : granted(index));
    await entra.logIn(REFRESH_TOKEN).getCustomerQualifications(CUSTOMER);
    expect(entra.tokenRequests()).toHaveLength(3);
  });

  test.each<[string, Scripted, string]>([
    ["5xx to the end", { status: 500, body: "<html>" }, "ServerError"],
    ["dropped to the end", "drop", "ConnectionLostError"],
    ["a redirect", { status: 302, headers: { Location: "/" } }, "RedirectError"],
    ["HTML", { body: "<html></html>" }, "LoginFailedError"],
    ["no token in it", json({ token_type: "Bearer" }), "LoginFailedError"],
  ])("%s", async (_, answer, name) => {
    entra.token = () => answer;
    const error = await errorOf(entra.logIn(REFRESH_TOKEN).getCustomerQualifications(CUSTOMER));
    expect(error).toMatchObject({ name, scope: "partner" });
    expect(error.message.split("\n")[0]).toContain("Logging in to Microsoft Entra");
  });
});
