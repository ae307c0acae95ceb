package main

import (
	"example.com/pulumi-partnercenter/sdk/go/partnercenter"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func declare(ctx *pulumi.Context) error {
	customerID := config.New(ctx, "").Require("customerId")
	school, err := partnercenter.NewCustomerQualification(ctx, "school", &partnercenter.CustomerQualificationArgs{
		CustomerId:    pulumi.String(customerID),
		Qualification: partnercenter.QualificationNameEducation,
		// Takes over what is there, and submits nothing. After the first `up` it can be left out.
	}, pulumi.Import(pulumi.ID(customerID+"/Education")))
	if err != nil {
		return err
	}
	ctx.Export("vettingStatus", school.VettingStatus)
	return nil
}
