import * as pulumi from "@pulumi/pulumi";
import { keepSettings } from "./providerSettings";

/** The settings of a {@link Provider}: what the environment and `partnercenter:` configuration set for the default one. */
export interface ProviderArgs {
  /** The partner's own tenant: its GUID or a domain of it. Goes with `clientId`, and a secret or token below. */
  tenantId?: pulumi.Input<string>;
  /** The application (client) id of the app registration that Partner Center knows, a GUID. */
  clientId?: pulumi.Input<string>;
  /** The application's client secret; none for a public client. Alone it is an app-only login, which can look but not submit. */
  clientSecret?: pulumi.Input<string>;
  /** The refresh token of an App+User sign-in with MFA (secure application model). A submission needs one. Dies after 90 idle days. */
  refreshToken?: pulumi.Input<string>;
  /** A file that a refresh token is written to, for its owner only, whenever a login answers with a new one. Never read. */
  refreshTokenFile?: pulumi.Input<string>;
  /** A token obtained elsewhere, used as it is until it ends. It needs no other setting of a login. */
  accessToken?: pulumi.Input<string>;
  /** A PEM file with the application's certificate and its unencrypted key: an app-only login, which can look but not submit. */
  certificateFile?: pulumi.Input<string>;
  /**
   * The cloud; `China` is 21Vianet.
   *
   * @defaultValue `Global`
   */
  environment?: pulumi.Input<"Global" | "USGovernment" | "China">;
  /** Partner Center's address instead of the cloud's. `http://` only to this machine. */
  apiBaseUrl?: pulumi.Input<string>;
  /** The sign-in service's address instead of the cloud's; `https://` always. */
  authorityHost?: pulumi.Input<string>;
  /** The resource that the token is for, instead of the cloud's. */
  audience?: pulumi.Input<string>;
  /** A PEM file with certificate authorities to trust besides the usual ones. */
  caFile?: pulumi.Input<string>;
  /**
   * Which documented form of the qualifications API is spoken.
   *
   * @defaultValue `qualifications`
   */
  contract?: pulumi.Input<"qualifications" | "qualifications-2021" | "qualification-2018">;
  /**
   * The request budget of one process, in requests a minute, from 1 to 100000. Microsoft's limit is 500 for a partner
   * tenant. A preview and the `up` after it are two processes.
   *
   * @defaultValue `450`
   */
  requestsPerMinute?: pulumi.Input<number>;
  /**
   * Submissions that one resource may make for its customer, from 1 to 1000. The default is Microsoft's published limit.
   *
   * @defaultValue `3`
   */
  maxSubmissions?: pulumi.Input<number>;
  /**
   * Whether previews look at Partner Center. `false` is for work offline: drift is then not seen.
   *
   * @defaultValue `true`
   */
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
 */
export class Provider extends pulumi.ProviderResource {
  /**
   * @param name the provider's name in this program
   * @param args its settings; a login and a cloud each whole, since nothing of another source is mixed in
   * @param opts Pulumi's resource options
   * @throws for a setting that does not exist
   */
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
