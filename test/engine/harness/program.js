"use strict";
// The program of most engine tests. It declares what `resources.json` lists, so that a test changes data only:
//   { name, type, args?, opts?, get?, export? }[]
// In args, { "secret": value } is a secret and { "ref": "name.property" } an output of a resource listed before.
// The resources are those of the package's Node classes, or of the plugin where pluginSdk.js is beside this file.
// A Value's `value` is unknown in a preview until it has been created.
const fs = require("node:fs");
const path = require("node:path");
const pulumi = require("@pulumi/pulumi");

/** A resource without a system behind it: what an output of somebody else's resource looks like. */
class Value extends pulumi.CustomResource {
  constructor(name, args, opts) {
    const text =
      "exports.handler = () => ({ create: async (inputs) => ({ id: 'value', outs: { ...inputs, value: inputs.from } })," +
      " diff: async (id, olds, news) => ({ changes: olds.from !== news.from })," +
      " update: async (id, olds, news) => ({ outs: { ...news, value: news.from } }) });";
    super(
      "pulumi-nodejs:dynamic/scratch:Value",
      name,
      { value: undefined, from: args.value, __provider: text },
      opts,
    );
  }
}

const declared = new Map();

function resource(name) {
  const found = declared.get(name);
  if (found === undefined) throw new Error(`resources.json has no "${name}" before the one that names it`);
  return found;
}

function property(reference) {
  const [name, key] = reference.split(".");
  return resource(name)[key];
}

function evaluate(value) {
  if (Array.isArray(value)) return value.map(evaluate);
  if (value === null || typeof value !== "object") return value;
  const keys = Object.keys(value);
  if (keys.length === 1 && keys[0] === "secret") return pulumi.secret(evaluate(value.secret));
  if (keys.length === 1 && keys[0] === "ref") return property(value.ref);
  return Object.fromEntries(keys.map((key) => [key, evaluate(value[key])]));
}

function options({ provider, parent, dependsOn, deletedWith, ...opts }) {
  if (provider !== undefined) opts.provider = resource(provider);
  if (deletedWith !== undefined) opts.deletedWith = resource(deletedWith);
  if (parent !== undefined) opts.parent = resource(parent);
  if (dependsOn !== undefined) opts.dependsOn = dependsOn.map(resource);
  return opts;
}

const sdk = fs.existsSync(path.join(__dirname, "pluginSdk.js")) ? "./pluginSdk.js" : "pulumi-partnercenter";
const listed = JSON.parse(fs.readFileSync(path.join(__dirname, "resources.json"), "utf8"));
for (const { name, type, args, opts, get, export: exported } of listed) {
  // Loaded only where it is asked for.
  const Resource = type === "Value" ? Value : require(sdk)[type];
  if (Resource === undefined) throw new Error(`${sdk} exports no ${type}`);
  const resourceOptions = opts === undefined ? undefined : options(opts);
  const made =
    get === undefined
      ? new Resource(name, evaluate(args), resourceOptions)
      : Resource.get(name, evaluate(get), resourceOptions);
  declared.set(name, made);
  for (const key of exported ?? []) exports[`${name}.${key}`] = made[key];
}
