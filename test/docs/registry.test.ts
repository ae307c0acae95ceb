// docs/registry/: the form that Pulumi's registry takes, and programs that are the examples'.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { SETTING_NAMES } from "../../provider/settings/settings";
import { installationPage, LANGUAGES, overviewPage } from "./registry";
import { root, upToDate } from "./upToDate";

const OVERVIEW = "docs/registry/_index.md";
const INSTALLATION = "docs/registry/installation-configuration.md";
const page = (file: string): string => readFileSync(join(root, file), "utf8");
const languages = Object.keys(LANGUAGES);

test("they are made of the examples and the schema (UPDATE_DOCS=1 writes them anew)", () => {
  upToDate(OVERVIEW, overviewPage());
  upToDate(INSTALLATION, installationPage());
});

test.each([OVERVIEW, INSTALLATION])("%s has the front matter, and every choice in every language", (file) => {
  const [, head = "", body = ""] = /^---\n([^]*?)\n---\n([^]*)$/.exec(page(file)) ?? [];
  const { title, meta_desc: description, ...rest } = parse(head) as Record<string, string>;
  expect(title).toMatch(/^Microsoft Partner Center/);
  // What a search engine shows.
  expect(description?.length).toBeLessThanOrEqual(160);
  expect(rest).toEqual({ layout: "package" });
  const choosers = [
    ...body.matchAll(/\{\{< chooser language "([\w,]+)" >\}\}\n([^]*?)\n\{\{< \/chooser >\}\}/g),
  ];
  expect(choosers.length).toBeGreaterThan(0);
  for (const [, named = "", choices = ""] of choosers) {
    expect(named).toBe("typescript,python,go,csharp,java,yaml");
    const each = [
      ...choices.matchAll(/\{\{% choosable language (\w+) %\}\}\n([^]*?)\n\{\{% \/choosable %\}\}/g),
    ];
    expect(each.map(([, language]) => language)).toEqual(languages);
    expect(
      choices.replace(/\{\{% choosable language \w+ %\}\}\n[^]*?\n\{\{% \/choosable %\}\}/g, "").trim(),
    ).toBe("");
  }
  // The registry would take anything else in such brackets for a shortcode of its own.
  const others = body.replace(/\{\{(< \/?chooser\b[^}]*>|% \/?choosable\b[^}]*%)\}\}/g, "");
  expect(others).not.toMatch(/\{\{[<%]/);
  // It has no page of ours beside it.
  expect(body).not.toMatch(/\]\((?!https:)/);
});

test("the programs are whole ones, in every language", () => {
  const text = page(OVERVIEW);
  for (const [language, { files, block }] of Object.entries(LANGUAGES))
    for (const example of ["quickstart", "school"])
      for (const file of files) {
        const program = page(`examples/languages/${language}/${example}/${file}`);
        expect(text).toContain(`\`\`\`${block}\n${program}\`\`\``);
      }
});

test("every setting is named, in the configuration and in the environment", () => {
  const text = page(INSTALLATION);
  for (const name of SETTING_NAMES) expect(text).toContain(`\n| \`partnercenter:${name}\``);
  expect(text).toMatch(/^pulumi plugin install resource partnercenter /m);
  expect(text).toMatch(/^pulumi config set partnercenter:tenantId /m);
  expect(text).toMatch(/^export PARTNERCENTER_TENANT_ID=/m);
});
