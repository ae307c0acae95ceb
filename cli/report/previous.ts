import { readFileSync } from "node:fs";
import { z } from "zod";
import { decodeText } from "../../provider/partnercenter/decode/text";
import { withoutSecrets } from "../../provider/partnercenter/decode/redaction";
import { Redactor } from "../../provider/partnercenter/redact";
import { CommandFailure, EXIT } from "../failure";

const text = z.string().optional();

/** What is needed of a document of `--format json`; of those that were written before it had readAt as well. */
const DOCUMENT = z.object({
  customers: z.array(
    z.object({
      customerId: z.string(),
      companyName: text,
      domain: text,
      qualifications: z.array(
        z.object({
          qualification: z.string(),
          vettingStatus: text,
          vettingReason: text,
          vettingCreateDate: text,
        }),
      ),
      error: z.unknown().optional(),
    }),
  ),
  summary: z.object({
    complete: z.boolean(),
    read: z.number(),
    failed: z.number(),
    readAt: z.iso.datetime().optional(),
  }),
});

/** What an earlier `status` had read. */
export type Previous = z.infer<typeof DOCUMENT>;

/**
 * Reads a file of `--since`.
 * @param secrets what must not be shown of it
 * @throws CommandFailure that says what is wrong with it
 */
export function readPrevious(file: string, secrets: readonly string[] = []): Previous {
  const failure = (reason: string) => new CommandFailure(`--since ${file}: ${reason}`, EXIT.error);
  let content: string;
  try {
    // PowerShell's `>` writes UTF-16.
    content = decodeText(readFileSync(file));
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw failure(
      `it can't be read (${code}).${code === "ENOENT" ? " Before the first run there is none: --save with the same file begins with it." : ""}`,
    );
  }
  const parsed = DOCUMENT.safeParse(jsonIn(content));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.join(".") ?? "";
    throw failure(
      `it is not what \`partnercenter status --format json\` writes${where === "" ? "" : ` (see ${where})`}. ` +
        "Name a whole document of an earlier run.",
    );
  }
  const { customers, summary } = parsed.data;
  if (customers.length !== summary.read + summary.failed)
    throw failure(
      "it was written with --only, so what it leaves out would look like a change. Write it without.",
    );
  return secrets.length === 0 ? parsed.data : withoutSecrets(parsed.data, new Redactor(secrets));
}

function jsonIn(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}
