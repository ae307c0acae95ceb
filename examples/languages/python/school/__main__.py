import pulumi
import pulumi_partnercenter as partnercenter

config = pulumi.Config()

school = partnercenter.QualifiedTenant(
    "school",
    customer=partnercenter.TenantCustomerArgs(
        domain=config.require("domain"),
        company_name="Contoso Elementary School",
        email="office@contoso.edu",
        culture="en-US",
        language="en",
        address=partnercenter.CustomerAddressArgs(
            address_line1="1 Microsoft Way",
            city="Redmond",
            state="WA",
            postal_code="98052",
            country="US",
        ),
    ),
    # Read only: the customer accepts it in the Microsoft 365 admin center.
    agreement=partnercenter.TenantAgreementArgs(),
    qualifications=[
        partnercenter.TenantQualificationArgs(
            qualification=partnercenter.QualificationName.EDUCATION,
            education_segment=partnercenter.EducationSegment.K12,
            website="https://www.contoso.edu",
            wait_for_vetting=True,
            vetting_poll_interval_seconds=config.require_int("vettingPollIntervalSeconds"),
        )
    ],
)

pulumi.export("tenantId", school.customer_id)
pulumi.export("vettingStatus", school.vetting_statuses["Education"])
pulumi.export("agreementAccepted", school.agreement_accepted)
pulumi.export("adminUserName", school.admin_user_name)
pulumi.export("adminPassword", school.admin_password)
