import type * as pulumi from "@pulumi/pulumi";

/** A customer's postal address ("Utility resources", Address). It must be a real one: Microsoft verifies it. */
export interface CustomerAddress {
  /** The country, two letters of ISO 3166 such as `SE`; `GB`, not `UK`. Its own rules say what else is required. */
  country: pulumi.Input<string>;
  /** Street and number, 1 to 200 characters. */
  addressLine1: pulumi.Input<string>;
  /** A second line, up to 200 characters. */
  addressLine2?: pulumi.Input<string> | undefined;
  /** Up to 200 characters; required where the country's rules say so. */
  city?: pulumi.Input<string> | undefined;
  /** State or province; in US, CA, CN and MX one that the country's rules list, such as `WA`. */
  state?: pulumi.Input<string> | undefined;
  /** Up to 50 characters, in the form that the country's rules demand. */
  postalCode?: pulumi.Input<string> | undefined;
  /** A part of the country where `state` is none, up to 200 characters. */
  region?: pulumi.Input<string> | undefined;
  /** The contact person's first name, up to 50 characters. */
  firstName?: pulumi.Input<string> | undefined;
  /** The contact person's last name, up to 50 characters. */
  lastName?: pulumi.Input<string> | undefined;
  /** Up to 50 characters, in the form that the country's rules demand; some countries require it. */
  phoneNumber?: pulumi.Input<string> | undefined;
}

/** A customer's postal address as an output. */
export interface CustomerAddressOutput {
  /** Two letters of ISO 3166. The others are as in {@link CustomerAddress}. */
  country?: string;
  /** Street and number. */
  addressLine1?: string;
  /** A second line. */
  addressLine2?: string;
  /** The city. */
  city?: string;
  /** State or province. */
  state?: string;
  /** The postal code. */
  postalCode?: string;
  /** A part of the country where `state` is none. */
  region?: string;
  /** The contact person's first name. */
  firstName?: string;
  /** The contact person's last name. */
  lastName?: string;
  /** The phone number. */
  phoneNumber?: string;
}

/** What becomes of the customer when its resource is destroyed or replaced. */
export type CustomerOnDelete = "keep" | "removeRelationship" | "deleteSandboxCustomer";

/**
 * The inputs of a `Customer`. To create one, all of `domain`, `companyName`, `email`, `culture`, `language` and
 * `address` are required, which a preview says. For a customer that is there already, `domain` or `customerId` is
 * enough: what is not declared stays as it is.
 */
export interface CustomerArgs {
  /**
   * The tenant's domain, such as `contoso.onmicrosoft.com`: at most 27 letters, digits and hyphens before
   * `.onmicrosoft.com` (`.partner.onmschina.cn` in 21Vianet, `.ccsctp.net` in the sandbox). Kept in lower case
   * ("Create a customer", "Verify domain availability").
   *
   * @changing replaces the customer: another tenant is created
   */
  domain?: pulumi.Input<string> | undefined;
  /**
   * The tenant id, a GUID, of a customer of yours that is there already: it is taken over, and nothing is ever created.
   *
   * @changing replaces the resource
   */
  customerId?: pulumi.Input<string> | undefined;
  /**
   * The organization's name, two characters or more, not only special ones ("Validate names and addresses").
   *
   * @changing updates the billing profile in place ("Update a customer's billing profile")
   */
  companyName?: pulumi.Input<string> | undefined;
  /**
   * The contact's e-mail address; neither Microsoft's nor your own domain's.
   *
   * @changing updates the billing profile in place
   */
  email?: pulumi.Input<string> | undefined;
  /**
   * The preferred culture, such as `sv-SE` ("Partner Center supported languages and locales").
   *
   * @changing updates the billing profile in place
   */
  culture?: pulumi.Input<string> | undefined;
  /**
   * The preferred language, such as `sv`; `zh-CHS` in 21Vianet.
   *
   * @changing updates the billing profile in place
   */
  language?: pulumi.Input<string> | undefined;
  /**
   * The address. Checked in the preview against the rules of its country ("Get market-specific validation data").
   * Lines that are not declared stay as they are; an empty text removes one.
   *
   * @changing updates the billing profile in place
   */
  address?: pulumi.Input<CustomerAddress> | undefined;
  /**
   * The organization's registration number, 1 to 100 characters: required by some countries, such as BR, IN, PL and
   * ZA, and refused by others. Only a creation takes it.
   *
   * @changing fails, since no call can change it; with `onDelete: "deleteSandboxCustomer"` the customer is deleted and
   * created again
   */
  organizationRegistrationNumber?: pulumi.Input<string> | undefined;
  /**
   * The tenant id, a GUID, of the indirect reseller that an indirect provider creates the customer for. **Left out, the
   * customer becomes the provider's own.** Only a creation takes it, by an App+User login ("Create a customer for an
   * indirect reseller").
   *
   * @changing fails, as for `organizationRegistrationNumber`
   */
  associatedPartnerId?: pulumi.Input<string> | undefined;
  /**
   * Whether the customer gets the default GDAP. Only a creation takes it. Left out, Microsoft's default applies.
   *
   * @changing recorded in place; Microsoft is not told
   */
  enableGDAPByDefault?: pulumi.Input<boolean> | undefined;
  /**
   * Whether a customer of yours that has the domain already is taken over without a creation. With `false` the create
   * fails; after a crash it then also refuses its own customer.
   *
   * @defaultValue `true`
   * @changing no effect once created
   */
  adoptExisting?: pulumi.Input<boolean> | undefined;
  /**
   * What a destroy or a replacement does: `keep` only forgets; `removeRelationship` ends the reseller relationship, for
   * which subscriptions must have been suspended ("Remove a reseller relationship with a customer");
   * `deleteSandboxCustomer` deletes the tenant for ever, in the integration sandbox only ("Delete a customer account
   * from the integration sandbox"). What counts is the value of the last `up`. It is carried out only where nothing of the
   * program declares the customer any more, no `CustomerQualification` or `CustomerAgreement` either: what was
   * renamed, replaced or declared twice is only forgotten. `pulumi destroy` carries it out in any case.
   *
   * @defaultValue `keep`
   * @changing recorded in place; it counts from the next `up` on
   */
  onDelete?: pulumi.Input<CustomerOnDelete> | undefined;
}
