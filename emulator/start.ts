import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serverCertificate } from "./certificate";
import { Emulator } from "./emulator";
import type { EmulatorOptions } from "./options";
import { PartnerCenter } from "./partnerCenter";
import { Server } from "./server";

/** Starts Partner Center and its login in this process, on a port of this machine. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const partnerCenter = new PartnerCenter(options);
  const certificate = options.tls === false ? undefined : await serverCertificate();
  const server = new Server(
    {
      handle: (request, signal) => partnerCenter.handle(request, signal),
      refuses: () => partnerCenter.faults.takeRefusal(),
      connectionPerCall: () => partnerCenter.faults.refusing,
    },
    options.port ?? 0,
    certificate,
  );
  partnerCenter.endIdleConnections = () => server.endIdleConnections();
  await server.listen();
  if (certificate === undefined) return new Emulator({ partnerCenter, server });
  const directory = options.directory ?? (await mkdtemp(join(tmpdir(), "partnercenter-emulator-")));
  await mkdir(directory, { recursive: true });
  const caFile = join(directory, "emulator-ca.pem");
  await writeFile(caFile, certificate.certificate);
  return new Emulator({
    partnerCenter,
    server,
    files: { directory, caFile, own: options.directory === undefined },
  });
}
