import { type Emulator, startEmulator } from "../../../emulator";
import {
  type ClientSettings,
  CONTRACT_NAMES,
  type Login,
  PartnerCenterClient,
  type QualificationRequest,
} from "../../../provider/partnercenter";

/* A client of Partner Center in one process: real sockets, TLS, MSAL against its token endpoint. Each test has a customer
of its own. */

export const EDUCATION: QualificationRequest = {
  qualification: "Education",
  educationSegment: "K12",
  website: "contoso.edu",
};
export const GCC: QualificationRequest = {
  qualification: "GovernmentCommunityCloud",
  validationCode: "123456",
};

export let emulator: Emulator;
/** Of the test that runs. */
export let customer = "";

let client: PartnerCenterClient | undefined;
let customers = 0;

beforeAll(async () => {
  emulator = await startEmulator({ contracts: CONTRACT_NAMES });
});

afterAll(() => emulator.close());

beforeEach(() => {
  customer = `00000000-0000-4000-8000-${String(++customers).padStart(12, "0")}`;
  emulator.addCustomer(customer);
  emulator.clearRequests();
});

afterEach(() => {
  client?.close();
  emulator.clearFaults();
  emulator.change({ idempotent: true, listBehindMs: 0, mfa: { form: "code" } });
});

/** Retries as in earnest, in a thousandth of the time. */
export function connect(settings: Partial<ClientSettings> & { login: Login }): PartnerCenterClient {
  client = new PartnerCenterClient({
    apiBaseUrl: emulator.url,
    authorityHost: emulator.url,
    caFile: emulator.caFile,
    proxyEnvironment: {},
    retry: { firstDelayMs: 1, longestDelayMs: 30, longestRetryAfterMs: 20 },
    ...settings,
  });
  return client;
}

export const withToken = (settings: Partial<ClientSettings> = {}) =>
  connect({ login: { kind: "accessToken", accessToken: emulator.accessToken() }, ...settings });

/** The submissions that were sent, taken or not. */
export const posts = () =>
  emulator.requests.filter(({ method, endpoint }) => method === "POST" && endpoint === "api");
