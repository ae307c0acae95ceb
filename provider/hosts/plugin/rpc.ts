import { createRequire } from "node:module";
import type * as grpcTypes from "@grpc/grpc-js";
import type * as anyTypes from "google-protobuf/google/protobuf/any_pb";
import type * as emptyTypes from "google-protobuf/google/protobuf/empty_pb";
import type * as structTypes from "google-protobuf/google/protobuf/struct_pb";

/**
 * gRPC and the messages that Pulumi's own are made of: the very copies that `@pulumi/pulumi` has, for its messages are
 * theirs. So nothing is installed for the plugin that a program in Node does not have as well.
 */

const load = createRequire(require.resolve("@pulumi/pulumi"));

export const grpc = load("@grpc/grpc-js") as typeof grpcTypes;
export const { Any } = load("google-protobuf/google/protobuf/any_pb") as typeof anyTypes;
export const { Empty } = load("google-protobuf/google/protobuf/empty_pb") as typeof emptyTypes;
export const { Struct } = load("google-protobuf/google/protobuf/struct_pb") as typeof structTypes;

export type Empty = emptyTypes.Empty;
export type Struct = structTypes.Struct;
export type { Metadata, sendUnaryData, ServerUnaryCall, status } from "@grpc/grpc-js";
