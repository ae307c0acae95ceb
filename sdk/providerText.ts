/**
 * The text that the engine stores with every resource, twice, and runs to reach the provider: byte for byte the same
 * in every release, since a destroy years from now runs the one that was stored. It holds no code of its own.
 */
export function providerText(resource: "customerQualification" | "customer" | "customerAgreement"): string {
  return `exports.handler = () => require("pulumi-partnercenter/provider").${resource};`;
}
