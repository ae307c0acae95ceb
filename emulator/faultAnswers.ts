import { ERRORS } from "./errors";
import type { Fault } from "./faults";
import { jsonReply, type Reply, textReply } from "./http";

/** The answer to a call that a fault strikes; `handle` is what would have happened without it. */
export function struck(fault: Fault, handle: () => Reply): Reply {
  switch (fault.kind) {
    case "refuse":
    case "dropBefore":
      return { ...textReply(500), disturbance: { kind: "drop" } };
    case "dropAfter":
      return { ...handle(), disturbance: { kind: "drop" } };
    case "stall":
      return { ...textReply(500), disturbance: { kind: "stall" } };
    case "stallAfter":
      return { ...handle(), disturbance: { kind: "stall" } };
    case "delay":
    case "hold":
    case "holdAfter":
      return handle();
    case "status500After":
      handle();
      return ERRORS.unexpected();
    case "statusAfter":
      handle();
      return anyReply(fault.status, fault.body);
    case "status":
      return anyReply(fault.status, fault.body, fault.headers);
    case "error":
      // The one with a text of its own gets a plain one.
      return fault.error === "throttled" ? ERRORS.throttled("1") : ERRORS[fault.error]("emulated");
    case "throttle":
      return ERRORS.throttled(fault.retryAfter === undefined ? undefined : String(fault.retryAfter));
    case "redirect":
      return { ...textReply(fault.status ?? 302), headers: { Location: fault.location } };
    case "cutBody": {
      const reply = handle();
      const afterBytes = fault.afterBytes ?? Math.floor(reply.body.length / 2);
      return { ...reply, disturbance: { kind: "cut", afterBytes } };
    }
    case "bom": {
      const reply = handle();
      return { ...reply, body: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), reply.body]) };
    }
    case "utf16": {
      const reply = handle();
      return { ...reply, body: utf16(new TextDecoder().decode(reply.body), fault) };
    }
    case "body": {
      const reply = handle();
      const headers = fault.contentType
        ? { ...reply.headers, "Content-Type": fault.contentType }
        : reply.headers;
      return { status: fault.status ?? reply.status, headers, body: Buffer.from(fault.body) };
    }
  }
}

function anyReply(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  if (typeof body === "string") {
    const contentType = body.trimStart().startsWith("<") ? "text/html" : "application/json; charset=utf-8";
    return textReply(status, body, contentType, headers);
  }
  return body === undefined ? textReply(status, "", "", headers) : jsonReply(status, body, headers);
}

function utf16(
  text: string,
  { bigEndian, withoutBom }: { bigEndian?: boolean; withoutBom?: boolean },
): Buffer {
  const bytes = Buffer.from(withoutBom ? text : `\ufeff${text}`, "utf16le");
  return bigEndian ? bytes.swap16() : bytes;
}
