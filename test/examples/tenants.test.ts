// The reader of examples/tenants-from-yaml: what a person gets wrong in a list.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { readTenants } from "../../examples/tenants-from-yaml/tenants";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "partnercenter-tenants-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the reader says of a list. */
function mistake(text: string): string {
  const file = join(folder, "tenants.yaml");
  writeFileSync(file, text);
  try {
    readTenants(file);
  } catch (error) {
    // Pulumi shows it without a stack.
    expect(pulumi.RunError.isInstance(error)).toBe(true);
    return (error as Error).message.replace(file, "FILE");
  }
  throw new Error("it was read");
}

const GUID = "8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11";

test("every mistake is named, at once", () => {
  const list = `
- { name: a, customerId: ${GUID}, qualifications: [Education] }
- { name: b, customerId: ${GUID.toUpperCase()}, qualifications: [Education] }
- { name: a, customerID: x, qualifications: Education }
- just a text
- { name: 7, customerId: y, qualifications: [Eduction, Education, Education] }
- { name: c, customerId: 1f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11, qualifications: [], educationSegment: K13, resubmit: 2 }
`;
  expect(mistake(list)).toBe(
    "FILE: a: customerId is missing; a: there is no customerID; a: qualifications is no list; entry 4 has no keys; " +
      "entry 5: name is no text (put it between quotes); entry 5: the customerId y is no GUID; " +
      'entry 5: there is no qualification "Eduction", only Education, GovernmentCommunityCloud, ' +
      "StateOwnedEntity; entry 5: Education is listed twice; c: resubmit is no text (put it between quotes); " +
      "c: there is no educationSegment K13, only K12, HigherEducation; a is listed twice; " +
      `a and b have one customerId, ${GUID.toUpperCase()}.`,
  );
});

test.each([
  ["name: a", "FILE is no list of tenants."],
  ["- [", "FILE can't be read: "],
])("%j", (text, said) => expect(mistake(text)).toContain(said));

test("a file that is not there", () => {
  expect(() => readTenants(join(folder, "none.yaml"))).toThrow(/none\.yaml can't be read: ENOENT/);
});
