// Drives the plugin as the engine does, over its real gRPC server.
import { credentials, Server, ServerCredentials, type ServiceError } from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogSeverity, type LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import type { Emulator } from "../../../../emulator";
import { serve, type Running } from "../../../../provider/hosts/plugin/server";

export type Properties = Record<string, unknown>;

export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
/** As the engine writes a secret. */
export const secret = (value: unknown): Properties => ({ [SIGNATURE]: SECRET, value });

export const urnOf = (type: string, name: string): string =>
  `urn:pulumi:dev::scratch::partnercenter:index:${type}::${name}`;

export interface Logged {
  severity: string;
  message: string;
  urn: string;
  ephemeral: boolean;
}

export interface Failed extends Error {
  partial?: { id: string; properties: Properties; reasons: string[]; refreshBeforeUpdate: boolean };
}

const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

/** The engine's own service, as far as a plugin calls it. */
async function startEngine(): Promise<{ address: string; logged: Logged[] }> {
  const logged: Logged[] = [];
  const server = new Server();
  const { log } = EngineService;
  server.addService(
    { log },
    {
      log({ request }: { request: LogRequest }, done: (error: null, answer: Empty) => void) {
        const severity = Object.entries(LogSeverity).find(([, value]) => value === request.getSeverity());
        logged.push({
          severity: (severity?.[0] ?? "").toLowerCase(),
          message: request.getMessage(),
          urn: request.getUrn(),
          ephemeral: request.getEphemeral(),
        });
        done(null, new Empty());
      },
    },
  );
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  closing.push(async () => server.forceShutdown());
  return { address: `127.0.0.1:${port}`, logged };
}

type Engine = Omit<Parameters<typeof serve>[0], "address">;

/** A plugin process, as far as a test of this process can start one, and the engine's calls of it. */
export class Plugin {
  private constructor(
    readonly running: Running,
    readonly client: ResourceProviderClient,
    /** What it has told. */
    readonly logged: Logged[],
  ) {}

  static async start(engine: Partial<Engine> = {}): Promise<Plugin> {
    const { address, logged } = await startEngine();
    const running = await serve({ configuration: undefined, ...engine, address });
    const client = new ResourceProviderClient(`127.0.0.1:${running.port}`, credentials.createInsecure());
    closing.push(async () => {
      client.close();
      await running.close();
    });
    return new Plugin(running, client, logged);
  }

  /** Configured as an explicit provider, for the environment of this process is the tests' own. */
  static async of(
    emulator: Emulator,
    settings: Properties = {},
    engine: Partial<Engine> = {},
  ): Promise<Plugin> {
    const plugin = await Plugin.start(engine);
    const { PARTNERCENTER_API_BASE_URL: apiBaseUrl, PARTNERCENTER_ACCESS_TOKEN: token } =
      emulator.environment;
    await plugin.configure("partner", { apiBaseUrl, accessToken: secret(token), ...settings });
    return plugin;
  }

  async configure(name: string, args: Properties): Promise<messages.ConfigureResponse> {
    const request = new messages.ConfigureRequest();
    request.setName(name);
    request.setUrn(`urn:pulumi:dev::scratch::pulumi:providers:partnercenter::${name}`);
    request.setArgs(struct(args));
    return call((done) => this.client.configure(request, done));
  }

  async handshake(): Promise<messages.ProviderHandshakeResponse.AsObject> {
    const request = new messages.ProviderHandshakeRequest();
    return (
      await call<messages.ProviderHandshakeResponse>((done) => this.client.handshake(request, done))
    ).toObject();
  }

  async checkConfig(name: string, olds: Properties, news: Properties) {
    const request = new messages.CheckRequest();
    request.setUrn(`urn:pulumi:dev::scratch::pulumi:providers:partnercenter::${name}`);
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    const answer = await call<messages.CheckResponse>((done) => this.client.checkConfig(request, done));
    return { inputs: plain(answer.getInputs()), failures: answer.toObject().failuresList };
  }

  async diffConfig(olds: Properties, news: Properties) {
    const request = new messages.DiffRequest();
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    const answer = await call<messages.DiffResponse>((done) => this.client.diffConfig(request, done));
    return {
      changes: answer.getChanges() === messages.DiffResponse.DiffChanges.DIFF_SOME,
      diffs: answer.getDiffsList(),
      replaces: answer.getReplacesList(),
    };
  }

  async invoke(name: string, args: Properties): Promise<Properties> {
    const request = new messages.InvokeRequest();
    request.setTok(`partnercenter:index:${name}`);
    request.setArgs(struct(args));
    return plain(
      (await call<messages.InvokeResponse>((done) => this.client.invoke(request, done))).getReturn(),
    );
  }

  async check(urn: string, olds: Properties, news: Properties) {
    const request = new messages.CheckRequest();
    request.setUrn(urn);
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    const answer = await call<messages.CheckResponse>((done) => this.client.check(request, done));
    return { inputs: plain(answer.getInputs()), failures: answer.toObject().failuresList };
  }

  async diff(urn: string, id: string, state: { inputs: Properties; outputs: Properties }, news: Properties) {
    const request = new messages.DiffRequest();
    request.setId(id);
    request.setUrn(urn);
    request.setOlds(struct(state.outputs));
    request.setOldInputs(struct(state.inputs));
    request.setNews(struct(news));
    const answer = await call<messages.DiffResponse>((done) => this.client.diff(request, done));
    const kinds = Object.entries(messages.PropertyDiff.Kind);
    const detail = answer
      .toObject()
      .detaileddiffMap.map(([path, { kind, inputdiff }]): [string, string] => [
        path,
        `${kinds.find(([, value]) => value === kind)?.[0].toLowerCase()}${inputdiff ? "" : " of outputs"}`,
      ]);
    return {
      changes: answer.getChanges() === messages.DiffResponse.DiffChanges.DIFF_SOME,
      replaces: answer.getReplacesList(),
      detail: Object.fromEntries(detail),
    };
  }

  async create(urn: string, inputs: Properties, options: { preview?: boolean; timeout?: number } = {}) {
    const request = new messages.CreateRequest();
    request.setUrn(urn);
    request.setProperties(struct(inputs));
    request.setPreview(options.preview ?? false);
    request.setTimeout(options.timeout ?? 0);
    const answer = await call<messages.CreateResponse>((done) => this.client.create(request, done));
    return {
      id: answer.getId(),
      outputs: plain(answer.getProperties()),
      refreshBeforeUpdate: answer.getRefreshBeforeUpdate(),
    };
  }

  /** @param state undefined for an import; inputs alone for a program's `get` */
  async read(urn: string, id: string, state?: { inputs: Properties; outputs: Properties }) {
    const request = new messages.ReadRequest();
    request.setId(id);
    request.setUrn(urn);
    if (state) request.setProperties(struct(state.outputs));
    if (state) request.setInputs(struct(state.inputs));
    const answer = await call<messages.ReadResponse>((done) => this.client.read(request, done));
    const inputs = answer.getInputs();
    return {
      id: answer.getId(),
      outputs: plain(answer.getProperties()),
      inputs: inputs && plain(inputs),
      refreshBeforeUpdate: answer.getRefreshBeforeUpdate(),
    };
  }

  async update(
    urn: string,
    id: string,
    state: { inputs: Properties; outputs: Properties },
    news: Properties,
    options: { preview?: boolean; timeout?: number } = {},
  ) {
    const request = new messages.UpdateRequest();
    request.setId(id);
    request.setUrn(urn);
    request.setOlds(struct(state.outputs));
    request.setOldInputs(struct(state.inputs));
    request.setNews(struct(news));
    request.setPreview(options.preview ?? false);
    request.setTimeout(options.timeout ?? 0);
    const answer = await call<messages.UpdateResponse>((done) => this.client.update(request, done));
    return { outputs: plain(answer.getProperties()), refreshBeforeUpdate: answer.getRefreshBeforeUpdate() };
  }

  async delete(urn: string, id: string, outputs: Properties): Promise<void> {
    const request = new messages.DeleteRequest();
    request.setId(id);
    request.setUrn(urn);
    request.setProperties(struct(outputs));
    await call<Empty>((done) => this.client.delete(request, done));
  }

  async cancel(): Promise<void> {
    await call<Empty>((done) => this.client.cancel(new Empty(), done));
  }
}

export const struct = (properties: Properties): Struct =>
  Struct.fromJavaScript(JSON.parse(JSON.stringify(properties)) as Record<string, never>);

const plain = (answer: Struct | undefined): Properties => answer?.toJavaScript() ?? {};

type Done<T> = (error: ServiceError | null, answer: T) => void;

export function call<T>(send: (done: Done<T>) => void): Promise<T> {
  return new Promise((resolve, reject) =>
    send((error, answer) => (error === null ? resolve(answer) : reject(asFailed(error)))),
  );
}

function asFailed(error: ServiceError): Failed {
  const failed: Failed = new Error(error.details);
  const [details] = error.metadata?.get("grpc-status-details-bin") ?? [];
  if (!(details instanceof Uint8Array)) return failed;
  const [packed] = Status.deserializeBinary(details).getDetailsList();
  if (packed === undefined) return failed;
  const partial = messages.ErrorResourceInitFailed.deserializeBinary(packed.getValue_asU8());
  failed.partial = {
    id: partial.getId(),
    properties: plain(partial.getProperties()),
    reasons: partial.getReasonsList(),
    refreshBeforeUpdate: partial.getRefreshBeforeUpdate(),
  };
  return failed;
}
