import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importOf, isAsWritten, moduleKindOf } from "../../cli/importFile";

const A = "8F9A1C52-1D0E-4C5E-9A43-0A9F5B0C7D11";

test("one entry per qualification that can be managed, each with inputs and outputs", () => {
  const { file, program, notes } = importOf([
    {
      id: A,
      label: "Göteborgs Skola",
      qualifications: [
        { qualification: "Education", vettingStatus: "Approved" },
        { qualification: "StateOwnedEntity" },
        { qualification: "Nonprofit", vettingStatus: "Approved" },
        { qualification: "GovernmentCommunityCloud", vettingStatus: "None" },
      ],
    },
    {
      id: A.replace("8F", "9F"),
      label: "goteborgs skola",
      qualifications: [
        { qualification: "Education", vettingStatus: "Denied", vettingReason: "Not an Academic Domain" },
      ],
    },
    { id: A.replace("8F", "7F"), qualifications: [] },
  ]);
  expect(file.resources.map(({ name, id }) => [name, id])).toEqual([
    ["goteborgs-skola-education", `${A.toLowerCase()}/Education`],
    ["goteborgs-skola-state-owned", `${A.toLowerCase()}/StateOwnedEntity`],
    ["goteborgs-skola-education-2", `${A.toLowerCase().replace("8f", "9f")}/Education`],
  ]);
  const [first] = file.resources;
  expect(first?.inputs["__provider"]).toBe(first?.outputs["__provider"]);
  expect(first?.outputs).toMatchObject({ submissions: 0, vettingStatus: "Approved" });
  expect(file.resources[1]?.outputs).toMatchObject({ vettingStatus: null });
  expect(notes).toHaveLength(2);
  expect(notes.join()).toMatch(/Göteborgs Skola \(\S+Nonprofit\) is left out.*Not an Academic Domain/);
  expect(program).toContain('new CustomerQualification("goteborgs-skola-education"');
});

test("the program is TypeScript or JavaScript, as its file's name says", () => {
  const found = [{ id: A, label: "Contoso", qualifications: [{ qualification: "Education" }] }];
  expect(importOf(found, "require").program).toMatch(/^const \{ CustomerQualification \} = require\(/);
  expect(importOf(found, "import").program).toMatch(/^import \{ CustomerQualification \} from/);
  expect(["a.ts", "a.mjs", "a.cjs", join(__dirname, "a.js")].map(moduleKindOf)).toEqual([
    "import",
    "import",
    "require",
    "require",
  ]);
  const folder = mkdtempSync(join(tmpdir(), "partnercenter-module-"));
  try {
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    expect(moduleKindOf(join(folder, "src", "a.js"))).toBe("import");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("names are unique", () => {
  const customer = { id: A, label: "Contoso", qualifications: [{ qualification: "Education" }] };
  expect(importOf([customer, customer, customer]).file.resources.map(({ name }) => name)).toEqual([
    "contoso-education",
    "contoso-education-2",
    "contoso-education-3",
  ]);
});

test("a program is known as written by an import as long as nobody has worked on it", () => {
  const { program } = importOf([
    {
      id: A,
      label: 'A "school"',
      qualifications: [{ qualification: "Education", vettingStatus: "Approved" }],
    },
    { id: A.replace("8F", "9F"), qualifications: [{ qualification: "StateOwnedEntity" }] },
  ]);
  for (const same of [
    program,
    program.replaceAll("\n", "\r\n"),
    importOf([]).program,
    importOf([], "require").program,
    "",
  ])
    expect(isAsWritten(same)).toBe(true);
  for (const other of [
    program.replace('qualification: "Education",', 'qualification: "Education",\n  educationSegment: "K12",'),
    program.replace("new ", "export const school = new "),
    `${program}// to do\n`,
    "console.log(1);\n",
  ])
    expect(isAsWritten(other)).toBe(false);
});
