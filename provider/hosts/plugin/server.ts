import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { Service, type Engine } from "./service";
import { grpc } from "./rpc";

/** As the engine's own limit: a state's outputs may be large. */
const LARGEST_MESSAGE = 400 * 1024 * 1024;

export interface Running {
  port: number;
  service: Service;
  close(): Promise<void>;
}

/** Serves on a port of this machine that the system chooses. */
export async function serve(engine: Engine): Promise<Running> {
  const service = new Service(engine);
  const server = new grpc.Server({
    "grpc.max_receive_message_length": LARGEST_MESSAGE,
    "grpc.max_send_message_length": LARGEST_MESSAGE,
  });
  const known = Object.entries(ResourceProviderService).filter(([name]) => name in service.calls);
  server.addService(Object.fromEntries(known), service.calls);
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  const close = () => new Promise<void>((resolve) => server.tryShutdown(() => resolve()));
  return { port, service, close };
}
