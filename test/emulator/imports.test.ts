// How the emulator's files depend on each other.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const folder = join(__dirname, "../../emulator");

/** The files of the emulator that a file imports, types included. */
function importsOf(file: string): string[] {
  const named = [...readFileSync(file, "utf8").matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g)];
  return named.map(([, path = ""]) => {
    const target = resolve(dirname(file), path);
    return existsSync(`${target}.ts`) ? `${target}.ts` : join(target, "index.ts");
  });
}

/** The first circle that is found from a file on, as the files that it leads through. */
function circleFrom(file: string, imports: (file: string) => string[], way: string[] = []): string[] {
  if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
  for (const next of imports(file)) {
    const circle = circleFrom(next, imports, [...way, file]);
    if (circle.length > 0) return circle;
  }
  return [];
}

test("no file of the emulator imports itself by way of others", () => {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".ts"),
  );
  const imports = new Map(files.map((name) => [join(folder, name), importsOf(join(folder, name))]));
  expect(imports.get(join(folder, "partnerCenter.ts"))).toContain(join(folder, "control", "index.ts"));
  for (const file of imports.keys()) {
    const circle = circleFrom(file, (name) => imports.get(name) ?? []);
    expect(circle.map((name) => relative(folder, name))).toEqual([]);
  }
});

test("a circle is found", () => {
  const imports: Record<string, string[]> = { a: ["b", "c"], b: [], c: ["d"], d: ["b", "c"] };
  expect(circleFrom("a", (name) => imports[name] ?? [])).toEqual(["c", "d", "c"]);
});
