import * as http from "node:http";
import * as https from "node:https";
import { readFileSync } from "node:fs";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator/index";

export const CUSTOMER = "8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11";
export const OTHER_CUSTOMER = "9a0b2d63-2e1f-4d6f-8b54-1b0a6c1d8e22";
export const EDUCATION = { qualification: "Education", educationSegment: "K12" };
export const GCC = { qualification: "GovernmentCommunityCloud", validationCode: "123456" };
export const SOE = { qualification: "StateOwnedEntity" };
export const qualificationsOf = (customerId: string) => `/v1/customers/${customerId}/qualifications`;
export const QUALIFICATIONS = qualificationsOf(CUSTOMER);
export const QUALIFICATION = `/v1/customers/${CUSTOMER}/qualification`;

export const billingOf = (customerId: string) => `/v1/customers/${customerId}/profiles/billing`;

/** What a partner sends for a new customer; the second argument changes the address. */
export function newCustomer(domain = "xyz.ccsctp.net", address: Record<string, unknown> = {}) {
  return {
    companyProfile: { domain } as Record<string, unknown>,
    billingProfile: {
      culture: "en-US",
      email: "test@outlook.com",
      language: "en",
      companyName: "test company",
      defaultAddress: {
        firstName: "Test",
        lastName: "Test",
        addressLine1: "One Microsoft Way",
        city: "Redmond",
        state: "WA",
        postalCode: "98052",
        country: "US",
        ...address,
      },
    } as Record<string, unknown>,
  };
}

/** What a login to Partner Center asks for. */
export const SCOPES = ["https://api.partnercenter.microsoft.com/.default"];

export interface Answer {
  status: number;
  reason: string;
  headers: http.IncomingHttpHeaders;
  bytes: Buffer;
  text: string;
  json: unknown;
}

export interface CallOptions {
  /** Without one: a user's that works; null: none. */
  token?: string | null;
  headers?: Record<string, string>;
  /** Sent as JSON; a text as it is. */
  body?: unknown;
  agent?: http.Agent;
  signal?: AbortSignal;
}

const running: Emulator[] = [];

/** An emulator with two customers that {@link stopAll} ends. */
export async function started(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator({ tls: false, customers: [CUSTOMER, OTHER_CUSTOMER], ...options });
  running.push(emulator);
  return emulator;
}

export async function stopAll(): Promise<void> {
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
}

/** One call over a socket of its own, as a stranger's program would make it. */
export function call(
  emulator: Emulator,
  method: string,
  path: string,
  options: CallOptions = {},
): Promise<Answer> {
  const { token = emulator.accessToken(), body, headers, agent, signal } = options;
  const sent = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
  const url = new URL(path, emulator.url);
  const module = url.protocol === "https:" ? https : http;
  return new Promise((resolve, reject) => {
    const request = module.request(
      url,
      {
        method,
        agent: agent ?? false,
        signal,
        ...(emulator.caFile !== undefined && { ca: readFileSync(emulator.caFile) }),
        headers: {
          ...(token !== null && { Authorization: `Bearer ${token}` }),
          Accept: "application/json",
          ...(sent !== undefined && { "Content-Type": "application/json" }),
          ...headers,
        },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("error", reject);
        answer.on("end", () => {
          const bytes = Buffer.concat(chunks);
          const text = bytes.toString();
          const { statusCode: status = 0, statusMessage: reason = "" } = answer;
          resolve({ status, reason, headers: answer.headers, bytes, text, json: parsed(text) });
        });
      },
    );
    request.on("error", reject);
    request.end(sent);
  });
}

/** A submission of a qualification for {@link CUSTOMER}. */
export const postQualification = (emulator: Emulator, body: unknown, headers: Record<string, string> = {}) =>
  call(emulator, "POST", QUALIFICATIONS, { body, headers });

/** What is listed of {@link CUSTOMER}. */
export const getQualifications = (emulator: Emulator, token?: string | null) =>
  call(emulator, "GET", QUALIFICATIONS, { token });

/** A new customer, as the API answers. */
export const createCustomer = (
  emulator: Emulator,
  body: unknown = newCustomer(),
  headers: Record<string, string> = {},
) => call(emulator, "POST", "/v1/customers", { body, headers });

/** A new customer, as it was created. */
export const createdCustomer = async (emulator: Emulator, body?: unknown) =>
  (await createCustomer(emulator, body)).json as {
    id: string;
    userCredentials: { password: string };
    billingProfile: { attributes: { etag: string } };
  };

/** A form to a token endpoint. */
export function form(emulator: Emulator, path: string, fields: Record<string, string>): Promise<Answer> {
  return call(emulator, "POST", path, {
    token: null,
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(fields).toString(),
  });
}

/** How a call that gets no answer ends. */
export async function failure(answer: Promise<Answer>): Promise<string> {
  return answer.then(
    ({ status, text }) => `answered ${status} ${text}`,
    (error: NodeJS.ErrnoException) => error.code ?? error.name,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Any GUID, in an answer. */
export const GUID = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) as string;

const IDS = {
  "MS-CorrelationId": "ab993325-1605-4cf4-bac4-fb584142a31b",
  "MS-RequestId": "94e4e214-6b06-4fb7-96d1-94d559f9b47f",
};

/** The answer to one request at a new emulator, with the ids of the request in its headers. */
export async function exchange(
  method: string,
  path: string,
  rest: CallOptions & { emulator?: EmulatorOptions } = {},
): Promise<Answer> {
  const { emulator: options, ...sent } = rest;
  const emulator = await started(options);
  const answer = await call(emulator, method, path, { ...sent, headers: { ...IDS, ...sent.headers } });
  expect(answer.headers).toMatchObject({
    "content-length": String(answer.bytes.length),
    "ms-correlationid": IDS["MS-CorrelationId"],
    "ms-requestid": IDS["MS-RequestId"],
  });
  return answer;
}
