import * as pulumi from "@pulumi/pulumi";
import { CustomerQualification } from "pulumi-partnercenter";

const config = new pulumi.Config();

// Nothing is vetted here, so there is no status to wait for: once it is submitted, the customer has it.
const stateOwned = new CustomerQualification(
  "state-owned",
  { customerId: config.require("customerId"), qualification: "StateOwnedEntity" },
  // Destroying it would only forget it; a deletion by mistake should not go unnoticed.
  { protect: config.getBoolean("protect") ?? false },
);

export const qualification = stateOwned.id;
export const submissions = stateOwned.submissions;
