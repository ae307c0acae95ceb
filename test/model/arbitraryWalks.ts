import fc from "fast-check";
import type { Fault } from "../../emulator";
import type { Args } from "./engine";
import {
  COMMANDS,
  type Edit,
  EVENTS,
  type Fate,
  type Step,
  TOKENS,
  type Trouble,
  VALIDATION_CODES,
  type World,
  WRONG_CODE,
} from "./steps";
import { SECRETS_SENT } from "./wire";

/* How often what happens in a walk. */

const edits: fc.Arbitrary<Edit> = fc.oneof(
  edit("resubmit", ["1", "2", "3", undefined, undefined], 6),
  edit("onDenied", ["warn", "fail", undefined], 2),
  edit("waitForVetting", [true, false, undefined], 2),
  edit("educationSegment", ["K12", "HigherEducation", undefined], 1),
  edit("website", ["contoso.edu", "school.example.org", undefined], 2),
  edit("validationCode", [...VALIDATION_CODES, WRONG_CODE, undefined], 1),
  edit("adoptExisting", [false, true, undefined], 1),
);

function edit<Name extends keyof Args>(
  name: Name,
  values: readonly Args[Name][],
  weight: number,
): fc.WeightedArbitrary<Edit> {
  return { weight, arbitrary: fc.constantFrom(...values).map((value) => ({ name, value }) as Edit) };
}

const bodies = [
  "",
  "{}",
  "null",
  "garbage",
  "[{}]",
  '[{"qualification":5}]',
  '[{"qualification":"Education","vettingStatus":{"a":1}}]',
  '{"qualifications":null}',
  '{"totalCount":0,"items":[]}',
  // Understood, and not certain.
  '{"totalCount":1,"qualifications":[]}',
  '[] // {"qualification":"Education"}',
  `<html><title>${SECRETS_SENT}</title></html>`,
  `{"code":3000,"description":"${SECRETS_SENT}","extra":"${SECRETS_SENT}"}`,
];

const faults: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Fault>({ kind: "dropAfter" }) },
  { weight: 2, arbitrary: fc.constant<Fault>({ kind: "stallAfter" }) },
  { weight: 2, arbitrary: fc.constant<Fault>({ kind: "status500After" }) },
  {
    weight: 8,
    arbitrary: fc.constantFrom<Fault>(
      { kind: "refuse" },
      { kind: "dropBefore" },
      { kind: "stall" },
      { kind: "delay", ms: 20_000 },
      { kind: "cutBody" },
      { kind: "cutBody", afterBytes: 0 },
      { kind: "bom" },
      { kind: "utf16" },
      { kind: "throttle", retryAfter: 2 },
      { kind: "throttle", retryAfter: 60 },
      { kind: "throttle", retryAfter: 600 },
      { kind: "throttle" },
      { kind: "statusAfter", status: 503 },
      { kind: "statusAfter", status: 408 },
      { kind: "statusAfter", status: 204 },
      { kind: "redirect", location: "https://elsewhere.example" },
    ),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(400, 401, 403, 404, 404, 408, 409, 429, 500, 503)
      .map((status): Fault => ({ kind: "status", status, body: `Words, and ${SECRETS_SENT}` })),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(
        ...([
          "invalidProperty",
          "noRelationship",
          "tenantNotFound",
          "accessDenied",
          "appOnlyNotSupported",
        ] as const),
        ...(["insufficientPrivileges", "taggingDenied", "unexpected", "gateway"] as const),
      )
      .map((error): Fault => ({ kind: "error", error })),
  },
  { weight: 5, arbitrary: fc.constantFrom(...bodies).map((body): Fault => ({ kind: "body", body })) },
);

const fates: fc.Arbitrary<Fate> = fc.record({
  customer: fc.oneof(
    { weight: 9, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.constantFrom(1, 2) },
  ),
  qualification: fc.oneof(
    { weight: 6, arbitrary: fc.constant(0) },
    { weight: 3, arbitrary: fc.constant(1) },
    { weight: 1, arbitrary: fc.constant(2) },
  ),
  event: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...(["approve", "deny", "denyAnew", "forget"] as const)) },
    { weight: 4, arbitrary: fc.constantFrom(...EVENTS) },
  ),
});

const at = fc.constantFrom(1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6, 8, 10, 12);

const troubles: fc.Arbitrary<Trouble> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      what: fc.constant("fault" as const),
      at,
      fault: faults,
      times: fc.constantFrom(1, 1, 1, 2, 20),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constant("kill" as const),
      at,
      when: fc.constantFrom("before" as const, "after" as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("interrupt" as const), at }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant("fate" as const), at, fate: fates }) },
);

const slot = fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 3, arbitrary: fc.nat(4) });

const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constant("command" as const),
      command: fc.oneof(
        { weight: 6, arbitrary: fc.constant("up" as const) },
        { weight: 5, arbitrary: fc.constantFrom("up --refresh" as const, "preview" as const) },
        { weight: 2, arbitrary: fc.constantFrom("preview --refresh" as const, "refresh" as const) },
        { weight: 1, arbitrary: fc.constantFrom(...COMMANDS) },
      ),
      continueOnError: fc.boolean(),
      troubles: fc.oneof(
        { weight: 1, arbitrary: fc.constant<Trouble[]>([]) },
        { weight: 1, arbitrary: fc.array(troubles, { minLength: 1, maxLength: 3 }) },
      ),
      inPreview: fc.oneof(
        { weight: 3, arbitrary: fc.constant(false) },
        { weight: 1, arbitrary: fc.constant(true) },
      ),
      replace: fc.oneof(
        { weight: 9, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: fc.constantFrom(0, 0, 1) },
      ),
      other: fc.boolean(),
      beside: fc.boolean(),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("edit" as const), slot, edit: edits }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant("fate" as const), fate: fates }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom("declare" as const, "declare" as const, "undeclare" as const),
      slot: fc.constantFrom(0, 1, 1, 2, 3, 4, 4, 6),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom(
        "rename" as const,
        "rename" as const,
        "replace on changes" as const,
        "taint" as const,
      ),
      slot,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("move" as const), slot, customer: fc.constantFrom(0, 0, 2) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("unknown" as const),
      slot,
      input: fc.constantFrom("customerId", "website", "validationCode", "resubmit", undefined),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: "lose the state" as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("pass" as const),
      minutes: fc.constantFrom(1, 30, 1440, 400_000),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("token" as const), token: fc.constantFrom(...TOKENS) }),
  },
);

const mostly = <T>(usual: T, ...others: T[]): fc.Arbitrary<T> =>
  fc.oneof(
    { weight: 9, arbitrary: fc.constant(usual) },
    { weight: 2, arbitrary: fc.constantFrom(...others) },
  );

/** A walk: a world and what happens in it. */
export const walks = (maxSteps: number): fc.Arbitrary<World> =>
  fc.record({
    answerStyle: mostly<World["answerStyle"]>("pages", "swagger", "changeLog"),
    idempotent: mostly(false, true),
    vetting: mostly<World["vetting"]>("by hand", "approved soon", "denied soon"),
    login: mostly<World["login"]>("accessToken", "refreshToken"),
    liveDiff: mostly(true, true, true, false),
    maxSubmissions: fc.constantFrom(3, 3, 3, 1, 2, 5),
    latencyMs: mostly(0, 40),
    listBehindMs: mostly(0, 60_000, 3_600_000),
    logBehindMs: mostly(0, 15 * 60_000, 24 * 3_600_000),
    logReadable: mostly(true, false),
    providers: mostly<1 | 2>(1, 2),
    stacks: mostly<1 | 2>(1, 2),
    steps: fc.array(steps, { minLength: 1, maxLength: maxSteps, size: "max" }),
  });
