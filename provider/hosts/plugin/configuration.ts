import { trimmed } from "../../partnercenter/settingText";
import { EXPLICIT_MARKER } from "../../settings/settings";
import { isSecretSetting, isSettingName, SETTING_NAMES, SETTINGS } from "../../settings/settingsTable";
import { settingValue } from "../../settings/settingValue";
import { containsUnknown, type Properties } from "../../engineValues";
import type { Failure } from "../../lifecycle/validation";

/** The provider's own inputs: the settings of settingsTable.ts, of an explicit provider or out of the stack's configuration. */

/** Secret settings stay secrets however the program or the configuration gave them. */
export const SECRET_SETTING_NAMES: readonly string[] = SETTING_NAMES.filter(isSecretSetting);

/** What the engine itself puts among a provider's inputs. */
export const OF_THE_ENGINE: readonly string[] = ["version", "pluginDownloadURL", "parameterization"];

/**
 * What is wrong with an explicit provider's settings. A failure never names a property, for the engine prints the value
 * of one that is named.
 */
export function checkSettings(name: string, news: Properties): Failure[] {
  // Of the stack's configuration only what is used is examined: the environment comes before it.
  if (isDefault(name)) return [];
  return Object.entries(news).flatMap(([name, value]): Failure[] => {
    if (OF_THE_ENGINE.includes(name) || name.startsWith("__")) return [];
    if (!isSettingName(name)) {
      const reason = `${name}: is not a setting. The settings are ${SETTING_NAMES.join(", ")}`;
      return [{ property: "", reason }];
    }
    const text = trimmed(textOf(value) ?? "");
    if (text === "" || containsUnknown(text)) return [];
    const examined = settingValue(SETTINGS[name].takes, text);
    return "problem" in examined ? [{ property: "", reason: `${name}: ${examined.problem}` }] : [];
  });
}

/** The names of the settings that differ. A provider is never replaced for one: its resources stay as they are. */
export function changedSettings(olds: Properties, news: Properties): string[] {
  return SETTING_NAMES.filter((name) => textOf(olds[name]) !== textOf(news[name]));
}

/** How the session asks for a setting. */
export type Configured = (key: string) => string | undefined;

/**
 * @param name the provider's name, which tells an explicit one from the default one
 * @param args what the engine configures it with; in a refresh, and before a destroy, as the state recorded it
 * @param stack the stack's configuration as it is now, which the engine gives each plugin in `PULUMI_CONFIG`
 */
export function configured(
  name: string | undefined,
  args: Properties,
  stack: string | undefined,
): Configured {
  const isExplicit = name !== undefined && !isDefault(name);
  const today = isExplicit ? {} : configurationIn(stack);
  const given = SETTING_NAMES.some((setting) => textOf(today[setting]) !== undefined) ? today : args;
  return (key) => {
    if (key === EXPLICIT_MARKER) return isExplicit ? "true" : undefined;
    return textOf(given[key.replace(/^partnercenter:/, "")]);
  };
}

/** As the engine names its own: `default`, then the plugin's version. */
export const isDefault = (name: string): boolean => /^default(?:_\d+_\d+_\d+.*)?$/.test(name);

export function configurationIn(text: string | undefined): Properties {
  try {
    const read: unknown = JSON.parse(text ?? "{}");
    return typeof read === "object" && read !== null ? (read as Properties) : {};
  } catch {
    return {};
  }
}

/** Some SDKs send a number as a number, others as a text. What is empty is as if it were not set. */
function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}
