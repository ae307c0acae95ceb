// What the engine does with one resource, over a provider process that a test starts and ends: the state outlives it.
import { ProviderCallError, type ProviderServer } from "../harness";

type Properties = Record<string, unknown>;

/** What the state holds of the resource. */
export interface KeptResource {
  id: string;
  inputs: Properties;
  outputs: Properties;
  initErrors: string[];
}

/** A stack with one resource. Each method is the resource's part of one `pulumi` command. */
export class OneResource {
  constructor(public state?: KeptResource) {}

  /** `pulumi up`. Rejects where it fails; what the provider gives for the state even then is kept. */
  async up(server: ProviderServer, args: Properties): Promise<"created" | "updated" | "unchanged"> {
    const { state } = this;
    const { inputs, failures } = await server.check(state?.inputs ?? {}, args);
    if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("; "));
    if (state === undefined) {
      await this.#keep(inputs, () => server.create(inputs));
      return "created";
    }
    const { changes, replaces } = await server.diff(state.id, state.outputs, inputs);
    if (replaces.length > 0) throw new Error("a replacement takes two resources");
    if (changes === false && state.initErrors.length === 0) return "unchanged";
    await this.#keep(inputs, async () => ({
      id: state.id,
      ...(await server.update(state.id, state.outputs, inputs)),
    }));
    return "updated";
  }

  /** `pulumi preview --expect-no-changes`: whether it would succeed. */
  async isUnchanged(server: ProviderServer, args: Properties): Promise<boolean> {
    const { id, inputs: olds, outputs, initErrors } = this.#existing();
    const { inputs } = await server.check(olds, args);
    return (await server.diff(id, outputs, inputs)).changes === false && initErrors.length === 0;
  }

  /** `pulumi refresh`. */
  async refresh(server: ProviderServer): Promise<void> {
    const { id, inputs, outputs } = this.#existing();
    const read = await server.read(id, outputs);
    this.state =
      read.id === ""
        ? undefined
        : { id: read.id, inputs: read.inputs ?? inputs, outputs: read.properties, initErrors: [] };
  }

  /** `pulumi destroy`. */
  async destroy(server: ProviderServer): Promise<void> {
    const { id, outputs } = this.#existing();
    await server.delete(id, outputs);
    this.state = undefined;
  }

  async #keep(inputs: Properties, act: () => Promise<{ id: string; properties: Properties }>): Promise<void> {
    try {
      const { id, properties } = await act();
      this.state = { id, inputs, outputs: properties, initErrors: [] };
    } catch (error) {
      if (error instanceof ProviderCallError && error.partial !== undefined) {
        const { id, properties, reasons } = error.partial;
        this.state = { id, inputs, outputs: properties, initErrors: reasons };
      }
      throw error;
    }
  }

  #existing(): KeptResource {
    if (this.state === undefined) throw new Error("the state does not hold the resource");
    return this.state;
  }
}
