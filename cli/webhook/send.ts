import { failureEntryOf } from "../../provider/partnercenter/errors/failures";
import { Redactor } from "../../provider/partnercenter/redact";
import { Attempts, isSuccess, outcomeOf, type RetryPolicy } from "../../provider/partnercenter/retry";
import { decodeText } from "../../provider/partnercenter/decode/text";
import { proxyPasswords } from "../../provider/partnercenter/proxy";
import { type HttpAnswer, type Outcome, Transport } from "../../provider/partnercenter/transport";
import { TransportFailure } from "../../provider/partnercenter/transportFailure";
import { counted } from "../statusReport";
import type { Changes } from "../report/changes";
import { clockOf, type Surroundings } from "../surroundings";
import type { Webhook } from "./address";
import { messageOf } from "./message";
import { slackMessage } from "./slack";
import { teamsMessage } from "./teams";

const LONGEST_ANSWER = 65_536;
const TIMEOUT_MS = 10_000;

const POLICY: RetryPolicy = {
  maxAttempts: 3,
  budgetMs: 20_000,
  firstDelayMs: 500,
  longestDelayMs: 5_000,
  longestRetryAfterMs: 10_000,
};

/**
 * Tells a channel what has changed; where nothing has, it sends nothing. A webhook that can't be reached or that refuses
 * is a warning: it never throws, for what was read is more important than who was told.
 * @param caFile certificate authorities to trust besides the usual ones, as for Partner Center
 */
export async function tellWebhook(
  webhook: Webhook,
  changes: Changes,
  around: Surroundings,
  { caFile, timeoutMs = TIMEOUT_MS }: { caFile?: string; timeoutMs?: number } = {},
): Promise<void> {
  if (changes.changes.length === 0) return;
  const secrets = [...webhook.secrets, ...proxyPasswords(around.environment)];
  const message = messageOf(changes, secrets);
  const body = webhook.kind === "slack" ? slackMessage(message) : teamsMessage(message);
  const transport = new Transport({
    ...{ caFile, environment: around.environment },
    ...{ requestTimeoutMs: timeoutMs, connectTimeoutMs: timeoutMs, maxAnswerBytes: LONGEST_ANSWER },
  });
  const why = await whyNotSent(webhook, body, around, secrets, transport);
  around.errors.write(
    why === undefined
      ? `Told the webhook at ${webhook.host} of ${counted(changes.changes.length, "change")}.\n`
      : `Warning: the webhook at ${webhook.host} was not told of what has changed: ${why}\n`,
  );
}

/** Undefined: it was sent. */
async function whyNotSent(
  { url }: Webhook,
  body: string,
  around: Surroundings,
  secrets: readonly string[],
  transport: Transport,
): Promise<string | undefined> {
  const headers = { "Content-Type": "application/json; charset=utf-8", "User-Agent": "pulumi-partnercenter" };
  try {
    const outcome = await sent(around, () => transport.send({ method: "POST", url, headers, body }));
    if (outcome instanceof TransportFailure) return `${failureEntryOf(outcome).found}.`;
    const { status, body: answer } = outcome;
    if (isSuccess(status)) return undefined;
    const words = new Redactor(secrets).text(decodeText(answer).replace(/\s+/g, " ").trim(), 100);
    return `it answered HTTP ${status}${words === "" ? "" : `, ${JSON.stringify(words)}`}.`;
  } catch (error) {
    // Its message may hold the address.
    return `${error instanceof Error ? error.name : "an error"} in this command, which is worth a report.`;
  } finally {
    transport.close();
  }
}

/** Sends again only what was certainly not taken: nobody wants to be told twice. */
async function sent(around: Surroundings, send: () => Promise<HttpAnswer>): Promise<Outcome> {
  const clock = clockOf(around);
  // One message has no others to keep apart from.
  const attempts = new Attempts({ retry: POLICY, clock, random: () => 0.5 });
  for (;;) {
    const outcome = await outcomeOf(send());
    const next = attempts.after(outcome);
    const wasNotTaken = outcome instanceof TransportFailure ? !outcome.sent : outcome.status === 429;
    if (!next.retry || !wasNotTaken) return outcome;
    await clock.sleep(next.delayMs);
  }
}
