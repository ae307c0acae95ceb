import { chmod, writeFile } from "node:fs/promises";
import { Command, InvalidArgumentError, Option } from "commander";
import {
  type Contract,
  type CustomerSeed,
  type Emulator,
  type EmulatorLogin,
  MICROSOFT_LIMITS,
} from "../emulator/index";
import { startedOn } from "./emulatorPort";
import { isCustomerId } from "../emulator/customers";
import { CONTRACTS } from "../emulator/qualifications/contracts";
import { hasVetting, REQUESTABLE, VETTING_REASONS } from "../emulator/qualifications/stateMachine";

/** What the command does beside its work; a test puts its own. */
export interface EmulatorCommandParts {
  write(text: string): unknown;
  /** Resolves when the emulator is to end; by default on Ctrl-C and on SIGTERM. */
  untilEnd(emulator: Emulator): Promise<void>;
}

interface Options {
  port: number;
  tls: boolean;
  latency: number;
  customer?: CustomerSeed[];
  vettingAfter?: number;
  vettingOutcome: "Approved" | { denied: string };
  contract?: Contract[];
  sandbox: boolean;
  partnerAttestation: boolean;
  requestsPerMinute: number;
  login?: EmulatorLogin;
  directory?: string;
  exportFile?: string;
  json?: boolean;
}

/** `partnercenter emulator`: Partner Center and its login on this machine. */
export function emulatorCommand(
  parts: Partial<EmulatorCommandParts> & Pick<EmulatorCommandParts, "write">,
): Command {
  const { write, untilEnd = untilSignal } = parts;
  return (
    new Command("emulator")
      .description("Run Partner Center and its login on this machine, with customers to try things on.")
      .option("--port <number>", "port to listen on (default: one that is free)", port, 0)
      .option("--no-tls", "plain HTTP: the API with a ready-made access token, without a login")
      .option("--latency <milliseconds>", "added to every answer", amount, 0)
      .option(
        "--customer <guid[,domain[,name]]>",
        "a customer to begin with; can be repeated (default: three)",
        customers,
      )
      .option("--sandbox", "an account of the integration sandbox: customers can be deleted", false)
      .option("--partner-attestation", "a partner may still confirm agreements, as until January 2026", false)
      .option(
        "--vetting-after <seconds>",
        "end a vetting by itself (default: it waits for a control call)",
        amount,
      )
      .option(
        "--vetting-outcome <outcome>",
        'how a vetting ends by itself: "approved", "denied", or "denied: REASON"',
        outcome,
        "Approved",
      )
      .addOption(
        new Option(
          "--contract <name...>",
          "contracts to speak (default: qualifications, qualification-2018)",
        ).choices(CONTRACTS),
      )
      .option(
        "--requests-per-minute <number>",
        "limit of the partner's tenant, as Microsoft's; 0: none",
        amount,
        500,
      )
      .addOption(
        new Option(
          "--login <kind>",
          "login to print (default: refreshToken; accessToken with --no-tls)",
        ).choices(["refreshToken", "clientSecret", "certificate", "oidc", "accessToken"]),
      )
      .option("--directory <path>", "where the certificate is written (default: a temporary folder)")
      // Not --env-file: Node looks for that in the whole command line and takes it for its own.
      .option("--export-file <path>", "write the environment there as well, for `source`")
      .option(
        "--json",
        "print `{ url, caFile, environment, customers }` as one line of JSON when it is ready",
      )
      .addHelpText("after", HELP)
      .action(async (options: Options, command: Command) => {
        if (!options.tls && options.login !== undefined && options.login !== "accessToken") {
          command.error("error: without TLS there is no login: --no-tls goes with --login accessToken only");
        }
        const emulator = await startedOn(options.port, {
          tls: options.tls,
          latencyMs: options.latency,
          customers: options.customer,
          contracts: options.contract,
          sandbox: options.sandbox,
          partnerAttestation: options.partnerAttestation,
          vetting: {
            afterMs: options.vettingAfter === undefined ? undefined : options.vettingAfter * 1000,
            outcome: options.vettingOutcome,
          },
          throttle: limits(options.requestsPerMinute),
          directory: options.directory,
        });
        try {
          const environment = options.login
            ? await emulator.environmentFor(options.login)
            : emulator.environment;
          const exports = exportLines(environment);
          if (options.exportFile !== undefined) {
            await writeFile(options.exportFile, exports, { mode: 0o600 });
            await chmod(options.exportFile, 0o600);
          }
          write(options.json ? jsonLine(emulator, environment) : exports + notes(emulator));
          await untilEnd(emulator);
        } finally {
          await emulator.close();
        }
      })
  );
}

const HELP = `
It prints the environment as lines that can be pasted into a shell, and runs until Ctrl-C.
Everything is in memory: it begins anew each time.

The page at /emulator plays Microsoft by hand. It works over TLS and without: a browser warns of the certificate, which
the emulator has made itself; accept it, trust the CA file, or start with --no-tls.

Control calls play Microsoft as well (no token needed):
  POST   /emulator/customers/GUID/qualifications/Education/approve
  POST   /emulator/customers/GUID/qualifications/Education/deny     {"reason": "…"}
  DELETE /emulator/customers/GUID/qualifications/Education          no longer listed
  POST   /emulator/customers/GUID/qualifications/Education/submit-in-portal
                                                                    a colleague asks for it in the portal
  POST   /emulator/customers/GUID/lose-relationship
  POST   /emulator/customers           {"id": "GUID", "domain": "…", "companyName": "…"}
  POST   /emulator/customers/GUID/accept-agreement
  PATCH  /emulator/customers/GUID/billing-profile                   {"companyName": "…"}
  PUT    /emulator/domains/DOMAIN                                   somebody else takes it
  GET    /emulator/requests, /emulator/submissions, /emulator/creations, /emulator/customers
  GET    /emulator/scenarios           what can happen to a partner, each with what the next preview shows
  POST   /emulator/scenarios/denied    one of them begins; DELETE /emulator/scenarios: back to normal
  GET    /emulator/activity            the activity log, all of it
  POST   /emulator/activity            {"operationType": "update_customer_qualification", "customerId": "GUID"}
  POST   /emulator/faults              {"match": {"method": "POST"}, "fault": {"kind": "dropAfter"}}
  GET    /emulator/device-logins       sign-ins of \`partnercenter login\` that wait
  POST   /emulator/device-logins/CODE  the user signs in; {"mfa": false} without multifactor authentication
  DELETE /emulator/device-logins/CODE  the user declines
  PATCH  /emulator/settings            {"latencyMs": 200}, {"activityLogBehindMs": 60000, "activityLogReadable": false}

Reasons of a denial that Microsoft documents:
${VETTING_REASONS.map((reason) => `  ${reason}`).join("\n")}
`;

/** As lines for a POSIX shell. */
export function exportLines(environment: Readonly<Record<string, string>>): string {
  const quoted = (value: string) =>
    /^[\w./:@%+=,-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
  return Object.entries(environment)
    .map(([name, value]) => `export ${name}=${quoted(value)}\n`)
    .join("");
}

function jsonLine({ url, caFile, partnerCenter }: Emulator, environment: Record<string, string>): string {
  const customers = partnerCenter.customers
    .list()
    .map(({ id, domain, companyName }) => ({ id, domain, companyName }));
  return `${JSON.stringify({ url, caFile, environment, customers })}\n`;
}

/** What a person wants to know as well, as comments, so that all of it can be pasted. */
function notes(emulator: Emulator): string {
  const customers = emulator.partnerCenter.customers.list();
  const vetted = REQUESTABLE.find(hasVetting);
  const vetting = `/emulator/customers/${customers[0]?.id ?? "GUID"}/qualifications/${vetted}`;
  const curl = `curl ${emulator.caFile === undefined ? "" : `--cacert ${emulator.caFile} `}-X POST ${emulator.url}`;
  return [
    `# Partner Center listens on ${emulator.url} until Ctrl-C. Customers:`,
    ...customers.map(({ id, domain }) => `#   ${id}  ${domain}`),
    `# To play Microsoft, open ${emulator.url}/emulator${warning(emulator)}, or:`,
    `#   ${curl}${vetting}/approve`,
    `#   ${curl}${vetting}/deny`,
    "",
  ].join("\n");
}

const warning = ({ caFile }: Emulator) =>
  caFile === undefined ? "" : ` (a browser warns of its own certificate: accept it, or trust ${caFile})`;

function limits(requestsPerMinute: number) {
  if (requestsPerMinute === 0) return {};
  return { ...MICROSOFT_LIMITS, partner: { calls: requestsPerMinute, perMs: 60_000 } };
}

async function untilSignal(): Promise<void> {
  await new Promise<void>((resolve) => {
    const end = () => {
      process.removeListener("SIGINT", end);
      process.removeListener("SIGTERM", end);
      resolve();
    };
    process.once("SIGINT", end);
    process.once("SIGTERM", end);
  });
}

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65535) throw new InvalidArgumentError("Not a port.");
  return value;
}

function amount(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value) || value < 0)
    throw new InvalidArgumentError("Not a number of 0 or more.");
  return value;
}

function customers(text: string, previous: CustomerSeed[] = []): CustomerSeed[] {
  const [id = "", domain, ...name] = text.split(",").map((part) => part.trim());
  if (!isCustomerId(id)) throw new InvalidArgumentError("Not a GUID.");
  // A name may have a comma of its own.
  const companyName = name.length === 0 ? undefined : name.join(", ");
  return [...previous, { id, ...(domain && { domain }), ...(companyName && { companyName }) }];
}

function outcome(text: string): Options["vettingOutcome"] {
  if (/^approved$/i.test(text)) return "Approved";
  const denied = /^denied(?:\s*:\s*(.+))?$/i.exec(text);
  if (denied === null) throw new InvalidArgumentError('Neither "approved", "denied" nor "denied: REASON".');
  return { denied: denied[1] ?? VETTING_REASONS[0] };
}
