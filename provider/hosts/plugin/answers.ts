import * as messages from "@pulumi/pulumi/proto/provider_pb";
import type { Failure } from "../../lifecycle/validation";
import type { Changed } from "./resources";

/** Answers as messages. */

export function asFailure({ property, reason }: Failure): messages.CheckFailure {
  const failure = new messages.CheckFailure();
  failure.setProperty(property);
  failure.setReason(reason);
  return failure;
}

export function asDiff({
  changes,
  replaces,
  deleteBeforeReplace = false,
  detail,
}: Changed): messages.DiffResponse {
  const { DIFF_SOME, DIFF_NONE } = messages.DiffResponse.DiffChanges;
  const response = new messages.DiffResponse();
  response.setChanges(changes ? DIFF_SOME : DIFF_NONE);
  response.setReplacesList([...replaces]);
  response.setDeletebeforereplace(deleteBeforeReplace);
  response.setDiffsList([...new Set(detail.map(({ path }) => path.split(/[.[]/)[0] ?? path))]);
  response.setHasdetaileddiff(detail.length > 0);
  for (const { path, kind, ofInputs } of detail) {
    const property = new messages.PropertyDiff();
    property.setKind(kind);
    property.setInputdiff(ofInputs);
    response.getDetaileddiffMap().set(path, property);
  }
  return response;
}
