import { readFile, stat } from "node:fs/promises";
import { FINDINGS, type Login } from "../../provider/partnercenter";
import { type Check, ok, skipped, warned } from "./report";

const DAY_MS = 24 * 3600_000;
/** Of the 90 days, so that there is time to do something. */
const OLD_DAYS = 60;

/**
 * What is known of the refresh token's age. To be called before the login, which may write its file; what it returns,
 * after it.
 * @param fileName - what the user calls the file of rotated refresh tokens
 */
export function refreshTokenCheck(login: Login, fileName: string): (rotated: boolean) => Promise<Check> {
  if (login.kind !== "refreshToken")
    return async () => skipped("refreshToken", `a login of the kind ${login.kind} has none`);
  const { refreshToken, refreshTokenFile } = login;
  if (refreshTokenFile === undefined)
    return async (rotated) => ok("refreshToken", withoutFile(rotated, fileName));
  const before = fileBefore(refreshTokenFile);
  return async (rotated) => {
    const found = await before;
    const written = rotated ? ` A new one came and was written to the file of ${fileName}.` : "";
    if (found === undefined) return ok("refreshToken", `It works.${written}`);
    if (found.text !== refreshToken)
      return warned("refreshToken", `It works.${written}`, FINDINGS.newerRefreshToken);
    const days = Math.floor((Date.now() - found.changedAt) / DAY_MS);
    const text = `It works, and is ${days} ${days === 1 ? "day" : "days"} old.${written}`;
    return days >= OLD_DAYS
      ? warned("refreshToken", text, FINDINGS.oldRefreshToken)
      : ok("refreshToken", text);
  };
}

function withoutFile(rotated: boolean, fileName: string): string {
  return rotated
    ? `It works; its age is not known. A new one came and nothing keeps it: ${fileName} would. Without it, sign in again within 90 days of the last sign-in (\`partnercenter login\`).`
    : "It works; its age is not known. No new one came.";
}

async function fileBefore(file: string): Promise<{ text: string; changedAt: number } | undefined> {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(file, "utf8"), stat(file)]);
    return text.trim() === "" ? undefined : { text: text.trim(), changedAt: mtimeMs };
  } catch {
    // There is none yet; that it can't be written is the login's failure.
    return undefined;
  }
}
