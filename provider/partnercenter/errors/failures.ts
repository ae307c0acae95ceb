import type { FailureKind, TransportFailure } from "../transportFailure";
import type { ErrorEntry } from "./PartnerCenterError";

/** A row of the table for what went wrong before or instead of an answer, and how it is said. */
export interface FailureEntry extends ErrorEntry {
  found: string;
}

const PROXY = "Check HTTPS_PROXY (HTTP_PROXY, ALL_PROXY), or except the host with NO_PROXY, and run again.";
const CONNECTION = "Check the network, the base URL and the proxy variables, and run again.";

/** Requests without an answer, by kind. What concerns the way to the API concerns all calls; a call's own time-out does not. */
const FAILURES: Readonly<Record<FailureKind, FailureEntry>> = {
  refused: {
    name: "ConnectionError",
    found: "the connection was refused",
    meaning: "Nothing answers at that address.",
    remedy: CONNECTION,
    scope: "partner",
  },
  dns: {
    name: "ConnectionError",
    found: "the host's name was not found",
    meaning: "The name service does not know the host.",
    remedy: CONNECTION,
    scope: "partner",
  },
  tls: {
    name: "CertificateError",
    found: "the server's certificate is not trusted",
    meaning: "The TLS connection could not be made.",
    remedy:
      "If a proxy with a certificate of its own is in the way, name its authority in PARTNERCENTER_CA_FILE or NODE_EXTRA_CA_CERTS.",
    scope: "partner",
  },
  proxy: {
    name: "ProxyError",
    found: "the proxy did not open the connection",
    meaning: "The proxy of the HTTPS_PROXY variable refused or failed.",
    remedy: "Check HTTPS_PROXY and its login, or except the host with NO_PROXY.",
    scope: "partner",
  },
  proxyRefused: {
    name: "ProxyError",
    found: "the proxy refused the connection",
    meaning: "Nothing answers at the address of the HTTPS_PROXY variable.",
    remedy: PROXY,
    scope: "partner",
  },
  proxyDns: {
    name: "ProxyError",
    found: "the proxy's host name was not found",
    meaning: "The name service does not know the host of the HTTPS_PROXY variable.",
    remedy: PROXY,
    scope: "partner",
  },
  proxySetting: {
    name: "ProxyError",
    found: "a proxy variable can't be used",
    meaning: "Nothing was sent.",
    remedy: "Correct the variable, or except the host with NO_PROXY.",
    scope: "partner",
  },
  connectTimeout: {
    name: "ConnectionError",
    found: "no connection was made within the time limit",
    meaning: "The host or the way to it does not answer.",
    remedy: CONNECTION,
    scope: "partner",
  },
  timeout: {
    name: "TimeoutError",
    found: "no complete answer came within the time limit",
    meaning: "The connection was made, the answer did not come.",
    remedy: "Run again later.",
    scope: "customer",
  },
  dropped: {
    name: "ConnectionLostError",
    found: "the connection ended before the answer was complete",
    meaning: "The connection was lost.",
    remedy: "Run again.",
    scope: "customer",
  },
  tooLarge: {
    name: "AnswerTooLargeError",
    found: "the answer is longer than the limit",
    meaning: "No answer of this API is that long.",
    remedy: "Check the base URL and whether a proxy is in the way.",
    scope: "customer",
  },
  insecure: {
    name: "SettingsError",
    found: "the address is not https://",
    meaning: "Credentials are only sent by TLS.",
    remedy: "Use an https:// address; http:// works to this machine only.",
    scope: "partner",
  },
  caFile: {
    name: "SettingsError",
    found: "the file of certificate authorities can't be read",
    meaning: "The caFile setting names it.",
    remedy: "Point PARTNERCENTER_CA_FILE to a PEM file that holds certificates.",
    scope: "partner",
  },
  emulatorEnded: {
    name: "SettingsError",
    found: "the file of certificate authorities is not there any more",
    meaning: "It was an emulator's, which has ended.",
    remedy:
      "Start the emulator again and use the environment that it prints, in a new stack; for a real account, unset its variables.",
    scope: "partner",
  },
  notMade: {
    name: "RequestNotMadeError",
    found: "the request could not be made",
    meaning: "Something in this process failed before anything was sent, and would fail again.",
    remedy: "Check the settings and the proxy variables; if it stays, report it with this text.",
    scope: "partner",
  },
  aborted: {
    name: "AbortedError",
    found: "the call was aborted",
    meaning: "The caller ended it.",
    remedy: "Run again.",
    scope: "partner",
  },
};

/** The row for a request without an answer, with the system's code. */
export function failureEntryOf(failure: TransportFailure): FailureEntry {
  const entry = FAILURES[failure.kind];
  const status = failure.status === undefined ? "" : `HTTP ${failure.status}, `;
  const detail = failure.detail === undefined ? "" : ` (${failure.detail})`;
  return { ...entry, found: `${status}${entry.found}${detail}` };
}
