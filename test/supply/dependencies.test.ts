// What comes along when somebody installs the package. A new dependency fails here until it stands in the list, with
// the reason for it.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "../..");

interface Locked {
  version?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  hasInstallScript?: boolean;
  license?: string;
  integrity?: string;
}

const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
  packages: Record<string, Locked>;
};
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  dependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
  scripts: Record<string, string>;
};

/** What we ship, why, and what it brings along. */
const SHIPPED: Record<string, { why: string; brings: string }> = {
  "@azure/msal-node": {
    why: "Microsoft's own library for tokens; loaded only when one is needed",
    brings:
      "@azure/msal-common buffer-equal-constant-time ecdsa-sig-formatter jsonwebtoken jwa jws lodash.includes " +
      "lodash.isboolean lodash.isinteger lodash.isnumber lodash.isplainobject lodash.isstring lodash.once ms " +
      "safe-buffer semver",
  },
  axios: {
    why: "HTTP: proxies, keep-alive, bounded answers",
    brings:
      "agent-base async-function async-generator-function asynckit call-bind-apply-helpers combined-stream debug " +
      "delayed-stream dunder-proto es-define-property es-errors es-object-atoms es-set-tostringtag follow-redirects " +
      "form-data function-bind generator-function get-intrinsic get-proto gopd has-symbols has-tostringtag hasown " +
      "https-proxy-agent math-intrinsics mime-db mime-types ms proxy-from-env",
  },
  commander: { why: "the `partnercenter` command", brings: "" },
  selfsigned: {
    why: "the emulator's certificate: Microsoft's library speaks to a login by TLS only",
    brings:
      "@noble/hashes @peculiar/asn1-cms @peculiar/asn1-csr @peculiar/asn1-ecc @peculiar/asn1-pfx @peculiar/asn1-pkcs8 " +
      "@peculiar/asn1-pkcs9 @peculiar/asn1-rsa @peculiar/asn1-schema @peculiar/asn1-x509 @peculiar/asn1-x509-attr " +
      "@peculiar/utils @peculiar/x509 asn1js bytestreamjs pkijs pvtsutils pvutils reflect-metadata tslib tsyringe",
  },
  zod: {
    why: "what comes from outside is checked: inputs, settings, the emulator's control calls",
    brings: "",
  },
};

/** Where Node finds a package that is required from another one's folder. */
function placeOf(name: string, from: string): string {
  for (let folder = from; ; folder = folder.replace(/\/?node_modules\/(@[^/]+\/)?[^/]+$/, "")) {
    const place = folder === "" ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (packages[place] !== undefined) return place;
    if (folder === "") throw new Error(`package-lock.json has no ${name} for ${from}`);
  }
}

/** The places of a package and of all that it needs. */
function tree(name: string): Set<string> {
  const places = new Set([placeOf(name, "")]);
  for (const place of places) {
    const { dependencies, optionalDependencies } = packages[place] ?? {};
    for (const needed of Object.keys({ ...dependencies, ...optionalDependencies }))
      places.add(placeOf(needed, place));
  }
  return places;
}

const nameOf = (place: string): string => place.replace(/^.*node_modules\//, "");
const shipped = Object.keys(manifest.dependencies);
const places = [...new Set(shipped.flatMap((name) => [...tree(name)]))];

test("the package depends on what is listed, each for a reason", () => {
  expect(shipped.sort()).toEqual(Object.keys(SHIPPED).sort());
  expect(Object.keys(manifest.peerDependencies)).toEqual(["@pulumi/pulumi"]);
});

test.each(shipped)("%s brings along what is listed, and nothing else", (name) => {
  const brought = [...tree(name)].map(nameOf).filter((other) => other !== name);
  expect([...new Set(brought)].sort().join(" ")).toBe(SHIPPED[name]?.brings);
});

test("nothing of it is run when it is installed", () => {
  expect(places.length).toBeGreaterThan(50);
  expect(places.filter((place) => packages[place]?.hasInstallScript)).toEqual([]);
  const atInstall = [
    "preinstall",
    "install",
    "postinstall",
    "prepare",
    "prepublish",
    "preprepare",
    "postprepare",
  ];
  expect(atInstall.filter((name) => name in manifest.scripts)).toEqual([]);
});

test("each comes in one exact version, with its checksum, under a licence that goes with ours", () => {
  for (const version of Object.values(manifest.dependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  for (const place of places) {
    const { integrity, license } = packages[place] ?? {};
    expect([place, integrity]).toEqual([place, expect.stringMatching(/^sha512-/)]);
    expect([place, license]).toEqual([
      place,
      expect.stringMatching(/^\(?(MIT|Apache-2\.0|BSD-[23]-Clause|ISC|0BSD)\b/),
    ]);
  }
});
