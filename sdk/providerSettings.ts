import type * as pulumi from "@pulumi/pulumi";

/** A provider's settings as the engine carries them, kept for functions, which run without the engine. */
export type ProviderSettings = pulumi.Output<{ [key: string]: string }>;

const kept = new WeakMap<object, ProviderSettings>();

export function keepSettings(provider: pulumi.ProviderResource, settings: ProviderSettings): void {
  kept.set(provider, settings);
}

export function settingsOf(provider: pulumi.ProviderResource): ProviderSettings | undefined {
  return kept.get(provider);
}
