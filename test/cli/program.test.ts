import { program } from "../../cli/program";
import { startEmulator } from "../../emulator/index";
import { runProgram } from "./runProgram";

test("help names every command, in a usual order, and the exit codes", async () => {
  const { output } = await runProgram(["--help"]);
  const names = program({ write: () => undefined }).commands.map((command) => command.name());
  expect(names).toEqual(expect.arrayContaining(["status", "import", "emulator"]));
  for (const name of names) expect(output).toMatch(new RegExp(`^ {2}partnercenter ${name}\\b`, "m"));
  expect(output).toMatch(/login[^]*doctor[^]*status --all[^]*import --all[^]*emulator/);
  expect(output).toMatch(/^ {2}0 {4}done\n {2}1 {4}an error/m);
});

test("the help of status has its exit codes, and that of every command fits into a terminal", async () => {
  const { output } = await runProgram(["status", "--help"]);
  expect(output).toMatch(/^ {2}20 {3}all were read, and something is denied/m);
  for (const command of program({ write: () => undefined }).commands) {
    const help = (await runProgram([command.name(), "--help"])).output;
    expect(help).toContain(`Usage: partnercenter ${command.name()}`);
    expect(help.split("\n").filter((line) => line.length > 120)).toEqual([]);
  }
});

test("emulator --json prints one line that is enough to use it", async () => {
  let parsed: unknown;
  let expected: unknown;
  let line = "";
  const command = program(
    { write: (text) => (line += text) },
    {
      untilEnd: async (emulator) => {
        expect(line.split("\n")).toHaveLength(2);
        parsed = JSON.parse(line);
        const { url, caFile, environment, partnerCenter } = emulator;
        const customers = partnerCenter.customers
          .list()
          .map(({ id, domain, companyName }) => ({ id, domain, companyName }));
        expected = { url, caFile, environment, customers };
      },
    },
  );
  await command.parseAsync(["emulator", "--json"], { from: "user" });
  expect(parsed).toEqual(expected);
  expect(parsed).toMatchObject({ caFile: expect.stringContaining(".pem"), customers: { length: 3 } });
});

describe("import", () => {
  const [SCHOOL, LOST] = [
    "1a8b6f0e-3c5d-4e7f-9a1b-2c3d4e5f6a70",
    "2b9c7a1f-4d6e-4f80-8b2c-3d4e5f6a7b81",
  ] as const;

  test("leaves out a customer that can't be read, and says so", async () => {
    const emulator = await startEmulator({ tls: false, customers: [SCHOOL, LOST] });
    try {
      emulator.setQualification(SCHOOL, { qualification: "Education", vettingStatus: "Approved" });
      emulator.loseRelationship(LOST);
      const both = ["import", "--customer", SCHOOL, "--customer", LOST, "--json"];
      const { output, exitCode } = await runProgram(both, { environment: emulator.environment });
      expect(exitCode).toBe(1);
      const { file, notes } = JSON.parse(output) as {
        file: { resources: { id: string }[] };
        notes: string[];
      };
      expect(file.resources.map(({ id }) => id)).toEqual([`${SCHOOL}/Education`]);
      expect(notes).toHaveLength(1);
      expect(notes[0]).toMatch(new RegExp(`^${LOST} is left out.*code 20002`));
    } finally {
      await emulator.close();
    }
  });

  test("interrupted, it writes nothing", async () => {
    const emulator = await startEmulator({ tls: false, customers: [SCHOOL] });
    try {
      emulator.faultShare({ path: SCHOOL }, { kind: "stall" }, 1);
      const { output, failure } = await runProgram(["import", "--customer", SCHOOL, "--json"], {
        environment: emulator.environment,
        onInterrupt: (interrupt) => {
          interrupt();
          return () => undefined;
        },
      });
      expect(output).toBe("");
      expect(failure).toBe("interrupted after 0 of 1 customers: nothing was written.");
    } finally {
      await emulator.close();
    }
  });
});
