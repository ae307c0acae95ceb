import { readFileSync, existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportLines } from "../../cli/emulator";
import { program } from "../../cli/program";
import type { Emulator } from "../../emulator/index";
import { call, CUSTOMER, EDUCATION, OTHER_CUSTOMER, QUALIFICATIONS } from "./calls";

/** Runs `partnercenter emulator …`, looks at it while it runs, and ends it. */
async function emulatorCommand(args: string[], look: (emulator: Emulator, output: string) => Promise<void>) {
  let output = "";
  const write = (text: string) => (output += text);
  const command = program({ write }, { untilEnd: (emulator) => look(emulator, output) });
  for (const each of [command, ...command.commands])
    each.exitOverride().configureOutput({ writeErr: write, writeOut: write });
  await command.parseAsync(["emulator", ...args], { from: "user" }).catch((error: Error) => {
    throw new Error(`${output}${error.message}`);
  });
  return output;
}

test("prints an environment that works, and ends without a trace", async () => {
  let caFile = "";
  await emulatorCommand(["--customer", CUSTOMER, "--customer", OTHER_CUSTOMER], async (emulator, output) => {
    expect(output).toMatch(/^export PARTNERCENTER_TENANT_ID=[0-9a-f-]{36}\n/);
    for (const [name, value] of Object.entries(emulator.environment))
      expect(output).toMatch(new RegExp(`export ${name}='?${value}`));
    for (const customerId of [CUSTOMER, OTHER_CUSTOMER])
      expect(output).toContain(`\n#   ${customerId}  ${emulator.customer(customerId).domain}\n`);
    expect(output).toContain(`\n# To play Microsoft, open ${emulator.url}/emulator (a browser warns`);
    expect(output).toMatch(/\n# {3}curl --cacert \S+ -X POST \S+\/Education\/approve\n/);
    expect(output).toMatch(/\n# {3}curl --cacert \S+ -X POST \S+\/Education\/deny\n/);
    // Every line can be pasted into a shell.
    expect(output.split("\n").filter((line) => !/^(export [A-Z_]+=\S+|#.*|)$/.test(line))).toEqual([]);
    caFile = emulator.environment.PARTNERCENTER_CA_FILE ?? "";
    expect(readFileSync(caFile, "utf8")).toContain("BEGIN CERTIFICATE");
    expect((await call(emulator, "GET", QUALIFICATIONS)).status).toBe(200);
  });
  expect(existsSync(caFile)).toBe(false);
});

test("its options reach the emulator", async () => {
  const args =
    "--no-tls --latency 3 --vetting-after 0 --vetting-outcome denied:Not --contract qualifications-2021";
  await emulatorCommand(
    [...args.split(" "), "--requests-per-minute", "2", "--customer", CUSTOMER],
    async (emulator, output) => {
      expect(emulator.url).toMatch(/^http:\/\/127/);
      expect(output).toContain("export PARTNERCENTER_ACCESS_TOKEN=");
      expect(output).toContain(`\n# To play Microsoft, open ${emulator.url}/emulator, or:\n`);
      expect(emulator.latencyMs).toBe(3);
      expect(
        (await call(emulator, "POST", QUALIFICATIONS, { body: { Qualification: "Education" } })).status,
      ).toBe(201);
      expect((await call(emulator, "GET", QUALIFICATIONS)).json).toMatchObject([{ vettingReason: "Not" }]);
      expect((await call(emulator, "GET", QUALIFICATIONS)).status).toBe(429);
    },
  );
});

test("customers with a domain and a name, and what the partner's account may", async () => {
  const customer = `${CUSTOMER},fabrikam.onmicrosoft.com,Fabrikam, Inc.`;
  await emulatorCommand(["--customer", customer, "--sandbox", "--partner-attestation"], async (emulator) => {
    expect(emulator.customer(CUSTOMER)).toMatchObject({
      domain: "fabrikam.onmicrosoft.com",
      companyName: "Fabrikam, Inc.",
    });
    expect(emulator.partnerCenter.behaviour).toMatchObject({ sandbox: true, partnerAttestation: true });
  });
  await emulatorCommand(["--customer", CUSTOMER], async (emulator) => {
    expect(emulator.customer(CUSTOMER).companyName).toBe("Contoso");
    expect(emulator.partnerCenter.behaviour).toMatchObject({ sandbox: false, partnerAttestation: false });
  });
});

test("Microsoft's limit is enforced unless it is switched off", async () => {
  await emulatorCommand([], async (emulator) => {
    expect(emulator.partnerCenter.throttle.limits).toEqual({ partner: { calls: 500, perMs: 60_000 } });
    expect(emulator.partnerCenter.customers.list()).toHaveLength(3);
    expect((await call(emulator, "POST", QUALIFICATIONS, { body: EDUCATION })).status).toBe(404);
  });
  await emulatorCommand(["--requests-per-minute", "0"], async (emulator) => {
    expect(emulator.partnerCenter.throttle.limits).toEqual({});
  });
});

test("the certificate and the environment go where they are asked to", async () => {
  const folder = mkdtempSync(join(tmpdir(), "partnercenter-cli-"));
  try {
    const [directory, file] = [join(folder, "certificates"), join(folder, "environment")];
    await emulatorCommand(
      ["--directory", directory, "--export-file", file, "--login", "certificate"],
      async (_emulator, output) => {
        expect(output).toContain(
          `export PARTNERCENTER_CERTIFICATE_FILE=${join(directory, "application.pem")}\n`,
        );
        expect(output).not.toMatch(/SECRET|REFRESH/);
        expect(output.startsWith(readFileSync(file, "utf8"))).toBe(true);
        for (const secret of [file, join(directory, "application.pem")])
          expect(statSync(secret).mode & 0o777).toBe(0o600);
      },
    );
    expect(existsSync(join(directory, "emulator-ca.pem"))).toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.each([
  [["--port", "70000"], "Not a port"],
  [["--latency", "-1"], "Not a number"],
  [["--customer", "contoso"], "Not a GUID"],
  [["--vetting-outcome", "maybe"], "Neither"],
  [["--contract", "2017"], "Allowed choices"],
  [["--no-tls", "--login", "clientSecret"], "without TLS there is no login"],
  [["--nothing"], "unknown option"],
])("refuses %j", async (args, reason) => {
  await expect(emulatorCommand(args, () => Promise.resolve())).rejects.toThrow(reason);
});

test("help teaches the control calls, the version is the package's", async () => {
  await expect(emulatorCommand(["--help"], () => Promise.resolve())).rejects.toThrow(
    /lose-relationship[\s\S]*Not an Academic Domain/,
  );
  let output = "";
  const command = program({ write: (text) => (output += text) }).exitOverride();
  await expect(command.parseAsync(["--version"], { from: "user" })).rejects.toThrow();
  expect(output.trim()).toBe(
    (JSON.parse(readFileSync("package.json", "utf8")) as { version: string }).version,
  );
});

test("values with a quote survive a shell", () => {
  expect(exportLines({ A: "it's", B: "/plain-1.pem" })).toBe("export A='it'\\''s'\nexport B=/plain-1.pem\n");
});

test("a port that is in use is said with what to do", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as AddressInfo;
  try {
    await expect(emulatorCommand(["--port", String(port)], async () => undefined)).rejects.toThrow(
      new RegExp(`^--port ${port}: it is in use already, .* Next: .* leave --port away`),
    );
  } finally {
    taken.close();
  }
});
