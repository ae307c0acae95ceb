# CustomerQualification as far as magodo's restful_resource can express it: the one in the list is selected, and what
# the API never answers is left out of the comparison.

terraform {
  required_providers {
    restful = { source = "magodo/restful" }
  }
}

variable "url" { type = string }

variable "token" {
  type      = string
  sensitive = true
}

provider "restful" {
  base_url = var.url
  security = { http = { token = { token = var.token } } }
}

resource "restful_resource" "qualification" {
  for_each = local.qualifications

  path             = "/v1/customers/${each.value.customer_id}/qualifications"
  read_path        = "$(path)"
  read_selector    = "#(qualification==\"${each.value.body.qualification}\")"
  body             = each.value.body
  write_only_attrs = [for name in keys(each.value.body) : name if name != "qualification"]
}
