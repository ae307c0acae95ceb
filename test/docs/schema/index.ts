import { SECRET_SETTINGS, SETTING_NAMES } from "../../../provider/settings/settings";
import { SETTINGS } from "../../../provider/settings/settingsTable";
import { KIND, type Declaration, type Entry } from "../reference/typedoc";
import { docs, mayBeMissing, SchemaTypes, token, type TypeSpec } from "./types";

/**
 * provider/hosts/plugin/schema.json, made from the docstrings and types of the Node classes. What a program of another
 * language reads of a property is so what a Node program reads.
 */

interface PropertySpec extends TypeSpec {
  description?: string;
  secret?: true;
  willReplaceOnChanges?: true;
}
type Properties = Record<string, PropertySpec>;

interface ObjectSpec {
  properties: Properties;
  required?: string[];
}

const SECRETS: readonly string[] = ["validationCode", "adminPassword", "validationId"];

const RESOURCES = ["CustomerQualification", "Customer", "CustomerAgreement"] as const;

const FUNCTIONS = [
  ["getCustomer", "GetCustomerArgs", "GetCustomerResult"],
  ["getCustomers", "GetCustomersArgs", "GetCustomersResult"],
  ["getCustomerQualifications", "GetCustomerQualificationsArgs", "GetCustomerQualificationsResult"],
  ["getValidationCodes", undefined, "GetValidationCodesResult"],
  ["checkDomainAvailability", "CheckDomainAvailabilityArgs", "CheckDomainAvailabilityResult"],
  ["getQualificationHistory", "GetQualificationHistoryArgs", "GetQualificationHistoryResult"],
  ["getCustomerAgreements", "GetCustomerAgreementsArgs", "GetCustomerAgreementsResult"],
] as const;

/** What the parts of a QualifiedTenant lack, for the tenant itself says it. */
const OF_THE_TENANT = "customerId";

export function pluginSchema(entry: Entry): string {
  const writer = new Writer(entry);
  return `${JSON.stringify(writer.schema(), undefined, 2)}\n`;
}

class Writer {
  readonly #types: SchemaTypes;

  constructor(private readonly entry: Entry) {
    this.#types = new SchemaTypes(entry);
  }

  schema(): object {
    const resources = {
      ...Object.fromEntries(RESOURCES.map((name) => [token(name), this.#resource(name)])),
      [token("QualifiedTenant")]: this.#tenant(),
    };
    const named: readonly string[] = FUNCTIONS.map(([name]) => name);
    const missing = this.#functions().filter((name) => !named.includes(name));
    if (missing.length > 0) throw new Error(`The schema has no ${missing.join(", ")}`);
    const functions = Object.fromEntries(
      FUNCTIONS.map(([name, args, result]) => [token(name), this.#function(name, args, result)]),
    );
    const settings = this.#settings();
    const { description = "", ...provider } = settings;
    return {
      name: "partnercenter",
      displayName: "Microsoft Partner Center",
      description:
        "Customers of a Microsoft cloud solution provider and their special qualifications (Education, Government " +
        "Community Cloud, State-owned entity), as code.",
      keywords: ["pulumi", "partner-center", "category/cloud", "kind/native"],
      license: "Apache-2.0",
      config: { variables: provider.inputProperties },
      provider: { description, inputProperties: provider.inputProperties },
      resources,
      functions,
      types: this.#namedTypes(),
    };
  }

  /** The functions that a Node program has, each in one of its two forms. */
  #functions(): string[] {
    const { exports } = this.entry;
    return exports
      .filter(({ kind, name }) => kind === KIND.function && !name.endsWith("Output"))
      .map(({ name }) => name);
  }

  #resource(name: (typeof RESOURCES)[number]): object {
    const inputs = this.#object(`${name}Args`, true);
    const outputs = this.#members(name).filter(
      ({ flags, kind }) => kind === KIND.property && !flags.isStatic && !flags.isInherited,
    );
    return {
      description: docs(this.#types.declaration(name)),
      aliases: [{ type: `pulumi-nodejs:dynamic/partnercenter:${name}` }],
      inputProperties: inputs.properties,
      ...(inputs.required && { requiredInputs: inputs.required }),
      ...this.#objectOf(outputs, name, false),
    };
  }

  #tenant(): object {
    const declaration = this.#types.declaration("QualifiedTenant");
    const args = this.#members("QualifiedTenantArgs");
    const parts: Readonly<Record<string, PropertySpec>> = {
      customer: this.#part("CustomerArgs"),
      agreement: this.#part("CustomerAgreementArgs"),
      qualifications: { type: "array", items: this.#part("CustomerQualificationArgs"), plain: true },
    };
    const inputProperties = Object.fromEntries(
      args.map((one): [string, PropertySpec] => [
        one.name,
        { ...(parts[one.name] ?? this.#property(one, "QualifiedTenant", true)), description: docs(one) },
      ]),
    );
    // The resources inside are registered by the component, and are no values.
    const outputs = this.#members("QualifiedTenant").filter(
      ({ name, flags, kind }) =>
        kind === KIND.property &&
        !flags.isStatic &&
        !flags.isInherited &&
        !["customer", "agreement", "qualifications"].includes(name),
    );
    return {
      isComponent: true,
      description: docs(declaration),
      inputProperties,
      requiredInputs: ["qualifications"],
      ...this.#objectOf(outputs, "QualifiedTenant", false),
    };
  }

  #part(name: string): PropertySpec {
    this.#types.objects.set(token(name), this.#types.declaration(name));
    return { $ref: `#/types/${token(name)}`, plain: true };
  }

  #function(name: string, args: string | undefined, result: string): object {
    return {
      description: docs(this.#types.declaration(name)),
      ...(args !== undefined && { inputs: { type: "object", ...this.#object(args, true) } }),
      outputs: { type: "object", ...this.#object(result, false) },
    };
  }

  #settings(): { description: string; inputProperties: Properties } {
    const declared = new Map(this.#members("ProviderArgs").map((one) => [one.name, one]));
    const entries = SETTING_NAMES.map((name): [string, PropertySpec] => {
      const setting = declared.get(name);
      if (setting === undefined) throw new Error(`ProviderArgs has no ${name}`);
      const { takes, variable } = SETTINGS[name];
      const words = takes.kind === "oneOf" ? ` One of ${takes.values.join(", ")}.` : "";
      const type = { count: "integer", flag: "boolean" }[takes.kind as string] ?? "string";
      const description = `${docs(setting)}${words}\n\nEnvironment variable: \`${variable}\`.`;
      return [name, { type, description, ...(SECRET_SETTINGS.includes(name) && { secret: true }) }];
    });
    return {
      description: docs(this.#types.declaration("Provider")),
      inputProperties: Object.fromEntries(entries),
    };
  }

  /** What was referred to, and what that refers to. */
  #namedTypes(): object {
    const written: Record<string, object> = {};
    for (const [name, declaration] of this.#types.objects) {
      const place = name.split(":").at(-1) ?? name;
      const isPart = place.startsWith("Tenant");
      const members = (declaration.children ?? []).filter((one) => !isPart || one.name !== OF_THE_TENANT);
      const spec = this.#objectOf(members, place, true);
      // A resource of the tenant is named after its qualification.
      if (place === "TenantQualification" && spec.properties["qualification"])
        spec.properties["qualification"].plain = true;
      const description = docs(declaration);
      written[name] = { type: "object", ...(description !== "" && { description }), ...spec };
    }
    const all: Record<string, object> = { ...this.#types.enums, ...written };
    const sorted = Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(sorted);
  }

  #members(name: string): Declaration[] {
    return this.#types.declaration(name).children ?? [];
  }

  #object(name: string, areInputs: boolean): ObjectSpec {
    return this.#objectOf(this.#members(name), name.replace(/(Args|Result)$/, ""), areInputs);
  }

  #objectOf(members: readonly Declaration[], place: string, areInputs: boolean): ObjectSpec {
    const entries = members.map((one): [string, PropertySpec] => [
      one.name,
      this.#property(one, place, areInputs),
    ]);
    const required = members.filter((one) => !mayBeMissing(one)).map(({ name }) => name);
    return { properties: Object.fromEntries(entries), ...(required.length > 0 && { required }) };
  }

  #property(declaration: Declaration, place: string, areInputs: boolean): PropertySpec {
    const { name, type } = declaration;
    const own = name.charAt(0).toUpperCase() + name.slice(1);
    const isOfResource = (RESOURCES as readonly string[]).includes(place) || place.startsWith("Tenant");
    const description = docs(declaration);
    const replaces = areInputs && /A changed value: replaces/.test(description);
    const unnamed = name === "attestation" ? "AgreementAttestation" : isOfResource ? own : `${place}${own}`;
    return {
      ...this.#types.of(type, unnamed),
      ...(description !== "" && { description }),
      // What a component gives out is a secret by itself. Said again here, Java's SDK would not compile.
      ...(SECRETS.includes(name) && place !== "QualifiedTenant" && { secret: true }),
      ...(replaces && { willReplaceOnChanges: true }),
    };
  }
}
