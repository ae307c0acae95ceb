// `status --webhook` and the messages, at a webhook on this machine.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EXIT } from "../../../cli/failure";
import type { ReadCustomer } from "../../../cli/reading";
import { changesSince } from "../../../cli/report/changes";
import { surroundings } from "../../../cli/surroundings";
import { webhookOf, type WebhookKind } from "../../../cli/webhook/address";
import { messageOf } from "../../../cli/webhook/message";
import { slackMessage } from "../../../cli/webhook/slack";
import { tellWebhook } from "../../../cli/webhook/send";
import { type Emulator, startEmulator } from "../../../emulator/index";
import { id, NOW } from "../fleet";
import { runProgram } from "../runProgram";
import {
  type Answer,
  type Receiver,
  slackMessageIn,
  slackText,
  startReceiver,
  teamsCardIn,
  teamsText,
  TOKEN,
} from "./receiver";

jest.setTimeout(60_000);
let receiver: Receiver;
let emulator: Emulator | undefined;
let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "partnercenter-webhook-"))));
afterEach(async () => {
  await receiver.close();
  await emulator?.close();
  emulator = undefined;
  rmSync(folder, { recursive: true, force: true });
});

const POSTED = { method: "POST", headers: { "content-type": "application/json" } };

/** What people could be told of, if it were not told as text. */
const HOSTILE = [
  "<!channel> <@U012AB3CD> <https://evil.example|Click>",
  "*b* _i_ ~s~ `c` :tada: #general @here & &lt;!here&gt;",
  "[Click](https://evil.example) **b** <at>Everyone</at> {{DATE(2026-01-01T00:00:00Z)}} www.evil.example",
];

const denied = (number: number, companyName: string, vettingReason: string): ReadCustomer => ({
  customerId: id(number),
  companyName,
  qualifications: [{ qualification: "Education", vettingStatus: "Denied", vettingReason }],
});

/** All of them have been denied since yesterday. */
const changesOf = (customers: ReadCustomer[]) =>
  changesSince(
    {
      customers: customers.map(({ customerId }) => ({ customerId, qualifications: [] })),
      summary: { complete: true, read: customers.length, failed: 0, readAt: "2026-11-20T12:00:00Z" },
    },
    { customers, total: customers.length, interrupted: false },
    { now: NOW },
    true,
  );

/** Tells the receiver, and returns what the command says of it. */
async function tell(
  kind: WebhookKind,
  customers: ReadCustomer[],
  answers: Answer[] = [],
  timeoutMs?: number,
) {
  receiver = await startReceiver(...answers);
  let said = "";
  const environment = { PARTNERCENTER_WEBHOOK_URL: receiver.url };
  const around = surroundings({
    output: { write: () => undefined },
    errors: { write: (text) => (said += text) },
    environment,
  });
  await tellWebhook(webhookOf(kind, environment), changesOf(customers), around, { timeoutMs });
  expect(said).not.toContain(TOKEN);
  return said;
}

const ONE = [denied(1, "Contoso School", "Not an Education Customer")];

test.each(["slack", "teams"] as const)(
  "%s: what comes from outside is text, and nothing else",
  async (kind) => {
    await tell(
      kind,
      HOSTILE.map((text, number) => denied(number, text, text)),
    );
    const [message] = receiver.received;
    const text = kind === "slack" ? slackText(slackMessageIn(message!)) : teamsText(teamsCardIn(message!));
    // To be read as it is: a space without a width takes no place.
    const read = text.replaceAll("\u200b", "");
    for (const each of HOSTILE) expect(read).toContain(`${each} (0000`);
    for (const each of HOSTILE) expect(read).toContain(`now Denied (${each})`);
    // No phone makes a link of it.
    expect(text).not.toMatch(/https?:\/\/|www\./);
  },
);

test.each(["slack", "teams"] as const)(
  "%s: of hundreds, as many as fit, and the others counted",
  async (kind) => {
    for (const name of ["&".repeat(200), "東".repeat(200), `e${"\u0301".repeat(2000)}`, "School"]) {
      await tell(
        kind,
        Array.from({ length: 700 }, (_, number) => denied(number, `${number} ${name}`, "<".repeat(5000))),
      );
      const [message] = receiver.received;
      expect(receiver.received).toHaveLength(1);
      const text = kind === "slack" ? slackText(slackMessageIn(message!)) : teamsText(teamsCardIn(message!));
      const shown = text.match(/\(00000000-/g)?.length ?? 0;
      expect(shown).toBeGreaterThan(5);
      expect(text).toContain(`and ${700 - shown} more`);
      expect(text).toContain("Partner Center: 700 denied");
      expect(text).toMatch(/\nNext: have the customer's global administrator correct/);
      if (name !== "School") await receiver.close();
    }
  },
);

test("a secret is not told, whoever has written it", async () => {
  await tell("teams", [denied(1, `Contoso ${TOKEN}`, `${"a".repeat(290)} ${TOKEN}`)]);
  expect(receiver.received[0]!.body).toContain("Contoso REDACTED");
  expect(receiver.received[0]!.body).not.toContain(TOKEN.slice(0, 8));
});

test("a phone shows how many of what, and every kind has room in a header", async () => {
  const kinds = ["denied", "notListed", "overdue", "customerGone", "other", "approved", "inReview"] as const;
  const changes = kinds.flatMap((kind, at) =>
    Array.from({ length: 1000 }, () => ({ customer: { customerId: id(at) }, kind })),
  );
  receiver = await startReceiver();
  const message = slackMessage(messageOf({ changes, notCompared: 0 }, []));
  const { text } = slackMessageIn({ ...POSTED, body: message });
  expect(text).toMatch(
    /^Partner Center: 1,000 denied, 1,000 not listed any more, 1,000 overdue, 1,000 gone, 1,000 other, .* 1,000 in review\. Since/,
  );
});

test("what is refused, lost or too slow is a warning, and is not sent again", async () => {
  for (const [answer, why] of [
    [
      { status: 404, body: `no_service at /services/T0123/B0123/${TOKEN}` },
      'it answered HTTP 404, "no_service at REDACTED"',
    ],
    [{ status: 500, body: "rollup_error" }, 'it answered HTTP 500, "rollup_error"'],
    [{ status: 302, body: "", headers: { location: "http://127.0.0.1:1/" } }, "it answered HTTP 302"],
    [undefined, "no complete answer came within the time limit"],
  ] as const) {
    const said = await tell("slack", ONE, [answer], 500);
    expect(said).toBe(`Warning: the webhook at ${receiver.host} was not told of what has changed: ${why}.\n`);
    expect(receiver.received).toHaveLength(1);
    if (answer !== undefined) await receiver.close();
  }
});

test("what certainly was not taken is sent again", async () => {
  const said = await tell("teams", ONE, [{ status: 429, headers: { "retry-after": "0" } }, { status: 202 }]);
  expect(said).toBe(`Told the webhook at ${receiver.host} of 1 change.\n`);
  expect(receiver.received.map(({ body }) => body)).toEqual([
    receiver.received[0]!.body,
    receiver.received[0]!.body,
  ]);
});

test("it goes through the proxy, as the client does", async () => {
  receiver = await startReceiver();
  let said = "";
  const environment = {
    PARTNERCENTER_WEBHOOK_URL: `https://hooks.slack.com/services/T0/B0/${TOKEN}`,
    HTTPS_PROXY: `http://user:password9@${receiver.host}`,
  };
  const around = surroundings({
    output: { write: () => undefined },
    errors: { write: (text) => (said += text) },
    environment,
  });
  // This proxy answers CONNECT by ending the connection.
  await tellWebhook(webhookOf(true, environment), changesOf(ONE), around);
  expect(said).toMatch(/^Warning: the webhook at hooks\.slack\.com was not told .*: the proxy .*\.\n$/);
  expect(said).not.toMatch(/password9|secret/);
  expect(receiver.received).toEqual([]);
});

async function start(...answers: Answer[]) {
  receiver = await startReceiver(...answers);
  emulator = await startEmulator({
    tls: false,
    customers: [
      { id: id(1), companyName: "Contoso School" },
      { id: id(2), companyName: `Fabrikam ${TOKEN}` },
    ],
  });
  const environment = { ...emulator.environment, PARTNERCENTER_WEBHOOK_URL: receiver.url };
  const status = async (...args: string[]) => runProgram(["status", "--all", ...args], { environment });
  const set = (vettingStatus: string, vettingReason?: string) =>
    emulator?.setQualification(id(1), { qualification: "Education", vettingStatus, vettingReason });
  set("InReview");
  const before = join(folder, "before.json");
  writeFileSync(before, (await status("--json")).output);
  return { status, set, since: ["--since", before] };
}

test("the command tells what has changed once, with the reason and the next step; nothing of the secret is shown", async () => {
  const { status, set, since } = await start();
  // Nothing has changed, so nobody is told.
  const quiet = await status(...since, "--webhook", "slack");
  expect([quiet.exitCode, quiet.errors]).toEqual([EXIT.ok, ""]);
  expect(receiver.received).toEqual([]);

  set("Denied", `Not an Education Customer (${TOKEN})`);
  const { exitCode, errors, output } = await status(...since, "--webhook", "slack");
  expect(exitCode).toBe(EXIT.denied);
  expect(errors).toBe(`Told the webhook at ${receiver.host} of 1 change.\n`);
  expect(output).toContain("now Denied (Not an Education Customer (REDACTED))");
  expect(receiver.received).toHaveLength(1);
  const message = slackMessageIn(receiver.received[0]!);
  expect(message.text).toMatch(/^Partner Center: 1 denied\. Since .* UTC: 1 changed\.$/);
  expect(slackText(message)).toMatch(
    /\n• Contoso School \(0{8}-\S+\): Education: InReview.*, now Denied \(Not an Education Customer \(REDACTED\)\)\nNext: have /,
  );
  expect(receiver.received[0]!.body).not.toContain(TOKEN);

  // On this machine nothing says that it is Slack.
  await status(...since, "--webhook");
  expect(teamsText(teamsCardIn(receiver.received[1]!))).toContain("Contoso School (0000");
});

test("a webhook that refuses changes nothing else", async () => {
  const { status, set, since } = await start({ status: 403, body: `invalid_token ${TOKEN}` });
  set("Denied", "Not an Education Customer");
  const plain = await status(...since);
  const told = await status(...since, "--webhook");
  expect(told.output).toBe(plain.output);
  expect([told.exitCode, plain.exitCode]).toEqual([EXIT.denied, EXIT.denied]);
  expect(told.errors).toMatch(/^Warning: the webhook at .*HTTP 403, "invalid_token REDACTED"\.\n$/);
});

test("an answer of Partner Center that repeats the address does not show it", async () => {
  const { status, since } = await start();
  emulator?.faultShare(
    { path: `/v1/customers/${id(1)}` },
    { kind: "status", status: 400, body: { code: 7, description: `see ${receiver.url}` } },
    1,
  );
  const { output, errors } = await status(...since, "--webhook");
  expect(output).toContain("see REDACTED");
  expect(output + errors).not.toContain(receiver.url);
});

test("without a file to compare with, or without an address, it is an error before anything is read", async () => {
  const { status } = await start();
  emulator?.clearRequests();
  const alone = await status("--webhook");
  expect(alone.failure).toBe("--webhook tells what has changed: it goes with --since <file>.");
  const unknown = await status("--webhook", "discord");
  expect(unknown.failure).toMatch(/Allowed choices are slack, teams/);
  const { environment } = emulator!;
  const unset = await runProgram(["status", "--all", "--webhook", "--since", join(folder, "before.json")], {
    environment,
  });
  expect(unset.failure).toMatch(/^PARTNERCENTER_WEBHOOK_URL is not set/);
  expect(emulator?.requests).toEqual([]);
});
