using System.Collections.Generic;
using Pulumi;
using Pulumi.Partnercenter;

return await Deployment.RunAsync(() =>
{
    var config = new Pulumi.Config();
    var segment = config.Require("educationSegment") == "K12" ? EducationSegment.K12 : EducationSegment.HigherEducation;
    var school = new CustomerQualification("school", new()
    {
        CustomerId = config.Require("customerId"),
        Qualification = QualificationName.Education,
        EducationSegment = segment,
        Website = config.Require("website"),
    });
    return new Dictionary<string, object?>
    {
        ["qualification"] = school.Id,
        ["vettingStatus"] = school.VettingStatus,
        ["vettingReason"] = school.VettingReason,
        ["submissions"] = school.Submissions,
    };
});
