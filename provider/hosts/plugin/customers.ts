import { isDestroy } from "../../lifecycle/command";
import { DeclaredCustomers, type Removed, type Standing } from "../../lifecycle/declaredCustomers";

/**
 * Which customers a program declares that uses the plugin. This process knows what it was asked about. What `--target`
 * leaves out, and what another provider of the program was asked about, it is not told: the Node classes of the dynamic
 * provider tell it, and the SDKs of the plugin can't. So a customer is removed by `pulumi destroy` only.
 */
export class CustomersOfPlugin extends DeclaredCustomers {
  readonly #destroys: () => boolean | undefined;

  constructor(destroys: () => boolean | undefined = isDestroy) {
    super(undefined, destroys);
    this.#destroys = destroys;
  }

  override standing(removed: Removed): Standing {
    if (this.#destroys() === true) return { kind: "free" };
    const standing = super.standing(removed);
    return standing.kind === "free" ? { kind: "notTold" } : standing;
  }
}
