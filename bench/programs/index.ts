// The program that every Pulumi system runs. settings.json says what it declares; "./ours" is replaced by the system
// that is measured.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Input } from "@pulumi/pulumi";
import { Qualification, Tenant } from "./ours";

interface Settings {
  /** Tenant ids. */
  customers: string[];
  /** What each of them gets. */
  qualifications: ("Education" | "StateOwnedEntity")[];
  /** `literal`: a text in the program; otherwise the output of another resource. */
  customerId: "literal" | "output" | "customer";
}

const settings = JSON.parse(readFileSync(join(__dirname, "settings.json"), "utf8")) as Settings;

settings.customers.forEach((tenantId, index) => {
  const customerId: Input<string> =
    settings.customerId === "literal"
      ? tenantId
      : new Tenant(`customer-${index}`, { customerId: tenantId }, settings.customerId).id;
  for (const qualification of settings.qualifications) {
    new Qualification(`${qualification}-${index}`, {
      customerId,
      qualification,
      ...(qualification === "Education" && { educationSegment: "K12" as const, website: "contoso.edu" }),
    });
  }
});
