module partnercenter-school

go 1.25

require (
	example.com/pulumi-partnercenter/sdk/go v0.1.0
	github.com/pulumi/pulumi/sdk/v3 v3.259.0
)

// Where `pulumi package add` writes the SDK.
replace example.com/pulumi-partnercenter/sdk/go => ./sdks/partnercenter
