import { fitting, type Message } from "./message";

/** Microsoft's limit is 28 KB; users have seen messages of 21 KB refused. */
const MOST_BYTES = 20_000;

/**
 * An Adaptive Card for a workflow of Microsoft Teams that is started by a webhook ("Create incoming webhooks with
 * Workflows"). What comes from outside stands in a `RichTextBlock` only, which knows no Markdown.
 */
export const teamsMessage = (message: Message): string => fitting(message, MOST_BYTES, formOf);

function formOf({ title, since, lines, next }: Message, more: string | undefined): object {
  return {
    type: "message",
    attachments: [
      {
        contentType: "application/vnd.microsoft.card.adaptive",
        contentUrl: null,
        content: {
          $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
          type: "AdaptiveCard",
          version: "1.4",
          msteams: { width: "Full" },
          body: [
            { type: "TextBlock", text: title, size: "Medium", weight: "Bolder", wrap: true },
            paragraph(run(since)),
            ...lines.map(({ who, what }) => paragraph(run(who, true), run(`: ${what}`))),
            ...[...(more === undefined ? [] : [more]), ...next].map((text) => paragraph(run(text))),
          ],
        },
      },
    ],
  };
}

const paragraph = (...inlines: object[]) => ({ type: "RichTextBlock", spacing: "Small", inlines });

const run = (text: string, bold = false) => ({
  type: "TextRun",
  text,
  ...(bold && { weight: "Bolder" }),
});
