import { lifecycle } from "../../lifecycle/lifecycle";
import { customer } from "./definition";

const type = lifecycle(customer);
export const {
  secretNames,
  lookAheadKey,
  lookAhead,
  lookAheadOfCreate,
  idOf,
  check,
  diff,
  create,
  read,
  update,
  ended,
} = type;
const { delete: remove } = type;
export { remove as delete };
