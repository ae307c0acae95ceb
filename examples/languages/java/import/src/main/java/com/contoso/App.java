package com.contoso;

import com.pulumi.Pulumi;
import com.pulumi.partnercenter.CustomerQualification;
import com.pulumi.partnercenter.CustomerQualificationArgs;
import com.pulumi.partnercenter.enums.QualificationName;
import com.pulumi.resources.CustomResourceOptions;

public final class App {
    public static void main(String[] args) {
        Pulumi.run(context -> {
            var customerId = context.config().require("customerId");
            var school = new CustomerQualification("school", CustomerQualificationArgs.builder()
                .customerId(customerId)
                .qualification(QualificationName.Education)
                .build(),
                // Takes over what is there, and submits nothing. After the first `up` it can be left out.
                CustomResourceOptions.builder().importId(customerId + "/Education").build());
            context.export("vettingStatus", school.vettingStatus());
        });
    }
}
