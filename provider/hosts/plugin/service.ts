import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { PluginInfo, type PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Refused } from "../../failure";
import { named, Notices } from "../../lifecycle/notices";
import { Session } from "../../lifecycle/session";
import { Redactor } from "../../partnercenter/redact";
import { logTo } from "../engineLog";
import { asDiff, asFailure } from "./answers";
import { changedSettings, checkSettings, configured, SECRET_SETTING_NAMES } from "./configuration";
import { Components } from "./construct";
import { CustomersOfPlugin } from "./customers";
import { Failed, failed, shownAs } from "./failures";
import { invoke } from "./invokes";
import { warnOfMisspelt } from "./misspelt";
import { ReadAhead } from "./readAhead";
import { Records } from "./records";
import { Resources } from "./resources";
import { schemaText, version } from "./schema";
import { received, secretTexts, sent, type Received } from "./values";
import { Empty, grpc, type sendUnaryData, type ServerUnaryCall } from "./rpc";

/** The calls of proto/pulumi/provider.proto: what is in a message goes to those who answer it, and their answers come back. */

export interface Engine {
  /** Where its own service is; undefined for a plugin that was started by hand, until it is told. */
  address: string | undefined;
  /** The stack's configuration as it is now. */
  configuration: string | undefined;
  /** For tests. */
  world?: ConstructorParameters<typeof Session>[1];
  customers?: CustomersOfPlugin;
  /** Where it keeps in which order a stack is read; undefined for nowhere. */
  readOrders?: string;
}

const NOT_CONFIGURED = "The engine did not configure the provider before its first call.";

type Handler<Request, Response> = (request: Request) => Promise<Response>;
type Handle<Request, Response> = (
  call: ServerUnaryCall<Request, Response>,
  done: sendUnaryData<Response>,
) => void;

const answering =
  <Request, Response>(handler: Handler<Request, Response>): Handle<Request, Response> =>
  ({ request }, done) =>
    handler(request).then(
      (response) => done(null, response),
      (error: unknown) => done(failed(error)),
    );

const notOurs = (what: string) =>
  answering<unknown, never>(async () => {
    throw new Failed(`${what} is not implemented by partnercenter.`, grpc.status.UNIMPLEMENTED);
  });

/** One plugin process: it is configured once, and serves one deployment. */
export class Service {
  /** What the program, beyond what is one by its nature, calls a secret. */
  readonly #ofProgram = new Redactor();
  #session: Session | undefined;
  #resources: Resources | undefined;
  #components: Components | undefined;
  readonly #records = new Records();

  constructor(private readonly engine: Engine) {}

  /** Ends what is under way, as the engine asks for it or is gone. */
  cancel(): void {
    this.#session?.cancellation.cancel();
  }

  readonly calls = {
    handshake: answering(async (request: messages.ProviderHandshakeRequest) => {
      this.engine.address = request.getEngineAddress() || this.engine.address;
      const response = new messages.ProviderHandshakeResponse();
      response.setAcceptSecrets(true);
      response.setAcceptOutputs(true);
      response.setAcceptResources(false);
      return response;
    }),
    attach: answering(async (request: PluginAttach) => {
      this.engine.address = request.getAddress();
      return new Empty();
    }),
    getPluginInfo: answering(async (_: Empty) => new PluginInfo().setVersion(version())),
    getSchema: answering(async (request: messages.GetSchemaRequest) => {
      if (request.getVersion() !== 0) throw new Refused("Only version 0 of the schema's form is known.");
      return new messages.GetSchemaResponse().setSchema(schemaText());
    }),
    checkConfig: answering(async (request: messages.CheckRequest) => {
      const news = received(request.getNews());
      const { name } = named(request.getUrn());
      const response = new messages.CheckResponse();
      response.setInputs(sent(news.values, SECRET_SETTING_NAMES, news.secrets));
      response.setFailuresList(checkSettings(name, news.values).map(asFailure));
      return response;
    }),
    diffConfig: answering(async (request: messages.DiffRequest) => {
      const names = changedSettings(received(request.getOlds()).values, received(request.getNews()).values);
      const { DIFF_SOME, DIFF_NONE } = messages.DiffResponse.DiffChanges;
      const response = new messages.DiffResponse();
      response.setChanges(names.length > 0 ? DIFF_SOME : DIFF_NONE);
      response.setDiffsList(names);
      return response;
    }),
    configure: answering(async (request: messages.ConfigureRequest) => {
      const { values } = received(request.getArgs());
      // An engine that tells no name has explicit providers as well: then what it gives comes before the environment.
      const name = request.getName() || named(request.getUrn() ?? "").name;
      const { address, configuration, world, customers = new CustomersOfPlugin(), readOrders } = this.engine;
      const session = new Session(
        configured(name, values, configuration),
        world,
        customers,
        new Notices(address === undefined ? undefined : logTo(address), true),
      );
      const { notices } = session;
      const ofSession = notices.shownAs;
      notices.shownAs = (line) => this.#shown(ofSession(line));
      this.#session = session;
      const ahead = new ReadAhead(session, name, readOrders);
      this.#resources = new Resources(session, (text) => this.#shown(text), ahead);
      await warnOfMisspelt(notices, name, values, configuration);
      const response = new messages.ConfigureResponse();
      response.setAcceptsecrets(true);
      response.setAcceptoutputs(true);
      response.setSupportspreview(true);
      return response;
    }),
    check: answering(async (request: messages.CheckRequest) => {
      const { inputs, failures } = await this.#calledResources.check(
        { urn: request.getUrn() },
        this.#received(request.getOlds()),
        this.#received(request.getNews()),
      );
      const response = new messages.CheckResponse();
      response.setInputs(inputs);
      response.setFailuresList(failures.map(asFailure));
      return response;
    }),
    diff: answering(async (request: messages.DiffRequest) => {
      this.#records.note(request);
      const changed = await this.#calledResources.diff(
        { urn: request.getUrn() },
        this.#received(request.getOlds()),
        this.#received(request.getOldInputs()),
        this.#received(request.getNews()),
      );
      return asDiff(changed);
    }),
    create: answering(async (request: messages.CreateRequest) => {
      const call = {
        urn: request.getUrn(),
        timeout: request.getTimeout(),
        preview: request.getPreview(),
      };
      const { id, properties } = await this.#calledResources.create(
        call,
        this.#received(request.getProperties()),
      );
      const response = new messages.CreateResponse();
      response.setId(id);
      response.setProperties(properties);
      response.setRefreshBeforeUpdate(true);
      return response;
    }),
    read: answering(async (request: messages.ReadRequest) => {
      const inputs = request.getInputs();
      const { id, properties, managed, ...read } = await this.#calledResources.read(
        { urn: request.getUrn() },
        request.getId(),
        this.#received(request.getProperties()),
        inputs && this.#received(inputs),
      );
      const response = new messages.ReadResponse();
      response.setId(id);
      response.setProperties(properties);
      response.setInputs(read.inputs);
      response.setRefreshBeforeUpdate(managed);
      return response;
    }),
    update: answering(async (request: messages.UpdateRequest) => {
      this.#records.note(request);
      const call = {
        urn: request.getUrn(),
        timeout: request.getTimeout(),
        preview: request.getPreview(),
      };
      const { properties } = await this.#calledResources.update(
        call,
        this.#received(request.getOlds()),
        this.#received(request.getNews()),
      );
      const response = new messages.UpdateResponse();
      response.setProperties(properties);
      response.setRefreshBeforeUpdate(true);
      return response;
    }),
    delete: answering(async (request: messages.DeleteRequest) => {
      await this.#calledResources.delete({ urn: request.getUrn() }, this.#received(request.getProperties()));
      return new Empty();
    }),
    // Of a Ctrl-C, and at the end of each run: then no call is under way.
    cancel: answering(async (_: Empty) => {
      this.cancel();
      await this.#resources?.ended();
      return new Empty();
    }),
    invoke: answering(async (request: messages.InvokeRequest) => {
      const session = this.#configured();
      if (request.getPreview()) session.previewing = true;
      try {
        const result = await invoke(session, request.getTok(), this.#received(request.getArgs()));
        return new messages.InvokeResponse().setReturn(result);
      } catch (error) {
        throw shownAs(error, (text) => this.#shown(text));
      }
    }),
    construct: answering(async (request: messages.ConstructRequest) =>
      (this.#components ??= new Components(this.engine.address, this.#records)).construct(request),
    ),
    call: notOurs("Call"),
    parameterize: notOurs("Parameterize"),
    getMapping: answering(async (_: messages.GetMappingRequest) => new messages.GetMappingResponse()),
    getMappings: answering(async (_: messages.GetMappingsRequest) => new messages.GetMappingsResponse()),
  } satisfies Partial<IResourceProviderServer>;

  #configured(): Session {
    if (this.#session) return this.#session;
    throw new Refused(NOT_CONFIGURED);
  }

  get #calledResources(): Resources {
    if (this.#resources) return this.#resources;
    throw new Refused(NOT_CONFIGURED);
  }

  #received(struct: Parameters<typeof received>[0]): Received {
    const opened = received(struct);
    for (const text of secretTexts(opened.values, opened.secrets)) this.#ofProgram.add(text);
    return opened;
  }

  #shown(text: string): string {
    return this.#ofProgram.whole(text, "ours");
  }
}
