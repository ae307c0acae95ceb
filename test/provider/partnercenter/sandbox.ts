import { type Emulator, startEmulator } from "../../../emulator";
import { type ClientSettings, type NewCustomer, PartnerCenterClient } from "../../../provider/partnercenter";

/* A client of Partner Center in one process, over TLS, as the sandbox of a partner without customers. Each test starts
one of its own. */

export let emulator: Emulator;
export let client: PartnerCenterClient;

beforeEach(async () => {
  emulator = await startEmulator({ customers: [], sandbox: true });
  client = connect();
});
afterEach(async () => {
  client.close();
  await emulator.close();
});

/** Retries as in earnest, in a thousandth of the time. */
function connect(settings: Partial<ClientSettings> = {}): PartnerCenterClient {
  return new PartnerCenterClient({
    login: { kind: "accessToken", accessToken: emulator.accessToken() },
    apiBaseUrl: emulator.url,
    caFile: emulator.caFile,
    proxyEnvironment: {},
    retry: { firstDelayMs: 1, longestDelayMs: 30, longestRetryAfterMs: 20 },
    ...settings,
  });
}

/** From now on with these settings. */
export function reconnect(settings: Partial<ClientSettings>): void {
  client.close();
  client = connect(settings);
}

export const NEW: NewCustomer = {
  domain: "contososchool.onmicrosoft.com",
  enableGDAPByDefault: true,
  billingProfile: {
    email: "tania@contoso.example",
    culture: "en-US",
    language: "en",
    companyName: "Contoso School",
    defaultAddress: {
      firstName: "Tania",
      lastName: "Carr",
      addressLine1: "One Microsoft Way",
      city: "Redmond",
      state: "WA",
      postalCode: "98052",
      country: "US",
    },
  },
};
export const SEED = "00000000-0000-4000-8000-000000000001";
/** The methods of the requests so far. */
export const calls = () => emulator.requests.map(({ method }) => method);
