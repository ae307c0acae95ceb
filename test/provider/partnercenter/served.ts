import type { ClientSettings, PartnerCenterClient } from "../../../provider/partnercenter";
import { scriptedServer, type ScriptedServer } from "./server";
import { clientOf } from "./support";

/* Scripted servers and clients of them, which end with the test that made them. */

const closing: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Does this when the test has ended, before what was asked for earlier. */
export function atEnd(close: () => Promise<void> | void): void {
  closing.push(close);
}

/** A server; with a certificate one that speaks TLS. */
export async function serverOf(...args: Parameters<typeof scriptedServer>): Promise<ScriptedServer> {
  const server = await scriptedServer(...args);
  atEnd(() => server.close());
  return server;
}

/** A client of a server on loopback. */
export function connect(url: string, settings?: Partial<ClientSettings>): PartnerCenterClient {
  const client = clientOf(url, settings);
  atEnd(() => client.close());
  return client;
}

/** A server, and a client of it. */
export async function serve(
  script: Parameters<typeof scriptedServer>[0],
  settings?: Partial<ClientSettings>,
) {
  const server = await serverOf(script);
  return { server, client: connect(server.url, settings) };
}
