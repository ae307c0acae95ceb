// Programs that compile, and programs that don't: read by the compiler only, see types.test.ts.
import * as pulumi from "@pulumi/pulumi";
import {
  CustomerQualification,
  QualifiedTenant,
  type CustomerQualificationArgs,
  type EducationSegment,
  type QualificationName,
  type QualifiedTenantArgs,
  type TenantQualificationArgs,
  type VettingStatus,
} from "pulumi-partnercenter";

declare const customerId: string;
declare const read: {
  qualification: QualificationName;
  segment?: EducationSegment;
  website: string | undefined;
};
declare const segment: pulumi.Output<EducationSegment>;

// What adoption needs: nothing but what it is.
new CustomerQualification("a", { customerId, qualification: "Education" });
new CustomerQualification("a", { customerId, qualification: "GovernmentCommunityCloud" });
new CustomerQualification("a", { customerId, qualification: "StateOwnedEntity", resubmit: "1" });

// What belongs to a qualification, also as an output.
new CustomerQualification("a", {
  customerId: pulumi.output(customerId),
  qualification: pulumi.output("Education" as const),
  educationSegment: segment,
  website: "contoso.edu",
});
new CustomerQualification("a", {
  customerId,
  qualification: "GovernmentCommunityCloud",
  validationCode: pulumi.secret("code"),
});

// What belongs to another one.
new CustomerQualification("a", {
  customerId,
  qualification: "StateOwnedEntity",
  // @ts-expect-error Education only
  educationSegment: "K12",
});
// @ts-expect-error Education only
new CustomerQualification("a", { customerId, qualification: "StateOwnedEntity", website: "contoso.edu" });
// @ts-expect-error Government Community Cloud only
new CustomerQualification("a", { customerId, qualification: "Education", validationCode: "code" });
new CustomerQualification("a", {
  customerId,
  qualification: "GovernmentCommunityCloud",
  // @ts-expect-error Education only
  educationSegment: segment,
});
// @ts-expect-error a segment that is none
new CustomerQualification("a", { customerId, qualification: "Education", educationSegment: "K13" });
// @ts-expect-error a qualification that is none
new CustomerQualification("a", { customerId, qualification: "Eduction" });
// @ts-expect-error no customer
new CustomerQualification("a", { qualification: "Education" });

// A qualification that is read from somewhere, as programs of 0.1.0 do: all inputs, also undefined ones.
new CustomerQualification("a", {
  customerId,
  qualification: read.qualification,
  educationSegment: read.segment,
  website: read.website,
  ...(read.qualification === "GovernmentCommunityCloud" && { validationCode: "code" }),
});
export const args: CustomerQualificationArgs = { customerId, ...read, website: undefined };
new CustomerQualification("a", args);
new QualifiedTenant("t", {
  customerId,
  customer: undefined,
  qualifications: [
    { qualification: read.qualification, educationSegment: read.segment, website: read.website },
  ],
});

// In a tenant's list each has its own, and nothing of another one.
new QualifiedTenant("t", {
  customerId,
  qualifications: [
    { qualification: "Education", educationSegment: "K12", website: pulumi.output("contoso.edu") },
    { qualification: "StateOwnedEntity", waitForVetting: true },
  ],
});
new QualifiedTenant("t", {
  customerId,
  qualifications: [
    { qualification: "Education" },
    // @ts-expect-error Education only
    { qualification: "StateOwnedEntity", educationSegment: "K12" },
  ],
});
new QualifiedTenant("t", {
  customerId,
  // @ts-expect-error Government Community Cloud only
  qualifications: [{ qualification: "Education", validationCode: "code" }],
});
// @ts-expect-error a qualification that is none
new QualifiedTenant("t", { customerId, qualifications: [{ qualification: "Eduction" }] });
new QualifiedTenant("t", {
  customerId,
  // @ts-expect-error a segment that is none
  qualifications: [{ qualification: "Education", educationSegment: "K13" }],
});

// Lists as programs of 0.1.0 make them: none, mapped, pushed to, spread, handed on, annotated.
new QualifiedTenant("t", { customerId, qualifications: [] });
new QualifiedTenant("t", {
  customerId,
  qualifications: [read, read].map(({ qualification, segment: educationSegment, website }) => ({
    qualification,
    educationSegment,
    website,
  })),
});
const list: TenantQualificationArgs[] = [{ qualification: "Education", educationSegment: "K12" }];
list.push({ qualification: "StateOwnedEntity" });
const tenantArgs: QualifiedTenantArgs = { customerId, qualifications: list };
export const tenant: QualifiedTenant = new QualifiedTenant("t", tenantArgs);
export const another: QualifiedTenant = new QualifiedTenant("t", {
  ...tenantArgs,
  qualifications: [...list, { qualification: "GovernmentCommunityCloud", validationCode: "code" }],
});
export class School extends QualifiedTenant {
  constructor(name: string, args: QualifiedTenantArgs) {
    super(name, { ...args, qualifications: [{ qualification: "Education", educationSegment: "K12" }] });
  }
}

// The set of statuses is open, and its known words are offered.
export const status: VettingStatus[] = ["InReview", "Approved", "Denied", "None", "OnHold"];
export const one: CustomerQualification = new CustomerQualification("a", {
  customerId,
  qualification: "StateOwnedEntity",
});
export const word: pulumi.Output<string | null> = one.vettingStatus;
export const shown: pulumi.Output<string> = one.vettingStatus.apply((now) =>
  now === null ? "" : `is ${now}`,
);
