import { CustomerQualification } from "pulumi-partnercenter";

new CustomerQualification("contoso-school-education", {
  customerId: "00000000-0000-4000-8000-000000000011",
  qualification: "Education",
});

new CustomerQualification("fabrikam-state-university-education", {
  customerId: "00000000-0000-4000-8000-000000000012",
  qualification: "Education",
});

new CustomerQualification("fabrikam-state-university-state-owned", {
  customerId: "00000000-0000-4000-8000-000000000012",
  qualification: "StateOwnedEntity",
});

new CustomerQualification("litware-county-gcc", {
  customerId: "00000000-0000-4000-8000-000000000013",
  qualification: "GovernmentCommunityCloud",
});
