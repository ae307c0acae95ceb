import { lifecycle } from "../../lifecycle/lifecycle";
import { customer } from "./definition";

const lifecycleOfType = lifecycle(customer);
export = lifecycleOfType;
