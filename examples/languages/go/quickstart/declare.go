package main

import (
	"example.com/pulumi-partnercenter/sdk/go/partnercenter"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func declare(ctx *pulumi.Context) error {
	conf := config.New(ctx, "")
	args := &partnercenter.CustomerQualificationArgs{
		CustomerId:       pulumi.String(conf.Require("customerId")),
		Qualification:    partnercenter.QualificationNameEducation,
		EducationSegment: partnercenter.EducationSegment(conf.Require("educationSegment")),
		Website:          pulumi.StringPtr(conf.Require("website")),
	}
	// Another value asks for one more submission, after a denial that was corrected.
	if resubmit := conf.Get("resubmit"); resubmit != "" {
		args.Resubmit = pulumi.StringPtr(resubmit)
	}
	school, err := partnercenter.NewCustomerQualification(ctx, "school", args)
	if err != nil {
		return err
	}
	ctx.Export("qualification", school.ID())
	ctx.Export("vettingStatus", school.VettingStatus)
	ctx.Export("vettingReason", school.VettingReason)
	ctx.Export("submissions", school.Submissions)
	return nil
}
