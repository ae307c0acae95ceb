// How files depend on each other: in no circle, and one way through the folders.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

const root = join(__dirname, "../..");

/** The files that a file imports, types included. */
function importsOf(file: string): string[] {
  const named = [...readFileSync(file, "utf8").matchAll(/(?:from|import\(|require\()\s*"(\.[^"]+)"/g)];
  return named.map(([, path = ""]) => {
    const target = resolve(dirname(file), path);
    return existsSync(`${target}.ts`) ? `${target}.ts` : join(target, "index.ts");
  });
}

/** What each file of these folders imports, by its path in the project. */
function importsIn(...folders: string[]): Map<string, string[]> {
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => join(root, folder, name)),
  );
  const path = (file: string): string => relative(root, file).split(sep).join("/");
  return new Map(files.map((file) => [path(file), importsOf(file).map(path)]));
}

/** The first circle that is found from a file on, as the files that it leads through; none twice. */
function circleFrom(
  file: string,
  imports: (file: string) => string[],
  way: string[] = [],
  without = new Set<string>(),
): string[] {
  if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
  if (without.has(file)) return [];
  for (const next of imports(file)) {
    const circle = circleFrom(next, imports, [...way, file], without);
    if (circle.length > 0) return circle;
  }
  without.add(file);
  return [];
}

test.each(["emulator", "provider", "sdk", "cli"])(
  "no file of %s imports itself by way of others",
  (folder) => {
    const imports = importsIn(folder);
    expect(imports.size).toBeGreaterThan(10);
    const without = new Set<string>();
    const circles = [...imports.keys()].map((file) =>
      circleFrom(file, (name) => imports.get(name) ?? [], [], without),
    );
    expect(circles.filter((circle) => circle.length > 0)).toEqual([]);
  },
);

test("a circle is found", () => {
  const imports: Record<string, string[]> = { a: ["b", "c"], b: [], c: ["d"], d: ["b", "c"] };
  expect(circleFrom("a", (name) => imports[name] ?? [])).toEqual(["c", "d", "c"]);
});

/** Each may import those behind it, and nothing before it (CONTRIBUTING.md). */
const LAYERS = [
  ...["cli/", "sdk/", "provider/index.ts", "provider/hosts/", "provider/functions.ts", "provider/declared/"],
  ...["provider/lookAhead/", "provider/resources/"],
  ...["provider/lifecycle/", "provider/settings/", "provider/failure.ts", "provider/engineValues.ts"],
  "provider/partnercenter/",
];

const layerOf = (file: string): number => LAYERS.findIndex((layer) => file.startsWith(layer));

test("imports point one way: from hosts to resource types, to what they share, to the client", () => {
  const edges = [...importsIn("provider", "sdk", "cli")].flatMap(([file, imports]) =>
    imports.map((imported) => ({ file, imported })),
  );
  const wrong = edges
    .filter(({ file, imported }) => !imported.startsWith("emulator/") && layerOf(imported) < layerOf(file))
    .map(({ file, imported }) => `${file} -> ${imported}`);
  expect(wrong).toEqual([]);
  const known = (file: string): boolean => layerOf(file) >= 0;
  expect(edges.filter(({ file }) => !known(file)).map(({ file }) => file)).toEqual([]);
});

test("only tests, measurements and its own command import the emulator", () => {
  const importing = [...importsIn("provider", "sdk", "cli")]
    .filter(([, imports]) => imports.some((imported) => imported.startsWith("emulator/")))
    .map(([file]) => file);
  expect(importing).toEqual(["cli/emulator.ts", "cli/emulatorPort.ts"]);
});
