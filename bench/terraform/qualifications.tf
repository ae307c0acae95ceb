# What settings.json lists, and where each customer's id comes from.

locals {
  settings = jsondecode(file("${path.module}/settings.json"))
  bodies = {
    Education         = { qualification = "Education", educationSegment = "K12", website = "contoso.edu" }
    StateOwnedEntity  = { qualification = "StateOwnedEntity" }
  }
  qualifications = merge([
    for customer in local.settings.customers : {
      for name in local.settings.qualifications : "${customer}/${name}" => {
        customer_id = local.settings.customerId == "literal" ? customer : terraform_data.customer[customer].output
        body        = local.bodies[name]
      }
    }
  ]...)
}

resource "terraform_data" "customer" {
  for_each = toset(local.settings.customerId == "literal" ? [] : local.settings.customers)
  input    = each.value
}
