// Drives a provider process of either host as the engine does, without the CLI: a second instead of four an operation.
import { join } from "node:path";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { inClear } from "../../secretMark";
import { type Host, pluginMain, typeToken } from "./hosts";
import { startCommand } from "./processes";
import { linkPackages, makeScratch, node, removeScratch, root, scratchEnvironment } from "./scratch";

export type Properties = Record<string, unknown>;

/** What the engine sends in the place of a value that is not known yet. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The text that a CustomerQualification carries in `__provider`: written out, for it must never change. */
export const providerText =
  'exports.handler = () => require("pulumi-partnercenter/provider").customerQualification;';

const markerText = `exports.handler = () => ({
  check: async (olds, news) => {
    console.log(news.marker);
    console.error(news.marker);
    return { inputs: {} };
  },
});`;

/** A call that the server answered with an error. */
export class ProviderCallError extends Error {
  override name = "ProviderCallError";
  constructor(
    message: string,
    /** Present when the resource was made nevertheless: it enters the state with these. */
    readonly partial?: { id: string; properties: Properties; reasons: string[] },
  ) {
    super(message);
  }
}

export interface ProviderServerOptions {
  /** Configuration by its full key, e.g. "partnercenter:tenantId". */
  config?: Record<string, string>;
  /** On top of the clean environment. */
  env?: NodeJS.ProcessEnv;
  /** The text of the provider that every call carries. Default: providerText. */
  provider?: string;
  /** Default: dynamic. The plugin prints nothing. */
  host?: Host;
  /** What the plugin serves, as `provider` says for the other. Default: CustomerQualification. */
  type?: string;
}

export interface ProviderServer {
  check(olds: Properties, news: Properties): Promise<{ inputs: Properties; failures: CheckFailure[] }>;
  diff(id: string, olds: Properties, news: Properties): Promise<DiffAnswer>;
  create(inputs: Properties): Promise<{ id: string; properties: Properties }>;
  /** `inputs` stays empty when the provider returned none. An empty id means gone. */
  read(id: string, state: Properties): Promise<{ id: string; properties: Properties; inputs?: Properties }>;
  update(id: string, olds: Properties, news: Properties): Promise<{ properties: Properties }>;
  delete(id: string, state: Properties): Promise<void>;
  /** The engine configures once, before all else; startProviderServer has done so. */
  configure(config: Record<string, string>): Promise<void>;
  /** Everything that the process has printed up to the last answer, which the CLI would show. */
  printed(): Promise<string>;
  /** What the engine's first Ctrl-C does: asks the provider to end what is under way. */
  cancel(): Promise<void>;
  /** SIGKILL: the calls under way reject. Resolves when the process has ended; close() is still to be called. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

export interface CheckFailure {
  property: string;
  reason: string;
}

export interface DiffAnswer {
  /** undefined: the engine would compare old and new inputs itself. */
  changes: boolean | undefined;
  replaces: string[];
  deleteBeforeReplace: boolean;
}

/** Starts a server of its own, configured, in a scratch folder that sees the package. */
export async function startProviderServer(options: ProviderServerOptions = {}): Promise<ProviderServer> {
  const scratch = makeScratch();
  linkPackages(scratch);
  const { host = "dynamic" } = options;
  const isPlugin = host === "plugin";
  const script = isPlugin
    ? pluginMain
    : join(root, "node_modules", "@pulumi", "pulumi", "cmd", "dynamic-provider");
  const command = startCommand(node, [script, "127.0.0.1:1"], {
    cwd: scratch,
    env: scratchEnvironment(scratch, {
      PULUMI_NODEJS_PROJECT: "scratch",
      PULUMI_NODEJS_STACK: "dev",
      ...options.env,
    }),
    timeoutMs: 300_000,
  });
  await command.waitFor(/^\d+\s*$/m);
  const port = /^(\d+)\s*$/m.exec(command.output())?.[1];
  const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure(), {
    "grpc.max_receive_message_length": 100 * 1024 * 1024,
  });

  const text = options.provider ?? providerText;
  const urn = `urn:pulumi:dev::scratch::${typeToken(host, options.type ?? "CustomerQualification")}::scratch`;
  const struct = (properties: Properties): Struct =>
    Struct.fromJavaScript(inClear({ ...(!isPlugin && { __provider: text }), ...properties }));
  const plain = (answer: Struct | undefined): Properties => answer?.toJavaScript() ?? {};

  const configure = async (config: Record<string, string>): Promise<void> => {
    const request = new messages.ConfigureRequest();
    request.setArgs(Struct.fromJavaScript(config));
    if (isPlugin) request.setName("default");
    await call<messages.ConfigureResponse>((done) => client.configure(request, done));
  };

  let markers = 0;
  const server: ProviderServer = {
    configure,
    async check(olds, news) {
      const request = new messages.CheckRequest();
      request.setUrn(urn);
      // On create the engine knows nothing: not even the provider.
      request.setOlds(Object.keys(olds).length === 0 ? new Struct() : struct(olds));
      request.setNews(struct(news));
      const answer = await call<messages.CheckResponse>((done) => client.check(request, done));
      return {
        inputs: plain(answer.getInputs()),
        failures: answer.getFailuresList().map((failure) => ({
          property: failure.getProperty(),
          reason: failure.getReason(),
        })),
      };
    },
    async diff(id, olds, news) {
      const request = new messages.DiffRequest();
      request.setId(id);
      request.setUrn(urn);
      request.setOlds(struct(olds));
      request.setNews(struct(news));
      const answer = await call<messages.DiffResponse>((done) => client.diff(request, done));
      const { DIFF_SOME, DIFF_NONE } = messages.DiffResponse.DiffChanges;
      const changes = new Map<number, boolean>([
        [DIFF_SOME, true],
        [DIFF_NONE, false],
      ]);
      return {
        changes: changes.get(answer.getChanges()),
        replaces: answer.getReplacesList(),
        deleteBeforeReplace: answer.getDeletebeforereplace(),
      };
    },
    async create(inputs) {
      const request = new messages.CreateRequest();
      request.setUrn(urn);
      request.setProperties(struct(inputs));
      const answer = await call<messages.CreateResponse>((done) => client.create(request, done));
      return { id: answer.getId(), properties: plain(answer.getProperties()) };
    },
    async read(id, state) {
      const request = new messages.ReadRequest();
      request.setId(id);
      request.setUrn(urn);
      request.setProperties(struct(state));
      const answer = await call<messages.ReadResponse>((done) => client.read(request, done));
      const inputs = answer.getInputs();
      return {
        id: answer.getId(),
        properties: plain(answer.getProperties()),
        ...(inputs && { inputs: plain(inputs) }),
      };
    },
    async update(id, olds, news) {
      const request = new messages.UpdateRequest();
      request.setId(id);
      request.setUrn(urn);
      request.setOlds(struct(olds));
      request.setNews(struct(news));
      const answer = await call<messages.UpdateResponse>((done) => client.update(request, done));
      return { properties: plain(answer.getProperties()) };
    },
    async delete(id, state) {
      const request = new messages.DeleteRequest();
      request.setId(id);
      request.setUrn(urn);
      request.setProperties(struct(state));
      await call<Empty>((done) => client.delete(request, done));
    },
    async printed() {
      // An answer can overtake what was printed before it on another pipe: a line on each pipe cannot.
      const marker = `-- printed ${++markers} --`;
      await server.check({}, { __provider: markerText, marker });
      await command.waitFor(new RegExp(`${marker}\\n[^]*${marker}\\n`));
      // The first line is the port, which is for the engine.
      return command
        .output()
        .replace(/^-- printed \d+ --\n/gm, "")
        .replace(/^\d+\s*\n/, "");
    },
    async cancel() {
      await call<Empty>((done) => client.cancel(new Empty(), done));
    },
    async kill() {
      command.kill();
      await command.result;
    },
    async close() {
      client.close();
      command.kill();
      await command.result;
      removeScratch(scratch);
    },
  };
  await configure(options.config ?? {});
  return server;
}

type Done<T> = (error: ServiceError | null, answer: T) => void;

function call<T>(send: (done: Done<T>) => void): Promise<T> {
  return new Promise((resolve, reject) =>
    send((error, answer) => (error === null ? resolve(answer) : reject(asCallError(error)))),
  );
}

function asCallError(error: ServiceError): ProviderCallError {
  const [details] = error.metadata?.get("grpc-status-details-bin") ?? [];
  if (!(details instanceof Uint8Array)) return new ProviderCallError(error.details);
  const [packed] = Status.deserializeBinary(details).getDetailsList();
  if (packed === undefined) return new ProviderCallError(error.details);
  const failed = messages.ErrorResourceInitFailed.deserializeBinary(packed.getValue_asU8());
  return new ProviderCallError(error.details, {
    id: failed.getId(),
    properties: failed.getProperties()?.toJavaScript() ?? {},
    reasons: failed.getReasonsList(),
  });
}
