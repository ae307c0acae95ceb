// Tests run against sources (unit, client, emulator) or against dist/ through the real `pulumi` (test/engine).
const swc = (syntax) => [
  "@swc/jest",
  { jsc: { target: "es2022", parser: { syntax } }, module: { type: "commonjs" } },
];
const base = {
  testEnvironment: "node",
  transform: { "^.+\\.ts$": swc("typescript"), "/node_modules/.+\\.m?js$|\\.mjs$": swc("ecmascript") },
  // What draws the report's picture is there as ES modules only; the package's build bundles it.
  transformIgnorePatterns: [
    "/node_modules/(?!(@observablehq|d3|d3-[^/]+|internmap|delaunator|robust-predicates|isoformat|interval-tree-1d)/)",
  ],
  setupFiles: ["<rootDir>/test/seed.ts"],
  setupFilesAfterEnv: ["<rootDir>/test/lockFolder.ts"],
  testPathIgnorePatterns: ["/node_modules/", "/dist/"],
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/examples/.*/package.json"],
};
module.exports = {
  testSequencer: "<rootDir>/test/slowestFirst.js",
  projects: [
    {
      ...base,
      displayName: "unit",
      testMatch: ["<rootDir>/test/**/*.test.ts"],
      testPathIgnorePatterns: [...base.testPathIgnorePatterns, "/test/engine/"],
    },
    { ...base, displayName: "engine", testMatch: ["<rootDir>/test/engine/**/*.test.ts"] },
  ],
};
