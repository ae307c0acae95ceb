import fc from "fast-check";
import type { ErrorEntry } from "../../../provider/partnercenter/errors/PartnerCenterError";
import { API_ERRORS } from "../../../provider/partnercenter/errors/apiErrors";
import { LOGIN_ERRORS } from "../../../provider/partnercenter/errors/loginErrors";
import { parseFault } from "../../../provider/partnercenter/errors/parse";
import { STATUS_ERRORS } from "../../../provider/partnercenter/errors/statusErrors";
import { entryOf } from "../../../provider/partnercenter/errors/table";

describe("the shapes of an error", () => {
  const noRelationship = { code: "20002", description: "No relationship between caller and account." };
  test.each([
    [
      "a number for the code",
      `{"code":20002,"description":"${noRelationship.description}","data":[],"source":"PartnerFD"}`,
      noRelationship,
    ],
    ["a text for the code", `{"code":"20002","description":"${noRelationship.description}"}`, noRelationship],
    ["keys in another case", `{"Code":20002,"Description":"${noRelationship.description}"}`, noRelationship],
    [
      "the shape of 600061",
      '{"code":600061,"message":"m","description":"d","errorName":"PartnerConfirmedAgreementAlreadyExists","isRetryable":false,"parameters":{},"errorMessageExtended":"InternalErrorCode=600061"}',
      { code: "600061", description: "d" },
    ],
    [
      "the same without a description",
      '{"code":600074,"errorName":"AccountStatusNotFound"}',
      { code: "600074", description: "AccountStatusNotFound" },
    ],
    [
      "throttling",
      '{"statusCode":429,"message":"Rate limit is exceeded."}',
      { description: "Rate limit is exceeded." },
    ],
    ["a bare text", '"Customer tagging denied."', { description: "Customer tagging denied." }],
    ["a document in a text", JSON.stringify('{"code":1,"description":"d"}'), { code: "1", description: "d" }],
    [
      "a document in the description, HTML-escaped",
      '{"code":2007,"description":"{&quot;code&quot;:60071,&quot;description&quot;:&quot;ZipCityInvalid &amp; more&quot;}"}',
      { code: "60071", description: "ZipCityInvalid & more" },
    ],
    [
      "a document in the description, as it is",
      '{"code":2007,"description":"{\\"code\\":60071,\\"message\\":\\"m\\"}"}',
      { code: "60071", description: "m" },
    ],
    [
      "Microsoft Entra's",
      '{"error":"invalid_grant","error_description":"AADSTS700082: The refresh token has expired.\\r\\nTrace ID: 1","error_codes":[700082],"timestamp":"t","trace_id":"1","correlation_id":"2"}',
      {
        code: "AADSTS700082",
        description: "AADSTS700082: The refresh token has expired.",
        error: "invalid_grant",
      },
    ],
    [
      "Microsoft Entra's, code in the list only",
      '{"error":"invalid_grant","error_codes":[50076]}',
      { code: "AADSTS50076", error: "invalid_grant" },
    ],
    [
      "Microsoft Entra's, without a code",
      '{"error":"invalid_client","error_description":"no"}',
      { code: "invalid_client", description: "no", error: "invalid_client" },
    ],
    [
      "a gateway's wrapper",
      '{"error":{"code":"Forbidden","message":"no"}}',
      { code: "Forbidden", description: "no" },
    ],
    [
      "HTML",
      "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>",
      { description: "502 Bad Gateway" },
    ],
    [
      "HTML without a title",
      "<html><style>a{}</style><body><h1>Bad</h1> &lt;gateway&gt;</body></html>",
      { description: "Bad <gateway>" },
    ],
    ["plain text", "upstream connect error", { description: "upstream connect error" }],
    ["nothing", "", {}],
    ["blanks", " \r\n", {}],
    ["an empty object", "{}", {}],
    ["an array", "[]", {}],
    ["a number", "42", {}],
  ])("%s", (_, body, expected) => expect(parseFault(body)).toEqual(expected));

  test("no body makes it throw, and what it gives is text", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.object().map((value) => JSON.stringify(value)),
        ),
        (body) => {
          const { code = "", description = "" } = parseFault(body);
          expect([typeof code, typeof description]).toEqual(["string", "string"]);
        },
      ),
    );
  });

  test("documents within documents end somewhere", () => {
    let body = "{}";
    for (let depth = 0; depth < 12; depth += 1) body = JSON.stringify({ code: depth, description: body });
    expect(parseFault(body).code).toBeDefined();
  });
});

describe("the table", () => {
  test.each([
    [401, { code: "400" }, "AccessDeniedError", "partner"],
    [401, { code: "900420" }, "InvalidAudienceError", "partner"],
    [401, { code: "900421" }, "MfaRequiredError", "partner"],
    [401, { description: "Unauthorized - MFA required" }, "MfaRequiredError", "partner"],
    [401, {}, "UnauthorizedError", "partner"],
    [403, { code: "900329" }, "AppOnlyNotSupportedError", "partner"],
    [403, { code: "900308" }, "InsufficientPrivilegesError", "customer"],
    [403, { code: "20002" }, "NoRelationshipError", "customer"],
    [403, { code: "0" }, "ForbiddenError", "customer"],
    [404, { code: "60003" }, "CustomerNotFoundError", "customer"],
    [404, {}, "CustomerNotFoundError", "customer"],
    [400, { code: "400" }, "InvalidRequestError", "customer"],
    [400, { code: "900126" }, "InvalidEnumError", "customer"],
    [400, { description: "Customer tagging denied." }, "QualificationDeniedError", "customer"],
    [409, {}, "ConflictError", "customer"],
    [418, {}, "RequestRefusedError", "customer"],
    [429, { code: "20002" }, "ThrottledError", "partner"],
    [302, {}, "RedirectError", "partner"],
    [500, { code: "800003" }, "ServerError", "customer"],
    [503, { code: "20002" }, "ServerError", "customer"],
    [403, { code: "constructor" }, "ForbiddenError", "customer"],
    [403, { code: "__proto__" }, "ForbiddenError", "customer"],
  ])("%i %j is a %s of the %s", (status, fault, name, scope) => {
    expect(entryOf(status, fault)).toMatchObject({ name, scope });
  });

  const rows = Object.entries<ErrorEntry>({ ...API_ERRORS, ...STATUS_ERRORS, ...LOGIN_ERRORS });
  test.each(rows)(
    "%s has a name, a meaning and a remedy, as sentences",
    (_, { name, meaning, remedy, scope }) => {
      expect(name).toMatch(/^[A-Z]\w+Error$/);
      for (const sentence of [meaning, remedy]) expect(sentence).toMatch(/^[A-Zh].{10,}\.$/);
      expect(["customer", "partner"]).toContain(scope);
    },
  );

  test("each status and code that is a login's or the network's trouble concerns the partner", () => {
    for (const status of [401, 407, 429]) expect(entryOf(status, {}).scope).toBe("partner");
    for (const entry of Object.values(LOGIN_ERRORS)) expect(entry.scope).toBe("partner");
  });
});
