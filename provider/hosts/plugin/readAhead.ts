import type { Session } from "../../lifecycle/session";
import { LookAhead } from "../../lookAhead/lookAhead";
import { ReadOrder } from "../../lookAhead/readOrder";
import { typeNamed, typeNameOf, type TypeName } from "./lifecycles";
import { isNotLooked } from "./reads";
import { isMarked, type Received } from "./values";

/** Looks at what the engine will read next, as the last run of the stack on this machine has read it. */
export class ReadAhead {
  readonly #ahead: LookAhead;
  #order: ReadOrder | undefined;

  /**
   * @param provider - the name of the provider that this process is: each reads resources of its own
   * @param folder - where the order is kept; undefined for nowhere
   */
  constructor(
    private readonly session: Session,
    private readonly provider: string,
    private readonly folder: string | undefined,
  ) {
    this.#ahead = new LookAhead(async (one) => {
      const [name = "", key = ""] = one.split(" ");
      if (isNotLooked(session)) return;
      await typeNamed(name as TypeName).lifecycle.lookAhead(session, key, "refresh");
    });
  }

  /** A refresh reads it: to be called once its own look has begun. */
  onRead(urn: string, outputs: Received): void {
    this.#of(urn, outputs, (order, one) => {
      this.#ahead.asked(one);
      this.#ahead.want(order.read(one));
    });
  }

  onCreated(urn: string, outputs: Received): void {
    this.#of(urn, outputs, (order, one) => order.created(one));
  }

  onDeleted(urn: string, outputs: Received): void {
    this.#of(urn, outputs, (order, one) => order.deleted(one));
  }

  ended(): void {
    this.#order?.save();
  }

  /** What the program calls a secret is kept nowhere in clear. */
  #of(urn: string, { values, secrets }: Received, tell: (order: ReadOrder, one: string) => void): void {
    if (this.folder === undefined) return;
    try {
      const name = typeNameOf(urn);
      const open = Object.entries(values).filter(([property]) => !isMarked(secrets, property));
      const key = typeNamed(name).lifecycle.lookAheadKey(Object.fromEntries(open));
      if (key === undefined) return;
      const [stack, project] = urn.slice("urn:pulumi:".length).split("::");
      this.#order ??= new ReadOrder([stack, project, this.provider].join("::"), this.folder);
      tell(this.#order, `${name} ${key}`);
    } catch (error) {
      // It only saves time: a submission that was just made goes into the state, whatever happens here.
      this.session.notices.tellStackOnce(
        `What was read is not noted for the next run: ${String(error)}`,
        "info",
      );
    }
  }
}
