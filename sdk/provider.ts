import * as pulumi from "@pulumi/pulumi";
import { requireArguments } from "./arguments";
import { mistake } from "./mistake";
import type { GivenFor, SETTINGS, Takes } from "../provider/settings/settingsTable";

/** An input for each setting, with its documentation. */
type ArgsOf<Table extends Record<string, { takes: Takes }>> = {
  [Name in keyof Table]?: pulumi.Input<GivenFor<Table[Name]["takes"]>> | undefined;
};

/** The settings of a {@link Provider}: what the environment and `partnercenter:` configuration set for the default one. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- Its members, with their documentation, are the table's.
export interface ProviderArgs extends ArgsOf<typeof SETTINGS> {}

/**
 * An explicit provider: a login of its own, for programs that serve several partner tenants. Its settings come before
 * the environment and the stack's configuration, a login and a cloud each as a whole. Secrets are encrypted in the
 * state however they are given; rotating one leaves the resources unchanged.
 */
export class Provider extends pulumi.ProviderResource {
  /**
   * @param name the provider's name in this program
   * @param args its settings; a login and a cloud each whole, since nothing of another source is mixed in
   * @param opts Pulumi's resource options
   * @throws for a setting that does not exist
   */
  constructor(name: string, args: ProviderArgs, opts?: pulumi.ResourceOptions) {
    requireArguments("Provider", name, args);
    const { isSecretSetting, isSettingName, SETTING_NAMES } = load();
    const given = Object.entries(args).filter(([, value]) => value !== undefined && value !== null);
    const entries = given.map(([key]) => {
      // A misspelt secret would be a text in clear, and a login without it.
      if (!isSettingName(key)) {
        throw mistake(
          `Provider ${name}: ${key} is not a setting. The settings are ${SETTING_NAMES.join(", ")}.`,
        );
      }
      // The engine carries a provider's settings as texts. An output that has no value after all is an empty one,
      // which is as if it were not set.
      const text = pulumi
        .output<pulumi.Input<string | number | boolean> | undefined>(args[key])
        .apply((value) => String(value ?? ""));
      return [`partnercenter:${key}`, isSecretSetting(key) ? pulumi.secret(text) : text] as const;
    });
    const settings: { [key: string]: pulumi.Input<string> } = {
      ...Object.fromEntries(entries),
      "partnercenter:explicitProvider": "true",
    };
    super("pulumi-nodejs", name, settings, opts);
    // What a function answers is no secret because its login is.
    SETTINGS_OF.set(this, pulumi.unsecret(pulumi.output(settings)));
  }
}

/** A provider's settings as the engine carries them, kept for functions, which run without the engine. */
export type ProviderSettings = pulumi.Output<{ [key: string]: string }>;

const SETTINGS_OF = new WeakMap<object, ProviderSettings>();

export function settingsOf(provider: pulumi.ProviderResource): ProviderSettings | undefined {
  return SETTINGS_OF.get(provider);
}

/* eslint-disable @typescript-eslint/no-require-imports --
   A program without an explicit provider loads nothing of the provider's. */
const load = () =>
  require("../provider/settings/settingsTable") as typeof import("../provider/settings/settingsTable");
