import pulumi
import pulumi_partnercenter as partnercenter

config = pulumi.Config()

school = partnercenter.CustomerQualification(
    "school",
    customer_id=config.require("customerId"),
    qualification=partnercenter.QualificationName.EDUCATION,
    education_segment=config.require("educationSegment"),
    website=config.get("website"),
    # Another value asks for one more submission, after a denial that was corrected.
    resubmit=config.get("resubmit"),
)

pulumi.export("qualification", school.id)
pulumi.export("vettingStatus", school.vetting_status)
pulumi.export("vettingReason", school.vetting_reason)
pulumi.export("submissions", school.submissions)
