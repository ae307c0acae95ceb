import type { CheckName } from "../../../cli/doctor/report";
import { CUSTOMER, type DoctorCase } from "./doctorCase";

const STRANGER = "00000000-1111-4222-8333-444444444444";

const api = (
  status: number,
  code: number | string,
  remedy: RegExp,
  where: { check: CheckName; args?: string[]; path?: RegExp } = { check: "role" },
): DoctorCase => ({
  name: `${status}/${code}${where.path ? " of a customer" : ""}`,
  arrange: (emulator) =>
    emulator.faultNext(
      // Only with a token: the host was reached before.
      { method: "GET", path: where.path ?? /^\/v1\/customers$/ },
      {
        kind: "status",
        status,
        body: { code, description: "In the API's own words", data: [], source: "PartnerFD" },
      },
      3,
    ),
  check: where.check,
  args: where.args,
  code: String(code),
  found: /In the API's own words/,
  remedy,
});

const ofCustomer = (status: number, code: number, remedy: RegExp): DoctorCase => ({
  ...api(status, code, remedy, {
    check: "relationship",
    args: ["--customer", CUSTOMER],
    path: new RegExp(`^/v1/customers/${CUSTOMER}$`),
  }),
  skips: ["qualifications", "gdap"],
});

/** What Partner Center itself refuses: for the role, and for one customer. */
export const ANSWER_CASES: DoctorCase[] = [
  // role
  {
    name: "no role",
    environment: (emulator) => ({
      PARTNERCENTER_REFRESH_TOKEN: emulator.refreshToken({ adminAgent: false }),
    }),
    check: "role",
    code: "900308",
    remedy: /Admin agent/,
  },
  api(401, 800001, /audience setting/),
  api(401, 900420, /Request the token for https:\/\/api\.partnercenter\.microsoft\.com/),
  api(403, 1002, /consented to.*Admin agent/),
  api(403, 2032, /Admin agent/),
  api(403, 900150, /Admin agent/),
  api(403, 900308, /Admin agent/),
  api(403, 900309, /policy/),
  api(403, 900123, /global administrator sign it/),
  api(403, 900124, /global administrator sign it/),
  api(403, 900149, /enrolment/),
  api(403, 600006, /sandbox or production/),
  api(400, 900127, /sandbox or a production/),
  {
    name: "a token of another tenant",
    environment: (emulator) => ({ PARTNERCENTER_ACCESS_TOKEN: emulator.accessToken("otherTenant") }),
    check: "role",
    code: "400",
    remedy: /login's tenant/,
  },
  {
    name: "throttled to the end",
    arrange: (emulator) =>
      emulator.faultNext({ path: /customers$/ }, { kind: "throttle", retryAfter: 60 }, 4),
    args: ["--timeout", "2"],
    check: "role",
    found: /HTTP 429/,
    remedy: /fewer requests a minute/,
  },
  {
    name: "an answer that nobody understands",
    arrange: (emulator) => emulator.faultNext({ path: /customers$/ }, { kind: "body", body: "<html>" }, 2),
    check: "role",
    found: /not understood/,
    remedy: /proxy/,
  },
  ofCustomer(403, 20002, /accept the reseller relationship/),
  ofCustomer(404, 60003, /customer's id/),
  ofCustomer(400, 900118, /Account page/),
  ofCustomer(403, 2032, /customer's id/),
  ofCustomer(403, 2030, /market/),
  ofCustomer(403, 800073, /review/),
  ofCustomer(403, 800074, /validation status/),
  ofCustomer(403, 800075, /validation status/),
  {
    name: "a customer that was lost",
    arrange: (emulator) => emulator.loseRelationship(CUSTOMER),
    args: ["--customer", CUSTOMER],
    check: "relationship",
    code: "20002",
    remedy: /accept the reseller relationship/,
  },
  {
    name: "an unknown customer",
    args: ["--customer", STRANGER],
    check: "relationship",
    code: "60003",
    remedy: /customer's id/,
  },
  {
    name: "qualifications that can't be read",
    arrange: (emulator) =>
      emulator.faultNext(
        { path: /qualifications$/ },
        { kind: "status", status: 403, body: { code: 900150 } },
      ),
    args: ["--customer", CUSTOMER],
    check: "qualifications",
    code: "900150",
    remedy: /Directory Writer/,
  },
];
