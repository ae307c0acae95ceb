import type { Properties } from "../../engineValues";
import type { Notices } from "../../lifecycle/notices";
import { unknownSettingsTexts } from "../../settings/unknownSettings";
import { configurationIn, isDefault, OF_THE_ENGINE } from "./configuration";

/**
 * Warns of what is set and is no setting. With the default provider alone: an explicit one's settings are checked, and it has
 * a process of its own, which would say the same once more. Resolves when it has been shown. Arguments as of `configured`.
 */
export function warnOfMisspelt(
  notices: Notices,
  name: string | undefined,
  args: Properties,
  stack: string | undefined,
): Promise<void> {
  if (name === undefined || !isDefault(name)) return Promise.resolve();
  const keys = Object.keys(stack === undefined ? args : configurationIn(stack))
    .filter((key) => !OF_THE_ENGINE.includes(key) && !key.startsWith("__"))
    .map((key) => `partnercenter:${key}`);
  for (const text of unknownSettingsTexts(keys, process.env)) notices.tellStackOnce(text, "warning");
  return notices.shown();
}
