import type * as pulumi from "@pulumi/pulumi";

const defaultProvider = {};

/** What a program keeps for each provider and type of resource: each provider is a process, with a login of its own. */
export class PerProvider<Kept extends object> {
  /** By type. */
  readonly #kept = new Map<string, WeakMap<object, Kept>>();

  constructor(private readonly make: () => Kept) {}

  /** What is kept for the provider that a resource of this type with these options has. */
  of(type: string, { provider, parent }: pulumi.CustomResourceOptions): Kept {
    const byProvider = this.#kept.get(type) ?? new WeakMap<object, Kept>();
    this.#kept.set(type, byProvider);
    const owner = provider ?? parent?.getProvider(type) ?? defaultProvider;
    const kept = byProvider.get(owner) ?? this.make();
    byProvider.set(owner, kept);
    return kept;
  }
}
