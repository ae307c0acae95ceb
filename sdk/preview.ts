import * as pulumi from "@pulumi/pulumi";

/**
 * No provider is told whether it works for a preview, and the program knows. So the classes hand it along (`__preview`, which
 * never reaches the state): a preview fails over what Partner Center says to be mistaken in a new resource, while in an `up`
 * that resource's creation fails alone.
 */
export const previewMark = (): { __preview?: true } => (pulumi.runtime.isDryRun() ? { __preview: true } : {});
