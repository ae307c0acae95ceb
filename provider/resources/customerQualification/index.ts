import { lifecycle } from "../../lifecycle/lifecycle";
import { customerQualification } from "./definition";

const lifecycleOfType = lifecycle(customerQualification);
export = lifecycleOfType;
