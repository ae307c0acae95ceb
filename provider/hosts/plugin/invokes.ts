import { callFunction, FUNCTIONS, isFunctionName } from "../../functions";
import { Refused } from "../../failure";
import type { Session } from "../../lifecycle/session";
import { containsUnknown } from "../../engineValues";
import { sent, type Received } from "./values";

/** The functions `partnercenter:index:…`: they read by the session's own client, within its budget of requests. */
export async function invoke(
  session: Session,
  token: string,
  args: Received,
): Promise<ReturnType<typeof sent>> {
  const name = /^partnercenter:index:(\w+)$/.exec(token)?.[1] ?? "";
  if (!isFunctionName(name)) throw new Refused(`${token}: is not a function of the package partnercenter.`);
  if (containsUnknown(args.values))
    throw new Refused(
      `${name}: its arguments are not known before \`pulumi up\`: use the function's form for outputs.`,
    );
  return sent(await callFunction(name, session.client, args.values), FUNCTIONS[name].secretNames);
}
