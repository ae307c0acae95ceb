import { isLoopback } from "../../provider/partnercenter/proxy";
import { strayProblem, trimmed } from "../../provider/partnercenter/settingText";
import { WEBHOOK_VARIABLE } from "../../provider/settings/unknownSettings";
import { CommandFailure, EXIT } from "../failure";

/** Whose format a message takes. */
export const WEBHOOK_KINDS = ["slack", "teams"] as const;
export type WebhookKind = (typeof WEBHOOK_KINDS)[number];

/** Where a message goes. */
export interface Webhook {
  /** Whoever has it may write into the channel: it is a secret, and never shown. */
  url: string;
  kind: WebhookKind;
  /** The part of the address that may be shown. */
  host: string;
  /** What of the address must never be shown, whoever repeats it. */
  secrets: readonly string[];
}

/**
 * The webhook that the environment names.
 * @param kind as `--webhook` was given: `true` tells Slack from Teams by the address
 * @throws CommandFailure that says what is wrong with the address, and never repeats it
 */
export function webhookOf(kind: WebhookKind | true, environment: NodeJS.ProcessEnv): Webhook {
  const text = trimmed(environment[WEBHOOK_VARIABLE] ?? "");
  const problem = problemOf(text);
  if (problem !== undefined) throw new CommandFailure(`${WEBHOOK_VARIABLE} ${problem}.`, EXIT.error);
  const url = new URL(text);
  return {
    url: text,
    kind: kind === true ? kindOf(url) : kind,
    host: url.host,
    secrets: secretsOf(text, url),
  };
}

function problemOf(text: string): string | undefined {
  if (text === "") return "is not set: --webhook takes the address from there";
  const stray = strayProblem(text);
  if (stray !== undefined) return stray;
  if (!URL.canParse(text)) return "is no URL";
  const { protocol, hostname } = new URL(text);
  if (protocol === "https:" || (protocol === "http:" && isLoopback(hostname))) return undefined;
  return "must begin with https://: the address is a secret, and so is what is sent";
}

/** Slack has one host, and one more for governments. Workflows of Teams have one for each environment of Power Platform. */
const kindOf = ({ hostname }: URL): WebhookKind =>
  /^hooks\.slack(-gov)?\.com$/i.test(hostname) ? "slack" : "teams";

/** The whole, what follows the host, and each part that is long enough to be a token. */
function secretsOf(text: string, url: URL): string[] {
  const { pathname, search, searchParams, username, password } = url;
  const rest = `${pathname}${search}`;
  const parts = [...pathname.split("/"), ...searchParams.values(), username, password];
  return [text, url.href, ...(rest.length > 4 ? [rest] : []), ...parts.filter(isLikeAToken)];
}

/** Longer than the words of such addresses, or with a digit, which these seldom have. */
const isLikeAToken = (part: string): boolean => part.length >= 16 || (part.length >= 8 && /\d/.test(part));
