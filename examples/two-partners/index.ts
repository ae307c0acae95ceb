import * as pulumi from "@pulumi/pulumi";
import { CustomerQualification, Provider } from "pulumi-partnercenter";

/** One partner tenant and its customers, from the configuration under its name: `pulumi config set east:tenantId …`. */
function partner(name: string): CustomerQualification[] {
  const config = new pulumi.Config(name);
  const provider = new Provider(name, {
    tenantId: config.require("tenantId"),
    clientId: config.require("clientId"),
    clientSecret: config.requireSecret("clientSecret"),
    refreshToken: config.requireSecret("refreshToken"),
    // Only to try it against two emulators.
    apiBaseUrl: config.get("apiBaseUrl"),
    authorityHost: config.get("authorityHost"),
    caFile: config.get("caFile"),
  });
  return config
    .requireObject<string[]>("schools")
    .map(
      (customerId) =>
        new CustomerQualification(
          `${name}-${customerId}`,
          { customerId, qualification: "Education", educationSegment: "K12" },
          { provider },
        ),
    );
}

const schools = { east: partner("east"), west: partner("west") };

export const east = schools.east.map(({ vettingStatus }) => vettingStatus);
export const west = schools.west.map(({ vettingStatus }) => vettingStatus);
