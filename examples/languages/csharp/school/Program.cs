using System.Collections.Generic;
using Pulumi;
using Pulumi.Partnercenter;
using Pulumi.Partnercenter.Inputs;

return await Deployment.RunAsync(() =>
{
    var config = new Pulumi.Config();
    var school = new QualifiedTenant("school", new()
    {
        Customer = new TenantCustomerArgs
        {
            Domain = config.Require("domain"),
            CompanyName = "Contoso Elementary School",
            Email = "office@contoso.edu",
            Culture = "en-US",
            Language = "en",
            Address = new CustomerAddressArgs
            {
                AddressLine1 = "1 Microsoft Way",
                City = "Redmond",
                State = "WA",
                PostalCode = "98052",
                Country = "US",
            },
        },
        // Read only: the customer accepts it in the Microsoft 365 admin center.
        Agreement = new TenantAgreementArgs(),
        Qualifications =
        {
            new TenantQualificationArgs
            {
                Qualification = QualificationName.Education,
                EducationSegment = EducationSegment.K12,
                Website = "https://www.contoso.edu",
                WaitForVetting = true,
                VettingPollIntervalSeconds = config.RequireInt32("vettingPollIntervalSeconds"),
            },
        },
    });
    return new Dictionary<string, object?>
    {
        ["tenantId"] = school.CustomerId,
        ["vettingStatus"] = school.VettingStatuses.Apply(statuses => statuses["Education"]),
        ["agreementAccepted"] = school.AgreementAccepted,
        ["adminUserName"] = school.AdminUserName,
        ["adminPassword"] = school.AdminPassword,
    };
});
