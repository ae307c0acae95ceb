package com.contoso;

import com.pulumi.Pulumi;
import com.pulumi.partnercenter.QualifiedTenant;
import com.pulumi.partnercenter.QualifiedTenantArgs;
import com.pulumi.partnercenter.enums.EducationSegment;
import com.pulumi.partnercenter.enums.QualificationName;
import com.pulumi.partnercenter.inputs.CustomerAddressArgs;
import com.pulumi.partnercenter.inputs.TenantAgreementArgs;
import com.pulumi.partnercenter.inputs.TenantCustomerArgs;
import com.pulumi.partnercenter.inputs.TenantQualificationArgs;

public final class App {
    public static void main(String[] args) {
        Pulumi.run(context -> {
            var config = context.config();
            var school = new QualifiedTenant("school", QualifiedTenantArgs.builder()
                .customer(TenantCustomerArgs.builder()
                    .domain(config.require("domain"))
                    .companyName("Contoso Elementary School")
                    .email("office@contoso.edu")
                    .culture("en-US")
                    .language("en")
                    .address(CustomerAddressArgs.builder()
                        .addressLine1("1 Microsoft Way")
                        .city("Redmond")
                        .state("WA")
                        .postalCode("98052")
                        .country("US")
                        .build())
                    .build())
                // Read only: the customer accepts it in the Microsoft 365 admin center.
                .agreement(TenantAgreementArgs.builder().build())
                .qualifications(TenantQualificationArgs.builder()
                    .qualification(QualificationName.Education)
                    .educationSegment(EducationSegment.K12)
                    .website("https://www.contoso.edu")
                    .waitForVetting(true)
                    .vettingPollIntervalSeconds(config.requireInteger("vettingPollIntervalSeconds"))
                    .build())
                .build());
            context.export("tenantId", school.customerId());
            context.export("vettingStatus", school.vettingStatuses().applyValue(statuses -> statuses.get("Education")));
            context.export("agreementAccepted", school.agreementAccepted());
            context.export("adminUserName", school.adminUserName());
            context.export("adminPassword", school.adminPassword());
        });
    }
}
