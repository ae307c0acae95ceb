import { type Emulator, startEmulator } from "../../../../emulator";
import { Session } from "../../../../provider/lifecycle/session";

/* The resource against the emulator, a new one for each test: what is sent, what is recorded, and what is said. */

export const domain = "contoso.onmicrosoft.com";
export const id = "00000000-0000-4000-8000-000000000001";

export let emulator: Emulator;
export let said: string[];
const sessions: Session[] = [];

/** As a `pulumi` command of its own. */
export function newSession(settings: Record<string, string> = {}): Session {
  const all: Record<string, string> = {
    "partnercenter:accessToken": emulator.accessToken(),
    "partnercenter:apiBaseUrl": emulator.url,
    "partnercenter:requestsPerMinute": "100000",
    ...settings,
  };
  const session = new Session((key) => all[key]);
  sessions.push(session);
  return session;
}

beforeEach(async () => {
  emulator = await startEmulator({ tls: false, customers: [] });
  said = [];
  jest.spyOn(process.stdout, "write").mockImplementation((text) => said.push(String(text)) > 0);
});
afterEach(async () => {
  jest.restoreAllMocks();
  for (const session of sessions.splice(0)) session.client.close();
  await emulator.close();
});

export const thrown = (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    () => Promise.reject(new Error("nothing was thrown")),
    (error: Error) => error,
  );
