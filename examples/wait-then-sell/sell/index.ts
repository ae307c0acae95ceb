import * as pulumi from "@pulumi/pulumi";
import { Order } from "./order";

const config = new pulumi.Config();
const qualify = new pulumi.StackReference(config.require("qualifyStack"));

// Fails, and orders nothing, where the stack before has no approved customer.
const customerId = qualify.requireOutput("approvedCustomerId") as pulumi.Output<string>;

const order = new Order("licences", { customerId, offer: "office-365-a3-for-faculty", quantity: 25 });

export const orderId = order.id;
