using System.Collections.Generic;
using Pulumi;
using Pulumi.Partnercenter;

return await Deployment.RunAsync(() =>
{
    var customerId = new Pulumi.Config().Require("customerId");
    var school = new CustomerQualification("school", new()
    {
        CustomerId = customerId,
        Qualification = QualificationName.Education,
    }, new CustomResourceOptions
    {
        // Takes over what is there, and submits nothing. After the first `up` it can be left out.
        ImportId = $"{customerId}/Education",
    });
    return new Dictionary<string, object?> { ["vettingStatus"] = school.VettingStatus };
});
