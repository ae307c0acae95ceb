import * as pulumi from "@pulumi/pulumi";

/** Of each stack that a process deploys, once. */
const warned = new WeakSet<object>();

/**
 * Warns of what is set and does not do what somebody expects: a secret that the stack's configuration holds in clear, and a
 * name that is no setting. Only the program can tell, for the dynamic provider is handed the values it asks for, decrypted.
 */
export function warnOfSettings(): void {
  const stack = pulumi.runtime.getStackResource();
  if (stack === undefined || warned.has(stack)) return;
  warned.add(stack);
  const set = Object.keys(pulumi.runtime.allConfig()).filter((key) => key.startsWith("partnercenter:"));
  if (set.length === 0 && !Object.keys(process.env).some((name) => /^partnercenter_/i.test(name))) return;
  const { SETTING_NAMES, isSecretSetting, unknownSettingsTexts } = load();
  for (const text of unknownSettingsTexts(set, process.env)) void pulumi.log.warn(text);
  // Not part of the SDK's published interface: without it nothing is known, and nothing said.
  const { isConfigSecret } = pulumi.runtime as { isConfigSecret?: (key: string) => boolean };
  if (isConfigSecret === undefined) return;
  const secret = SETTING_NAMES.filter(isSecretSetting).map((name) => `partnercenter:${name}`);
  const plain = set.filter((key) => secret.includes(key) && !isConfigSecret(key));
  if (plain.length > 0) void pulumi.log.warn(plainSecretsText(plain));
}

function plainSecretsText(keys: readonly string[]): string {
  const commands = keys.map((key) => `\`pulumi config set --secret ${key}\``).join(" and ");
  return (
    `The stack's configuration holds ${keys.join(" and ")} in clear: who can read its file or its state can use ` +
    `${keys.length === 1 ? "it" : "them"}. Next: ${commands}; where the file has been shared, replace what was in it.`
  );
}

/* eslint-disable @typescript-eslint/no-require-imports --
   A program without such settings loads nothing of the provider's. */
const load = () => ({
  ...(require("../provider/settings/settingsTable") as typeof import("../provider/settings/settingsTable")),
  ...(require("../provider/settings/unknownSettings") as typeof import("../provider/settings/unknownSettings")),
});
