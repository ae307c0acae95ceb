// What the CLI prints and stores, as far as tests look at it.
import type { CommandResult } from "./processes";

/** One entry of resources.json (see program.js). */
export interface ResourceDeclaration {
  name: string;
  /** A class that the package exports, or "Value". */
  type: string;
  /** `{ secret: value }` is a secret, `{ ref: "name.property" }` an output of a resource before. */
  args?: Record<string, unknown>;
  /** `provider`, `parent`, `dependsOn` and `deletedWith` by name; the others as they are. */
  opts?: Record<string, unknown>;
  /** An id: the resource is read by `get`, not managed. */
  get?: unknown;
  /** Properties to export as "name.property". */
  export?: string[];
}

export interface ResourceState {
  urn: string;
  type: string;
  id?: string;
  custom: boolean;
  external?: boolean;
  protect?: boolean;
  inputs: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  initErrors?: string[];
  provider?: string;
  parent?: string;
}

export interface Deployment {
  manifest?: unknown;
  secrets_providers?: unknown;
  resources: ResourceState[];
  pending_operations?: { type: string; resource: ResourceState }[];
}

export interface PreviewStep {
  op: string;
  urn: string;
  oldState?: ResourceState;
  newState?: ResourceState;
  diffReasons?: string[];
  replaceReasons?: string[];
  detailedDiff?: Record<string, { kind: string; inputDiff: boolean }> | null;
}

export interface Preview {
  steps: PreviewStep[];
  diagnostics?: { urn?: string; severity: string; message: string; prefix?: string }[];
  changeSummary?: Record<string, number>;
  duration?: number;
  /** The step of one resource, by its name; of two, the one after the refresh. Throws when there is none or more than one. */
  step(name: string): PreviewStep;
  result: CommandResult;
}
