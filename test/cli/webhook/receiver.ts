// A webhook on this machine, and what Slack and Microsoft document of the messages that theirs take.
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface Received {
  method?: string;
  path?: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What is answered; `undefined`: nothing, for as long as the connection stands. */
export type Answer = { status: number; body?: string; headers?: Record<string, string> } | undefined;

export const TOKEN = "XXXXXXXXsecret1234567890";

/** Answers one after another, the last again and again. */
export async function startReceiver(...answers: Answer[]) {
  const received: Received[] = [];
  const server: Server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => {
      const { method, url: path, headers } = request;
      received.push({ method, path, headers, body: Buffer.concat(pieces).toString("utf8") });
      const answer = answers[Math.min(received.length, answers.length) - 1];
      if (answer === undefined && answers.length > 0) return;
      const { status, body = "ok", headers: more } = answer ?? { status: 200 };
      response.writeHead(status, more).end(body);
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    received,
    host: `127.0.0.1:${port}`,
    url: `http://127.0.0.1:${port}/services/T0123/B0123/${TOKEN}`,
    close: async () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
export type Receiver = Awaited<ReturnType<typeof startReceiver>>;

interface SlackText {
  type: "plain_text" | "mrkdwn";
  text: string;
  emoji?: boolean;
}
export interface SlackMessage {
  text: string;
  blocks: { type: "header" | "section"; text: SlackText }[];
}

/** "Sending messages using incoming webhooks", "Blocks", "Text object", "Formatting text for app surfaces". */
export function slackMessageIn({ method, headers, body }: Received): SlackMessage {
  expect(method).toBe("POST");
  expect(headers["content-type"]).toMatch(/^application\/json\b/);
  const message = JSON.parse(body) as SlackMessage;
  expect(Object.keys(message).sort()).toEqual(["blocks", "text"]);
  expect(message.text.length).toBeLessThanOrEqual(40_000);
  expect(message.blocks.length).toBeLessThanOrEqual(50);
  for (const { type, text, ...rest } of message.blocks) {
    expect(rest).toEqual({});
    expect(["header", "section"]).toContain(type);
    expect(text.text.length).toBeGreaterThan(0);
    expect(text.text.length).toBeLessThanOrEqual(type === "header" ? 150 : 3000);
    // No formatting, no links, no mentions; a colon is a colon.
    expect([text.type, text.emoji]).toEqual(["plain_text", false]);
  }
  // Control characters of Slack stand in entities, and nothing else does.
  for (const text of [message.text, ...message.blocks.map((block) => block.text.text)]) {
    expect(text).not.toMatch(/[<>]/);
    expect(text.replace(/&(amp|lt|gt);/g, "")).not.toContain("&");
  }
  return message;
}

/** What a person reads. */
export const slackText = ({ blocks }: SlackMessage): string =>
  blocks
    .map(({ text }) => text.text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&"))
    .join("\n");

type Element =
  | { type: "TextBlock"; text: string; wrap: true; size: string; weight: string }
  | { type: "RichTextBlock"; spacing: string; inlines: { type: "TextRun"; text: string; weight?: string }[] };
interface TeamsMessage {
  type: string;
  attachments: { contentType: string; contentUrl: null; content: Record<string, unknown> }[];
}

/** "Create incoming webhooks with Workflows", "Adaptive Card", "RichTextBlock", "Text features". */
export function teamsCardIn({ method, headers, body }: Received): Element[] {
  expect(method).toBe("POST");
  expect(headers["content-type"]).toMatch(/^application\/json\b/);
  expect(Buffer.byteLength(body)).toBeLessThanOrEqual(28 * 1024);
  const { type, attachments } = JSON.parse(body) as TeamsMessage;
  expect([type, attachments.length]).toEqual(["message", 1]);
  expect(attachments[0]?.contentType).toBe("application/vnd.microsoft.card.adaptive");
  const { body: elements, ...card } = attachments[0]?.content as { body: Element[] };
  expect(card).toEqual({
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    type: "AdaptiveCard",
    version: "1.4",
    // No entities, so that nobody is mentioned.
    msteams: { width: "Full" },
  });
  for (const element of elements) {
    // Markdown is read in a TextBlock only: it has none of what comes from outside.
    if (element.type === "TextBlock") expect(element.text).toMatch(/^Partner Center: [\w ,]+$/);
    else {
      expect(element.type).toBe("RichTextBlock");
      for (const { type: inline, text } of element.inlines) {
        expect(inline).toBe("TextRun");
        // A date or a time would be filled in.
        expect(text).not.toContain("{{");
      }
    }
  }
  return elements;
}

export const teamsText = (elements: Element[]): string =>
  elements
    .map((one) => (one.type === "TextBlock" ? one.text : one.inlines.map(({ text }) => text).join("")))
    .join("\n");
