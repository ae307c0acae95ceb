import type { LinkTo } from "./types";
import type { Comment } from "./typedoc";

/** Docstrings as Markdown. */

type Parts = Comment["summary"];

export function text(parts: Parts | undefined, linkTo: LinkTo): string {
  return (parts ?? [])
    .map((part) => {
      if (part.kind !== "inline-tag") return part.text;
      const link = linkTo(part.text);
      return link === undefined ? `\`${part.text}\`` : `[\`${part.text}\`](${link})`;
    })
    .join("")
    .trim();
}

export const summary = (comment: Comment | undefined, linkTo: LinkTo): string =>
  text(comment?.summary, linkTo);

/** What stands behind a tag such as `@changing`; "" without it. */
export function tag(comment: Comment | undefined, name: `@${string}`, linkTo: LinkTo): string {
  const block = comment?.blockTags?.find((one) => one.tag === name);
  return text(block?.content, linkTo);
}

/** The same of `@defaultValue`, of which typedoc makes a block of code where it has none. */
export const defaultValue = (comment: Comment | undefined, linkTo: LinkTo): string =>
  tag(comment, "@defaultValue", linkTo).replace(/^```ts\n([^]*)\n```$/, "$1");
