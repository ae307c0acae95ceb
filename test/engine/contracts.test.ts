// The resource under each of the three contracts that the reference pages document.
import { mustEnd, newStack } from "./harness";
import { customerId, education, partnerCenter, writes } from "./support/partnerCenter";

const school = customerId(1);
const agency = customerId(2);
const code = "771204";

const gcc = {
  name: "agency",
  type: "CustomerQualification",
  args: { customerId: agency, qualification: "GovernmentCommunityCloud", validationCode: code },
};
const stateOwned = (customer: string) => ({
  name: "owned",
  type: "CustomerQualification",
  args: { customerId: customer, qualification: "StateOwnedEntity" },
});

interface Contract {
  name: "qualifications" | "qualifications-2021" | "qualification-2018";
  /** What is sent for the school and for the agency. */
  sent: [string, string, unknown][];
  /** What the state says of the school after `up`, and after Microsoft has denied it. */
  submitted: unknown;
  denied: unknown;
}

const contracts: Contract[] = [
  {
    name: "qualifications",
    sent: [
      [
        "POST",
        `/v1/customers/${school}/qualifications`,
        { qualification: "Education", educationSegment: "K12", website: "contoso.edu" },
      ],
      [
        "POST",
        `/v1/customers/${agency}/qualifications`,
        { qualification: "GovernmentCommunityCloud", validationCode: code },
      ],
    ],
    submitted: "InReview",
    denied: "Denied",
  },
  {
    name: "qualifications-2021",
    sent: [
      ["POST", `/v1/customers/${school}/qualifications`, { Qualification: "Education" }],
      ["POST", `/v1/customers/${agency}/qualifications`, { Qualification: "GovernmentCommunityCloud" }],
    ],
    submitted: "InReview",
    denied: "Denied",
  },
  {
    name: "qualification-2018",
    sent: [
      ["PUT", `/v1/customers/${school}/qualification`, 1],
      ["PUT", `/v1/customers/${agency}/qualification`, 3],
    ],
    // It has no vetting: what is listed is held, and what was denied is not listed.
    submitted: null,
    denied: "None",
  },
];

test.each(contracts)(
  "$name: submits once, follows, never submits again",
  async ({ name, sent, submitted, denied }) => {
    const emulator = await partnerCenter([school, agency], {
      contracts: [name],
      validationCodes: [
        { validationId: code, organizationName: "Agency", remainingCreates: 3, maxCreates: 5 },
      ],
    });
    const stack = await newStack({
      resources: [education("school", school, { website: "contoso.edu" }), gcc],
      env: { ...emulator.environment, PARTNERCENTER_CONTRACT: name },
    });
    mustEnd(0, await stack.up());
    const bodies = writes(emulator).map(({ method, path, body }) => [
      method,
      path,
      JSON.parse(body ?? "null") as unknown,
    ]);
    expect(bodies.sort()).toEqual(sent.sort());
    expect((await stack.resource("school")).outputs).toMatchObject({
      vettingStatus: submitted,
      submissions: 1,
    });
    mustEnd(0, await stack.preview("--expect-no-changes"));
    mustEnd(0, await stack.up("--refresh"));

    emulator.deny(school, "Education", "Not an Education Customer");
    stack.submittedHoursAgo();
    const preview = mustEnd(7, await stack.preview("--expect-no-changes"));
    expect(preview.output).toContain(
      name === "qualification-2018" ? "is not listed" : "Not an Education Customer",
    );
    mustEnd(1, await stack.up("--continue-on-error"));
    expect((await stack.resource("school")).outputs).toMatchObject({ vettingStatus: denied });

    if (name === "qualification-2018") {
      // One string can't show two qualifications: a second one would replace the first unseen.
      stack.declare([gcc, stateOwned(agency)]);
      const second = mustEnd(1, await stack.up("--continue-on-error"));
      expect(second.output).toMatch(/StateOwnedEntity.*GovernmentCommunityCloud/s);
      expect(second.output).toContain("default contract (qualifications)");
    }
    expect(emulator.submissions()).toHaveLength(2);
    mustEnd(0, await stack.destroy());
    expect(emulator.submissions()).toHaveLength(2);
    expect(stack.whereReadable(code)).toEqual([]);
  },
);
