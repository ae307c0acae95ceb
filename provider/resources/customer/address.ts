import type { AddressValidation } from "../../partnercenter";
import { concernsOneCustomer } from "../../lifecycle/outage";
import type { Session } from "../../lifecycle/session";
import type { Inputs } from "./model";
import { addressOf } from "./profile";

/**
 * Warns, once for each address of a run, where Microsoft does not know it: a customer that was created at an address
 * which mail does not reach can't be deleted from the sandbox.
 */
export async function judgeAddress(session: Session, { address }: Inputs): Promise<void> {
  if (address === undefined) return;
  const sent = addressOf(address);
  const key = `address ${JSON.stringify(sent)}`;
  const validate = (): Promise<AddressValidation> =>
    session.client.customers.validateAddress(sent, session.call);
  try {
    // What `check` was told holds for `create`, whatever has failed in between.
    const { status, message } = await (session.looks.made<AddressValidation>(key) ??
      session.looks.forPreview(key, validate));
    if (["VerifiedShippable", "Verified", "NotValidated"].includes(status)) return;
    warn(`${status}${message === undefined ? "" : `: ${message}`}`);
  } catch (error) {
    if (!concernsOneCustomer(error)) throw error;
    warn(error.message);
  }
  function warn(why: string): void {
    session.notices.tellOnce(
      `Customer: Microsoft did not verify the address ${Object.values(sent).join(", ")} (${why}). A sandbox ` +
        "customer that is created with a wrong address can't be deleted.",
      "warning",
    );
  }
}
