// MS-RequestId of a submission: of the ask itself, so that the same ask has the same id wherever it is repeated.
import fc from "fast-check";
import type { QualificationRequest, SubmissionAsk } from "../../../provider/partnercenter";
import { uuidOf } from "../../../provider/partnercenter/headers";
import { issueToken } from "../../../emulator/entra/tokens";
import { PartnerCenter } from "../../../emulator";
import { clientOf, CUSTOMER } from "./support";

const partnerCenter = new PartnerCenter({});
const accessToken = issueToken(partnerCenter, "appUser");

interface Asked {
  customerId: string;
  request: QualificationRequest;
  ask?: SubmissionAsk;
  token?: string;
}

/** What a client sends, each time in a process of its own as far as it can tell. */
async function sentFor({ customerId, request, ask, token = accessToken }: Asked): Promise<string> {
  const sent: string[] = [];
  const client = clientOf("https://api.example", {
    login: { kind: "accessToken", accessToken: token },
    transport: {
      send: ({ headers }) => {
        sent.push(headers["MS-RequestId"] ?? "");
        const body = Buffer.from(JSON.stringify({ qualification: request.qualification }));
        return Promise.resolve({ status: 201, statusText: "", headers: {}, body });
      },
      close: () => undefined,
    },
  });
  await client.submitCustomerQualification(customerId, request, ask && { ask });
  client.close();
  expect(sent).toHaveLength(1);
  return sent[0] ?? "";
}

const text = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("", "null", "K12", '"', "1"));
const optional = fc.option(text, { nil: undefined });
const asked: fc.Arbitrary<Asked & { ask: SubmissionAsk }> = fc.record({
  customerId: fc.uuid(),
  request: fc.record({
    qualification: fc.constantFrom("Education", "GovernmentCommunityCloud", "StateOwnedEntity"),
    educationSegment: optional,
    website: optional,
  }),
  ask: fc.record({ request: fc.integer({ min: 1, max: 9 }), resubmit: optional }),
});

test("a name's UUID is that of RFC 9562", () => {
  // Its appendix A.4.
  const dns = Buffer.from("6ba7b8109dad11d180b400c04fd430c8", "hex");
  expect(uuidOf("www.example.com", dns)).toBe("2ed6657d-e927-568b-95e1-2665a8aea6a2");
});

test("the same ask has the same id, however its customer is written; and any other ask another", async () => {
  await fc.assert(
    fc.asyncProperty(asked, asked, async (one, other) => {
      const id = await sentFor(one);
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      const again = structuredClone(one);
      expect(await sentFor({ ...again, customerId: one.customerId.toUpperCase() })).toBe(id);
      const isSame = JSON.stringify(one) === JSON.stringify(other);
      expect((await sentFor(other)) === id).toBe(isSame);
      // What differs in one place only, and as little as it can.
      for (const changed of [
        { ...one, ask: { ...one.ask, request: one.ask.request + 1 } },
        { ...one, ask: { ...one.ask, resubmit: `${one.ask.resubmit ?? ""} ` } },
        { ...one, request: { ...one.request, website: `${one.request.website ?? ""} ` } },
        // One text in the place of another.
        ...(one.request.website === one.request.educationSegment
          ? []
          : [
              {
                ...one,
                request: {
                  ...one.request,
                  website: one.request.educationSegment,
                  educationSegment: one.request.website,
                },
              },
            ]),
      ])
        expect(await sentFor(changed)).not.toBe(id);
    }),
    { numRuns: 100 },
  );
});

test("a validation code can't be guessed from it: whichever one is sent, the id is the same", async () => {
  const request = { qualification: "GovernmentCommunityCloud" } as const;
  const ask = { request: 1 };
  const sent = (validationCode?: string) =>
    sentFor({ customerId: CUSTOMER, request: { ...request, validationCode }, ask });
  expect(await sent("7391846250")).toBe(await sent("7391846251"));
  expect(await sent("7391846250")).not.toBe(await sent());
});

test("another partner's ask has another id, and a partner who is not known none that can be repeated", async () => {
  const ask = { request: 1 };
  const request = { qualification: "Education", educationSegment: "K12" } as const;
  const sent = (token: string) => sentFor({ customerId: CUSTOMER, request, ask, token });
  expect(await sent(accessToken)).toBe(await sent(issueToken(partnerCenter, "appUser")));
  expect(await sent(accessToken)).not.toBe(await sent(issueToken(partnerCenter, "otherTenant")));
  expect(await sent("opaque")).not.toBe(await sent("opaque"));
});

test("a call without an ask is one of its own", async () => {
  const call = { customerId: CUSTOMER, request: { qualification: "Education" } as const };
  expect(await sentFor(call)).not.toBe(await sentFor(call));
});
