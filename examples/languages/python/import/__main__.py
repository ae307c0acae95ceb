import pulumi
import pulumi_partnercenter as partnercenter

customer_id = pulumi.Config().require("customerId")

school = partnercenter.CustomerQualification(
    "school",
    customer_id=customer_id,
    qualification=partnercenter.QualificationName.EDUCATION,
    # Takes over what is there, and submits nothing. After the first `up` it can be left out.
    opts=pulumi.ResourceOptions(import_=f"{customer_id}/Education"),
)

pulumi.export("vettingStatus", school.vetting_status)
