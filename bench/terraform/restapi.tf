# CustomerQualification as far as Mastercard's restapi_object can express it. The API lists a customer's
# qualifications and has no address for one, so that each is searched for in the list. Nothing can be deleted there:
# a GET stands in for it.

terraform {
  required_providers {
    restapi = { source = "Mastercard/restapi" }
  }
}

variable "url" { type = string }

variable "token" {
  type      = string
  sensitive = true
}

provider "restapi" {
  uri                   = var.url
  headers               = { Authorization = "Bearer ${var.token}", "Content-Type" = "application/json" }
  id_attribute          = "qualification"
  create_returns_object = true
}

resource "restapi_object" "qualification" {
  for_each = local.qualifications

  path           = "/v1/customers/${each.value.customer_id}/qualifications"
  read_path      = "/v1/customers/${each.value.customer_id}/qualifications"
  read_search    = { search_key = "qualification", search_value = each.value.body.qualification }
  destroy_method = "GET"
  destroy_path   = "/v1/customers/${each.value.customer_id}/qualifications"
  data           = jsonencode(each.value.body)
}
