// PARTNERCENTER_WEBHOOK_URL: which addresses are taken, whose format they get, and what of them is a secret.
import { webhookOf } from "../../../cli/webhook/address";
import { Redactor } from "../../../provider/partnercenter/redact";
import { TOKEN } from "./receiver";

const of = (url: string, kind: "slack" | "teams" | true = true) =>
  webhookOf(kind, { PARTNERCENTER_WEBHOOK_URL: url });

const WORKFLOW =
  "https://prod-12.westeurope.logic.azure.com:443/workflows/0123456789abcdef0123456789abcdef/triggers/manual/paths/invoke" +
  `?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=${TOKEN}-_x`;

test("the host says whose format it is, unless it is named", () => {
  expect(of(`https://hooks.slack.com/services/T0/B0/${TOKEN}`).kind).toBe("slack");
  expect(of(`https://hooks.slack-gov.com/services/T0/B0/${TOKEN}`).kind).toBe("slack");
  expect(of(`https://HOOKS.SLACK.COM/services/T0/B0/${TOKEN}\n`).kind).toBe("slack");
  expect(of(WORKFLOW)).toMatchObject({ kind: "teams", host: "prod-12.westeurope.logic.azure.com" });
  expect(of("https://hooks.slack.com.example.org/x").kind).toBe("teams");
  expect(of("https://example.org/hooks.slack.com").kind).toBe("teams");
  expect(of("https://chat.example.org/hook", "slack").kind).toBe("slack");
});

test.each([
  ["", /is not set: --webhook takes the address from there\.$/],
  ["  \n", /is not set/],
  [`hooks.slack.com/services/${TOKEN}`, /is no URL\.$/],
  [`http://hooks.slack.com/services/${TOKEN}`, /must begin with https:\/\//],
  [`ftp://hooks.slack.com/${TOKEN}`, /must begin with https:\/\//],
  [`https://hooks.slack.com/serv\nices/${TOKEN}`, /holds a line break inside/],
])("an address that can't be taken is said, and not repeated: %j", (url, reason) => {
  const failure = (() => {
    try {
      return of(url).host;
    } catch (error) {
      return (error as Error).message;
    }
  })();
  expect(failure).toMatch(reason);
  expect(failure).not.toContain(TOKEN);
});

test("what can be told of an address has neither it nor its token, in any part or encoding", () => {
  const { secrets } = of(WORKFLOW);
  const redactor = new Redactor(secrets);
  for (const text of [
    WORKFLOW,
    `POST ${WORKFLOW.slice(WORKFLOW.indexOf("/workflows"))} failed`,
    `sig=${TOKEN}-_x`,
    `{"sig":"${encodeURIComponent(`${TOKEN}-_x`)}"}`,
    Buffer.from(WORKFLOW).toString("base64"),
  ]) {
    const shown = redactor.text(text, 1000);
    expect(shown).toContain("REDACTED");
    expect(shown).not.toContain(TOKEN);
  }
  expect(redactor.text("a manual workflow is invoked, through its triggers")).not.toContain("REDACTED");
});
