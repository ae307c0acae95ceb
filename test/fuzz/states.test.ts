// States that somebody has edited, or imported from a file that somebody has: outputs with parts missing, wrong, huge or
// deep, through diff, read, update and delete of the three resources. An error says what is wrong and is no crash, a
// refresh never drops a record, and whatever it is can be destroyed.
import * as fc from "fast-check";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { startEmulator, type Emulator } from "../../emulator";
import * as customer from "../../provider/resources/customer";
import * as customerAgreement from "../../provider/resources/customerAgreement";
import * as customerQualification from "../../provider/resources/customerQualification";
import { dynamicProvider } from "../../provider/hosts/dynamic/dynamicProvider";
import { failed } from "../../provider/hosts/plugin/failures";
import { ReadAhead } from "../../provider/hosts/plugin/readAhead";
import { Resources } from "../../provider/hosts/plugin/resources";
import { Session } from "../../provider/lifecycle/session";
import { inClear } from "../secretMark";
import { nearly } from "./json";
import { holds, TIMEOUT_MS } from "./runs";

jest.setTimeout(TIMEOUT_MS);

const CUSTOMER = "8f9a1c52-1d0e-4c5e-9a43-0a9f5b0c7d11";
const address = { country: "SE", addressLine1: "Storgatan 1", city: "Malmö", postalCode: "211 34" };

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({
    tls: false,
    customers: [{ id: CUSTOMER, domain: "contoso.onmicrosoft.com" }],
    maxRecordedRequests: 100,
  });
  emulator.setQualification(CUSTOMER, { qualification: "Education", vettingStatus: "Approved" });
  jest.spyOn(process.stdout, "write").mockImplementation(() => true);
});
afterEach(async () => {
  jest.restoreAllMocks();
  await emulator.close();
});

const resources = {
  CustomerQualification: {
    lifecycle: customerQualification,
    id: `${CUSTOMER}/Education`,
    news: { customerId: CUSTOMER, qualification: "Education", educationSegment: "K12" },
    outputs: {
      customerId: CUSTOMER,
      qualification: "Education",
      educationSegment: "K12",
      website: "contoso.edu",
      validationCode: "1234",
      waitForVetting: false,
      vettingTimeoutSeconds: 60,
      resubmit: "1",
      onDenied: "warn",
      vettingStatus: "Denied",
      vettingReason: "Not an Education Customer",
      vettingCreateDate: "2026-11-02T08:00:00Z",
      submissions: 1,
      submissionError: null,
      unreported: true,
      reported: { vettingStatus: "Approved" },
      __lookAhead: "j5qcUh0OTF6aQwqfWwx9EQ,j5qcUh0OTF6aQwqfWwx9Eg",
    },
  },
  Customer: {
    lifecycle: customer,
    id: CUSTOMER,
    news: { domain: "contoso.onmicrosoft.com", address },
    outputs: {
      domain: "contoso.onmicrosoft.com",
      customerId: CUSTOMER,
      companyName: "Contoso",
      email: "head@contoso.example",
      culture: "sv-SE",
      language: "sv",
      address,
      organizationRegistrationNumber: null,
      adoptExisting: true,
      onDelete: "keep",
      commerceId: "1",
      relationshipToPartner: "reseller",
      adminUserName: "admin",
      adminPassword: "a-password",
      adopted: false,
    },
  },
  CustomerAgreement: {
    lifecycle: customerAgreement,
    id: `${CUSTOMER}/MicrosoftCustomerAgreement`,
    news: { customerId: CUSTOMER },
    outputs: {
      customerId: CUSTOMER,
      agreementType: "MicrosoftCustomerAgreement",
      waitForAcceptance: false,
      attestation: { firstName: "A", lastName: "B", email: "a@contoso.example" },
      accepted: true,
      acceptedHow: "attested",
      dateAgreed: "2026-01-01T00:00:00Z",
      agreementLink: "https://example.com",
    },
  },
};

/** What the engine can have read from a file: JSON, and an object. */
const states = (outputs: object): fc.Arbitrary<Record<string, unknown>> =>
  nearly(outputs)
    .map((text): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        return undefined;
      }
    })
    .filter(
      (one): one is Record<string, unknown> => typeof one === "object" && one !== null && !Array.isArray(one),
    );

/** Whether a message of the engine can hold it: not where it is too deep. */
function isSendable(olds: Record<string, unknown>): boolean {
  try {
    Struct.deserializeBinary(
      Struct.fromJavaScript(olds as Record<string, never>).serializeBinary(),
    ).toJavaScript();
    return true;
  } catch {
    return false;
  }
}

/** What a call of the engine came to; a crash of ours has a stack. */
async function told<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    const { message, stack } = error as Error;
    expect({ message, stack }).toEqual({ message: expect.stringMatching(/\S/) as string, stack: "" });
    expect(message).not.toMatch(/TypeError|RangeError|\[object /);
    return undefined;
  }
}

describe.each(Object.entries(resources))("%s", (name, { lifecycle, id, news, outputs }) => {
  /** A process of its own for each state. */
  async function withSession(work: (session: Session) => Promise<void>) {
    const settings: Record<string, string> = {
      accessToken: emulator.accessToken(),
      apiBaseUrl: emulator.url,
      requestsPerMinute: "100000",
    };
    const session = new Session((key) => settings[key.replace("partnercenter:", "")]);
    try {
      await work(session);
    } finally {
      session.client.close();
    }
  }

  const withProvider = (work: (provider: Required<ReturnType<typeof dynamicProvider>>) => Promise<void>) =>
    withSession((session) => {
      const provider = dynamicProvider(lifecycle, { session });
      return work(provider as Required<typeof provider>);
    });

  test("any state is compared, refreshed and destroyed, or says what is wrong with it", async () => {
    await holds(
      fc.asyncProperty(states(outputs), async (olds) => {
        await withProvider(async (provider) => {
          const read = await told(provider.read(id, olds));
          if (name === "CustomerQualification" && typeof olds["submissions"] === "number") {
            expect(read).toMatchObject({ id });
            expect(inClear(read?.props)).toMatchObject({
              customerId: CUSTOMER,
              submissions: olds["submissions"],
            });
          }
          const differs = await told(provider.diff(id, olds, news));
          if (differs !== undefined) expect(typeof differs.changes).toBe("boolean");
          await told(provider.update(id, olds, news));
          // Whatever is wrong with it, it must not stay in the state for ever.
          await provider.delete(id, olds);
        });
        expect(emulator.submissions()).toEqual([]);
      }),
      300,
    );
  });

  test("the plugin takes any state as well", async () => {
    const call = { urn: `urn:pulumi:dev::scratch::partnercenter:index:${name}::any` };
    // Only a crash of ours is printed with its stack.
    const crash = jest.spyOn(console, "error").mockImplementation(() => undefined);
    const told = (call: Promise<unknown>): Promise<unknown> =>
      call.catch((error: unknown) => {
        expect(failed(error).details).toMatch(/\S/);
        expect(crash).not.toHaveBeenCalled();
      });
    const given = (values: Record<string, unknown>) => ({ values, secrets: {} });
    await holds(
      fc.asyncProperty(states(outputs), async (olds) => {
        // Nothing else reaches a plugin.
        fc.pre(isSendable(olds));
        await withSession(async (session) => {
          const plugin = new Resources(session, (text) => text, new ReadAhead(session, "default", undefined));
          const read = plugin.read(call, id, given(olds), given(news));
          await told(read);
          if (name === "CustomerQualification" && typeof olds["submissions"] === "number") {
            const record = inClear((await read).properties.toJavaScript());
            expect(record).toMatchObject({ customerId: CUSTOMER, submissions: olds["submissions"] });
          }
          await told(plugin.diff(call, given(olds), given(news), given(news)));
          await told(plugin.check(call, given(news), given(news)));
          await told(plugin.diff(call, given(olds), given(news), given(news)));
          await told(plugin.update({ ...call, preview: true }, given(olds), given(news)));
          await told(plugin.update(call, given(olds), given(news)));
          await plugin.delete(call, given({ ...olds, onDelete: "keep" }));
        });
        expect(emulator.submissions()).toEqual([]);
      }),
      40,
    );
  });

  test("a refresh puts back what names it", async () => {
    const { customerId: _customerId, ...olds } = outputs as Record<string, unknown>;
    await withProvider(async (provider) => {
      await expect(provider.diff(id, olds, news)).rejects.toThrow(
        `${name}: the stack's state has no \`customerId\` of this resource`,
      );
      const { props } = await provider.read(id, { ...olds, customerId: null });
      expect(inClear(props)).toMatchObject({ customerId: CUSTOMER });
      await provider.delete(id, olds);
    });
  });
});
