import { lifecycle } from "../../lifecycle/lifecycle";
import { customer } from "./definition";

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
} = lifecycle(customer);
export { remove as delete };
