// Refusals in any form, over a real socket to the real client: an error that says what was being done, and never a second
// submission.
import * as fc from "fast-check";
import { CUSTOMER } from "../provider/partnercenter/support";
import { answerWith, outcomeOf } from "./answering";
import { bytesOf, nearly } from "./json";
import { APPROVED, expectRight } from "./qualificationList";
import { holds, TIMEOUT_MS } from "./runs";

jest.setTimeout(TIMEOUT_MS);

const FAULTS = [
  { code: 60013, description: "The domain is taken", data: [], source: "PartnerFD" },
  { code: "20002", message: "Access denied", errorName: "AccessDenied", isRetryable: false },
  { statusCode: 429, message: "Rate limit is exceeded. Try again in 7 seconds." },
  { error: { code: "InvalidAuthenticationToken", message: "expired", innererror: { date: "x" } } },
  {
    error: "invalid_grant",
    error_description: "AADSTS700082: expired\r\nTrace ID: x",
    error_codes: [700082],
  },
  { code: 800002, description: "{&quot;code&quot;:60071,&quot;description&quot;:&quot;Quali&quot;}" },
  "Tagging denied",
  { code: "constructor", description: "__proto__" },
];
const STATUSES = [
  200, 201, 202, 204, 206, 300, 302, 304, 400, 401, 403, 404, 407, 408, 409, 410, 412, 418, 422, 429,
].concat([451, 499, 500, 501, 502, 503, 504, 511, 599]);

/** An answer of any status, with a body that is nearly an error's. */
const refusal = fc.record({
  status: fc.constantFrom(...STATUSES),
  reason: fc.constantFrom("", "OK", "Unauthorized - MFA required", "Bad - request"),
  headers: fc.constantFrom<Record<string, string>>(
    {},
    { "Retry-After": "1e9" },
    { "Retry-After": "-5" },
    { "Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT" },
    { "Content-Type": "text/html", "Content-Encoding": "gzip" },
    { Location: "http://elsewhere.example/" },
  ),
  body: bytesOf(nearly(...FAULTS)),
});

test("a refusal in any form is an error in words", async () => {
  await holds(
    fc.asyncProperty(refusal, async (one) => {
      answerWith(() => one);
      const outcome = await outcomeOf((client) => client.getCustomerQualifications(CUSTOMER));
      if ("value" in outcome) {
        expect(one.status).toBeLessThan(300);
        expectRight(outcome.value, one.body);
      } else if (one.status >= 300 && one.headers["Content-Encoding"] === undefined) {
        expect(outcome.error.httpStatus).toBe(one.status);
      }
    }),
    500,
  );
});

test("whatever a submission is answered, it is taken once at most, and what is said of it is true", async () => {
  const request = { qualification: "Education", educationSegment: "K12" } as const;
  const IN_REVIEW = { ...APPROVED, vettingStatus: "InReview" };
  const written = fc.oneof(
    refusal.map((one) => ({ ...one, drop: false })),
    bytesOf(nearly([IN_REVIEW], IN_REVIEW)).map((body) => ({
      status: 201,
      reason: "",
      headers: {},
      body,
      drop: false,
    })),
    fc.constant({ status: 500, reason: "", headers: {}, body: Buffer.alloc(0), drop: true }),
  );
  await holds(
    fc.asyncProperty(
      fc.array(written, { minLength: 1, maxLength: 6 }),
      fc.boolean(),
      fc.boolean(),
      async (script, taking, behind) => {
        let posts = 0;
        let taken = 0;
        let doubtful = 0;
        answerWith(({ method }) => {
          if (method === "GET") return { body: JSON.stringify(taken > 0 && !behind ? [IN_REVIEW] : []) };
          const { drop, ...one } = script[Math.min(posts, script.length - 1)] ?? { status: 500, drop: true };
          posts += 1;
          const says = one.status < 300 && !drop;
          // What is not answered, or by a gateway, may have been taken.
          const open = drop || one.status < 400 || one.status >= 500 || one.status === 408;
          if (open) doubtful += 1;
          if (says || (taking && open)) taken += 1;
          return drop ? "drop" : one;
        });
        const outcome = await outcomeOf((client) => client.submitCustomerQualification(CUSTOMER, request));
        expect(taken).toBeLessThanOrEqual(1);
        expect(doubtful).toBeLessThanOrEqual(1);
        if ("value" in outcome) expect(taken).toBe(1);
        else {
          expect(outcome.error.submission).toMatch(/^(notTaken|refused|unknown|taken)$/);
          if (taken === 1) expect(outcome.error.submission).toMatch(/^(unknown|taken)$/);
        }
      },
    ),
    500,
  );
});
