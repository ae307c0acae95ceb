import { PartnerCenterError } from "../../provider/partnercenter";
import { type Scripted, scriptedServer, type ScriptedServer } from "../provider/partnercenter/server";
import { clientOf, TOKEN } from "../provider/partnercenter/support";

/* A server whose answers a test chooses, and the real client of it. */

let answer: (request: { method: string; path: string }) => Scripted = () => ({});

/** How the server answers from now on. */
export function answerWith(next: typeof answer): void {
  answer = next;
}

let server: ScriptedServer;
beforeAll(async () => {
  server = await scriptedServer((request) => answer(request));
});
afterAll(() => server.close());

export type Client = ReturnType<typeof clientOf>;

/** What a call ends with, after checking that a failure is one that can be shown to a user. */
export async function outcomeOf<T>(
  call: (client: Client) => Promise<T>,
  contract?: "qualification-2018",
): Promise<{ value: T } | { error: PartnerCenterError }> {
  const client = clientOf(server.url, { contract });
  try {
    return { value: await call(client) };
  } catch (error) {
    if (!(error instanceof PartnerCenterError)) throw error;
    const { message } = error;
    expect(message).toMatch(
      /^(Reading|Submitting|Creating|Checking|Listing|Validating|Updating|Setting)\b[^\n]*\n[^\n]+$/,
    );
    expect(message).not.toMatch(/TypeError|RangeError|SyntaxError|\[object |undefined|NaN|\.[jt]s:\d/);
    expect(message).not.toMatch(/(?!\n)\p{Cc}/u);
    expect(message.length).toBeLessThan(1500);
    expect(message).not.toContain(TOKEN);
    return { error };
  } finally {
    client.close();
    server.requests.length = 0;
  }
}
