"use strict";
// Lets Node run the TypeScript of this repository as it stands: transpiled when it is required, as jest does, with
// nothing checked (`npm run typecheck` does that). For bench/, which is no part of what is compiled to dist/.

const fs = require("node:fs");
const { transformSync } = require("@swc/core");

/**
 * @param {any} module - `_compile` is how Node itself hands it the code; its types do not have it
 * @param {string} filename
 */
require.extensions[".ts"] = (module, filename) => {
  const { code } = transformSync(fs.readFileSync(filename, "utf8"), {
    filename,
    sourceMaps: "inline",
    jsc: { target: "es2022", parser: { syntax: "typescript" } },
    module: { type: "commonjs" },
  });
  module._compile(code, filename);
};
