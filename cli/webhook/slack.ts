import { fitting, type Message } from "./message";

/** Of a section's text ("Section block"). A header takes 150, and the longest title is shorter. */
const LONGEST_SECTION = 3000;
/** Slack cuts longer messages. Its limit of 50 blocks is far away: the 50 lines take about ten. */
const MOST_BYTES = 40_000;

/**
 * A message of an incoming webhook of Slack ("Sending messages using incoming webhooks"). What comes from outside stands
 * in `plain_text` only, which has no formatting, links or mentions; `text`, for notifications, has words of ours alone.
 */
export const slackMessage = (message: Message): string => fitting(message, MOST_BYTES, formOf);

function formOf({ title, since, lines, next }: Message, more: string | undefined): object {
  const listed = [
    ...lines.map(({ who, what }) => `• ${who}: ${what}`),
    ...(more === undefined ? [] : [more]),
  ];
  return {
    text: escaped(`${title}. ${since}`),
    blocks: [{ type: "header", text: plain(title) }, ...[[since], listed, next].flatMap(sectionsOf)],
  };
}

/** As many lines to a section as it takes. */
function sectionsOf(lines: readonly string[]): object[] {
  const texts: string[] = [];
  for (const line of lines.map(escaped)) {
    const longer = `${texts.at(-1) ?? ""}\n${line}`;
    if (texts.length > 0 && longer.length <= LONGEST_SECTION) texts[texts.length - 1] = longer;
    else texts.push(line);
  }
  return texts.map((text) => ({ type: "section", text: { type: "plain_text", text, emoji: false } }));
}

const plain = (text: string) => ({ type: "plain_text", text: escaped(text), emoji: false });

/** The three characters that Slack asks to be escaped in every text ("Formatting text for app surfaces"). */
const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
