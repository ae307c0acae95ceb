package main

import (
	"example.com/pulumi-partnercenter/sdk/go/partnercenter"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func declare(ctx *pulumi.Context) error {
	conf := config.New(ctx, "")
	school, err := partnercenter.NewQualifiedTenant(ctx, "school", &partnercenter.QualifiedTenantArgs{
		Customer: &partnercenter.TenantCustomerArgs{
			Domain:      pulumi.String(conf.Require("domain")),
			CompanyName: pulumi.String("Contoso Elementary School"),
			Email:       pulumi.String("office@contoso.edu"),
			Culture:     pulumi.String("en-US"),
			Language:    pulumi.String("en"),
			Address: &partnercenter.CustomerAddressArgs{
				AddressLine1: pulumi.String("1 Microsoft Way"),
				City:         pulumi.StringPtr("Redmond"),
				State:        pulumi.StringPtr("WA"),
				PostalCode:   pulumi.StringPtr("98052"),
				Country:      pulumi.String("US"),
			},
		},
		// Read only: the customer accepts it in the Microsoft 365 admin center.
		Agreement: &partnercenter.TenantAgreementArgs{},
		Qualifications: []partnercenter.TenantQualificationArgs{{
			Qualification:              partnercenter.QualificationNameEducation,
			EducationSegment:           partnercenter.EducationSegmentK12,
			Website:                    pulumi.StringPtr("https://www.contoso.edu"),
			WaitForVetting:             pulumi.BoolPtr(true),
			VettingPollIntervalSeconds: pulumi.IntPtr(conf.RequireInt("vettingPollIntervalSeconds")),
		}},
	})
	if err != nil {
		return err
	}
	ctx.Export("tenantId", school.CustomerId)
	ctx.Export("vettingStatus", school.VettingStatuses.MapIndex(pulumi.String("Education")))
	ctx.Export("agreementAccepted", school.AgreementAccepted)
	ctx.Export("adminUserName", school.AdminUserName)
	ctx.Export("adminPassword", school.AdminPassword)
	return nil
}
