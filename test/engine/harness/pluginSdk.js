"use strict";
// The plugin's resources for program.js: classes as Pulumi's generator makes them of the schema, which is beside this file.
// So a program is the same with either host.
const pulumi = require("@pulumi/pulumi");
const { provider, resources } = require("./schema.json");

const secretsOf = (properties) => Object.keys(properties).filter((name) => properties[name].secret);

/** The arguments, with what the schema calls a secret as one. */
function given(args, properties) {
  const known = Object.entries(args ?? {}).filter(([, value]) => value !== undefined);
  const secrets = secretsOf(properties);
  return Object.fromEntries(
    known.map(([name, value]) => [name, secrets.includes(name) ? pulumi.secret(value) : value]),
  );
}

function generated(token, { isComponent, aliases = [], inputProperties, properties }) {
  const outputs = Object.fromEntries(Object.keys(properties).map((name) => [name, undefined]));
  if (isComponent) {
    return class extends pulumi.ComponentResource {
      constructor(name, args, opts) {
        super(token, name, { ...outputs, ...args }, opts ?? {}, true);
      }
    };
  }
  return class Generated extends pulumi.CustomResource {
    constructor(name, args, opts) {
      const ofSchema = { aliases, additionalSecretOutputs: secretsOf(properties) };
      const options = pulumi.mergeOptions(opts ?? {}, ofSchema);
      super(token, name, { ...outputs, ...given(args, inputProperties) }, options);
    }
    static get(name, id, opts) {
      return new Generated(name, undefined, { ...opts, id });
    }
  };
}

exports.Provider = class extends pulumi.ProviderResource {
  constructor(name, args, opts) {
    super("partnercenter", name, given(args, provider.inputProperties), opts);
  }
};
for (const [token, resource] of Object.entries(resources))
  exports[token.split(":").at(-1)] = generated(token, resource);
