"use strict";
// A program and all that it loads as one file: the plugin for tools/executable.js, the report's picture for tools/dist.js.

const fs = require("node:fs");
const path = require("node:path");
const { root } = require("./project");

/** What the SDK loads only to serialise functions of a program: the plugin serialises none. */
const unused = /^(typescript|ts-node|@npmcli\/arborist)$/;

/** How our own files load what has to be the SDK's copy. In one file there is one copy. */
const loadOfSdk =
  /const load = \(0, node_module_1\.createRequire\)\(require\.resolve\("@pulumi\/pulumi"\)\);/;

/** @type {import("esbuild").Plugin} */
const inOneFile = {
  name: "in-one-file",
  setup(build) {
    build.onResolve({ filter: unused }, ({ path: name }) => ({ path: name, namespace: "unused" }));
    build.onLoad({ filter: /.*/, namespace: "unused" }, () => ({ contents: "module.exports = {};" }));
    build.onLoad({ filter: /\.js$/, namespace: "file" }, ({ path: file }) => {
      if (!file.startsWith(path.join(root, "dist") + path.sep)) return undefined;
      const text = fs.readFileSync(file, "utf8");
      return { contents: text.replace(loadOfSdk, "").replaceAll(/\bload\("/g, 'require("') };
    });
  },
};

/**
 * Writes the file, and resolves to the folders of the packages that are in it.
 *
 * @param {string} entry
 * @param {string} outfile
 * @param {"cjs" | "esm"} format
 * @returns {Promise<string[]>}
 */
async function bundle(entry, outfile, format = "cjs") {
  // Required here: the other tools run before any package is installed.
  const esbuild = require("esbuild");
  const { metafile, warnings } = await esbuild.build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    target: "node22",
    format,
    // Messages name classes and functions.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: "none",
    metafile: true,
    absWorkingDir: root,
    logLevel: "error",
    plugins: [inOneFile],
  });
  if (warnings.length > 0)
    throw new Error((await esbuild.formatMessages(warnings, { kind: "warning" })).join("\n"));
  const packages = Object.keys(metafile.inputs).flatMap(
    (file) => /^(.*node_modules\/(?!\.)(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? [],
  );
  return [...new Set(packages)].sort();
}

/**
 * The licences of those packages, as they ask for.
 *
 * @param {string[]} packages
 */
function licences(packages) {
  return packages
    .map((folder) => {
      const place = path.join(root, folder);
      const { name, version, license } = JSON.parse(
        fs.readFileSync(path.join(place, "package.json"), "utf8"),
      );
      const files = fs.readdirSync(place).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file));
      const texts = files.map((file) => fs.readFileSync(path.join(place, file), "utf8").trim());
      return [`${name} ${version} (${license})`, ...texts].join("\n\n");
    })
    .join(`\n\n${"-".repeat(80)}\n\n`);
}

module.exports = { bundle, licences };
