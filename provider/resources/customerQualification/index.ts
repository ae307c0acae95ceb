import { lifecycle } from "../../lifecycle/lifecycle";
import { customerQualification } from "./definition";

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
} = lifecycle(customerQualification);
export { remove as delete };
