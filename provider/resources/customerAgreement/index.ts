import { lifecycle } from "../../lifecycle/lifecycle";
import { customerAgreement } from "./definition";

const lifecycleOfType = lifecycle(customerAgreement);
export = lifecycleOfType;
