package com.contoso;

import com.pulumi.Pulumi;
import com.pulumi.partnercenter.CustomerQualification;
import com.pulumi.partnercenter.CustomerQualificationArgs;
import com.pulumi.partnercenter.enums.EducationSegment;
import com.pulumi.partnercenter.enums.QualificationName;

public final class App {
    public static void main(String[] args) {
        Pulumi.run(context -> {
            var config = context.config();
            var segment = config.require("educationSegment").equals("K12")
                ? EducationSegment.K12
                : EducationSegment.HigherEducation;
            var school = new CustomerQualification("school", CustomerQualificationArgs.builder()
                .customerId(config.require("customerId"))
                .qualification(QualificationName.Education)
                .educationSegment(segment)
                .website(config.require("website"))
                .build());
            context.export("qualification", school.id());
            context.export("vettingStatus", school.vettingStatus());
            context.export("vettingReason", school.vettingReason());
            context.export("submissions", school.submissions());
        });
    }
}
