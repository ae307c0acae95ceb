import * as pulumi from "@pulumi/pulumi";
import { keepSettings } from "./providerSettings";

/** The settings of a {@link Provider}: what the environment and `partnercenter:` configuration set for the default one. */
export interface ProviderArgs {
  /** The partner's own tenant: its GUID or a domain of it. With `clientId` and a secret below, a whole login. */
  tenantId?: pulumi.Input<string>;
  /** The application (client) id of the app registration that Partner Center knows, a GUID. */
  clientId?: pulumi.Input<string>;
  /** The application's client secret. A secret. Alone it is an app-only login, which can look but not submit. */
  clientSecret?: pulumi.Input<string>;
  /** The refresh token of an App+User sign-in with MFA (secure application model). A secret; dies after 90 idle days. */
  refreshToken?: pulumi.Input<string>;
  /** Where a rotated refresh token is written, owner-only. */
  refreshTokenFile?: pulumi.Input<string>;
  /** A token obtained elsewhere, used as it is. A secret. */
  accessToken?: pulumi.Input<string>;
  /** A PEM file with the application's key and certificate: an app-only login, which can look but not submit. */
  certificateFile?: pulumi.Input<string>;
  /** The cloud: `Global` (default), `USGovernment` or `China` (21Vianet). */
  environment?: pulumi.Input<"Global" | "USGovernment" | "China">;
  /** Partner Center's address instead of the cloud's. `http://` only to loopback. */
  apiBaseUrl?: pulumi.Input<string>;
  /** The sign-in service's address instead of the cloud's. */
  authorityHost?: pulumi.Input<string>;
  /** The resource that the token is for, instead of the cloud's. */
  audience?: pulumi.Input<string>;
  /** A PEM file with a certificate authority to trust besides the usual ones. */
  caFile?: pulumi.Input<string>;
  /** The version of the qualifications contract: `qualifications` (default), `qualifications-2021` or `qualification-2018`. */
  contract?: pulumi.Input<"qualifications" | "qualifications-2021" | "qualification-2018">;
  /** The request budget of this process, in requests a minute. Below Microsoft's 500 by default. */
  requestsPerMinute?: pulumi.Input<number>;
  /** Submissions per customer. Default 3, Microsoft's published limit. */
  maxSubmissions?: pulumi.Input<number>;
  /** Whether previews look at Partner Center. Default true; `false` is for work offline. */
  liveDiff?: pulumi.Input<boolean>;
}

/** Every setting, and whether it is a secret. */
const SECRET: Readonly<Record<keyof ProviderArgs, boolean>> = {
  tenantId: false,
  clientId: false,
  clientSecret: true,
  refreshToken: true,
  refreshTokenFile: false,
  accessToken: true,
  certificateFile: false,
  environment: false,
  apiBaseUrl: false,
  authorityHost: false,
  audience: false,
  caFile: false,
  contract: false,
  requestsPerMinute: false,
  maxSubmissions: false,
  liveDiff: false,
};

/**
 * An explicit provider: a login of its own, for programs that serve several partner tenants. Its settings come before
 * the environment and the stack's configuration, a login and a cloud each as a whole. Secrets are encrypted in the
 * state however they are given; rotating one leaves the resources unchanged.
 *
 * @see the `partnercenter:` configuration keys of the same names in README
 */
export class Provider extends pulumi.ProviderResource {
  constructor(name: string, args: ProviderArgs, opts?: pulumi.ResourceOptions) {
    const given = Object.entries(args).filter(([, value]) => value !== undefined && value !== null);
    const entries = given.map(([key]) => {
      // A misspelt secret would be a text in clear, and a login without it.
      if (!isSetting(key)) {
        throw new pulumi.RunError(
          `Provider ${name}: ${key} is not a setting. The settings are ${Object.keys(SECRET).join(", ")}.`,
        );
      }
      // The engine carries a provider's settings as texts. An output that has no value after all is an empty one,
      // which is as if it were not set.
      const text = pulumi
        .output<pulumi.Input<string | number | boolean> | undefined>(args[key])
        .apply((value) => String(value ?? ""));
      return [`partnercenter:${key}`, SECRET[key] ? pulumi.secret(text) : text] as const;
    });
    const settings: { [key: string]: pulumi.Input<string> } = {
      ...Object.fromEntries(entries),
      "partnercenter:explicitProvider": "true",
    };
    super("pulumi-nodejs", name, settings, opts);
    // What a function answers is no secret because its login is.
    keepSettings(this, pulumi.unsecret(pulumi.output(settings)));
  }
}

function isSetting(key: string): key is keyof ProviderArgs {
  return Object.hasOwn(SECRET, key);
}
