import { lifecycle } from "../../lifecycle/lifecycle";
import { customerAgreement } from "./definition";

export const {
  secretNames,
  lookAheadKey,
  lookAhead,
  lookAheadOfCreate,
  identityKey,
  idOf,
  check,
  diff,
  create,
  read,
  update,
  ended,
  delete: remove,
} = lifecycle(customerAgreement);
export { remove as delete };
