import * as pulumi from "@pulumi/pulumi";
import { plainly } from "./outputs";
import { PerProvider } from "./perProvider";

/**
 * What Pulumi's dynamic server does not tell a provider: whose call it is, whether it is a preview's, and how many others
 * there will be. So the resource classes hand it along as an input (`__declared`) that never reaches the state.
 */
export interface Declared {
  /** The resource's URN, so that what is told stands under it. */
  urn: string | undefined;
  preview: boolean;
  /** How many of this type the program has declared for the same provider, so far. */
  count: number;
}

const counts = new PerProvider(() => ({ count: 0 }));

/** To be called by the constructor of a resource that is declared, not only read. */
export async function announced(
  type: string,
  name: string,
  opts: pulumi.CustomResourceOptions,
): Promise<Declared> {
  const counted = counts.of(type, opts);
  counted.count += 1;
  // Of the URN only: an output would bring the parent along as what this resource depends on.
  const urn = await plainly(pulumi.createUrn(name, type, opts.parent));
  // The program goes on declaring until it yields.
  await new Promise((resolve) => setImmediate(resolve));
  return { urn, preview: pulumi.runtime.isDryRun(), count: counted.count };
}
