import fc from "fast-check";
import { decide } from "../../../../provider/resources/customerQualification/decide";
import type { Decision } from "../../../../provider/resources/customerQualification/decision";
import { isChange } from "../../../../provider/lifecycle/diff";
import { customerQualification } from "../../../../provider/resources/customerQualification/definition";
import type { Inputs, Observed, Recorded } from "../../../../provider/resources/customerQualification/model";
import { DATE, DESIRED, minutesAgo, NOW, OBSERVED, RECORDED, REASON, submitted } from "./decide.table";

const LIMITS = { maxSubmissions: 3 };

/** A decision in a few words: what the tables below assert. */
function words(decision: Decision): string {
  switch (decision.kind) {
    case "submit":
      return `submit ${decision.request}`;
    case "refuse":
      return `refuse: ${decision.because}`;
    case "record":
      return `record: ${decision.because}`;
    case "warn":
      return `warn: ${decision.because}${decision.alreadyRecorded && !decision.edited ? ", unchanged" : ""}`;
    case "adopt":
      return decision.thenWait ? "adopt, wait" : "adopt";
    case "notLooked":
      return decision.edited ? "not looked, edited" : "not looked";
    case "nothing":
    case "wait":
    case "notObserved":
      return decision.kind;
  }
}

function row(desired: string, recorded: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(OBSERVED).map(([name, observed]) => [
      name,
      words(decide(DESIRED[desired]!, RECORDED[recorded], observed, LIMITS)),
    ]),
  );
}

const INDIFFERENT = { "not observed": "notObserved", "not looked": "not looked" };
const EDITED = { "not observed": "notObserved", "not looked": "not looked, edited" };
/** What can't be seen to be there. */
const absent = (what: string, logged = shown(what)): Record<string, string> => ({
  nothing: what,
  "None listed": what,
  "GCC denied": what,
  "State-owned beside nothing": what,
  ...logged,
});
type Shown = Record<"own" | "lately" | "unnamedLately" | "counted", string>;
/** The same where the activity log shows something: `counted` where it shows three verification requests. */
const shown = (
  what: string,
  { own = what, lately = own, unnamedLately = lately, counted = what }: Partial<Shown> = {},
): Record<string, string> => ({
  "nothing, and the log shows one of it of 20 minutes ago": lately,
  "nothing, and the log shows one of 20 minutes ago that it does not say": unnamedLately,
  "nothing, and the log shows a submission of it": own,
  "nothing, and the log shows one of a qualification that it does not say": own,
  "nothing, and the log shows three of GCC": counted,
  "nothing, and the log shows one that failed, and one of a State-owned entity": what,
});
/** What a new resource does. */
const FIRST = absent(
  "submit 1",
  shown("submit 1", {
    own: "refuse: submittedBefore",
    lately: "refuse: submittedLately",
    counted: "refuse: limit",
  }),
);
/** What a new resource does whose `resubmit` is set. */
const ASKED_ANEW = shown("submit 1", {
  own: "submit 2",
  lately: "refuse: submittedLately",
  unnamedLately: "submit 2",
  counted: "refuse: limit",
});
/** What a changed `resubmit` does, after one that is recorded. */
const SECOND = absent("submit 2", shown("submit 2", { counted: "refuse: limit" }));
/** What is there and not denied. */
const present = (what: string): Record<string, string> => ({
  InReview: what,
  Approved: what,
  "no status": what,
  "a status nobody knows yet": what,
});
const deniedEither = (what: string): Record<string, string> => ({ Denied: what, ...deniedAnew(what) });
const deniedAnew = (what: string): Record<string, string> => ({
  "Denied, newer": what,
  "Denied, a minute ago": what,
  "Revoked, newer": what,
});

describe("decide", () => {
  const table: [string, string, Record<string, string>][] = [
    [
      "plain",
      "nothing (create)",
      {
        ...FIRST,
        ...present("adopt"),
        ...deniedEither("refuse: denied"),
        "GCC instead": "refuse: conflict",
        ...EDITED,
      },
    ],
    [
      "waitForVetting",
      "nothing (create)",
      {
        ...FIRST,
        ...present("adopt"),
        InReview: "adopt, wait",
        "a status nobody knows yet": "adopt, wait",
        ...deniedEither("refuse: denied"),
        "GCC instead": "refuse: conflict",
        ...EDITED,
      },
    ],
    [
      "onDenied: warn",
      "nothing (create)",
      {
        ...FIRST,
        ...present("adopt"),
        ...deniedEither("warn: denied"),
        "GCC instead": "refuse: conflict",
        ...EDITED,
      },
    ],
    [
      "adoptExisting: false",
      "nothing (create)",
      {
        ...FIRST,
        ...present("refuse: notAdopted"),
        ...deniedEither("refuse: notAdopted"),
        "GCC instead": "refuse: conflict",
        ...EDITED,
      },
    ],
    [
      "resubmit changed",
      "nothing (create)",
      {
        ...absent("submit 1", ASKED_ANEW),
        ...present("adopt"),
        ...deniedEither("refuse: denied"),
        "GCC instead": "refuse: conflict",
        ...EDITED,
      },
    ],
    ...["InReview", "Approved", "Denied", "Denied, adopted", "Denied the third time", "None"].map(
      (recorded): [string, string, Record<string, string>] => [
        "plain",
        recorded,
        {
          ...absent("refuse: notListed"),
          ...present("nothing"),
          ...deniedEither("refuse: denied"),
          "GCC instead": "refuse: conflict",
          ...INDIFFERENT,
        },
      ],
    ),
    ...[
      ["plain", "nothing"],
      ["waitForVetting", "wait"],
      ["website edited", "record: edited"],
      ["resubmit changed", "record: resubmitMoot"],
    ].map(([desired = "", what = ""]): [string, string, Record<string, string>] => [
      desired,
      "InReview, submitted less than an hour ago",
      {
        ...absent(what),
        ...present(desired === "waitForVetting" ? "record: approved" : what),
        ...(desired === "waitForVetting" && { InReview: "wait", "a status nobody knows yet": "wait" }),
        // Of an earlier date, it is the denial from before.
        ...deniedEither(what),
        "Denied, a minute ago": desired === "resubmit changed" ? "record: resubmitMoot" : "refuse: denied",
        "GCC instead": "refuse: conflict",
        ...(desired === "plain" ? INDIFFERENT : EDITED),
      },
    ]),
    [
      "waitForVetting",
      "InReview",
      {
        ...absent("refuse: notListed"),
        InReview: "wait",
        "a status nobody knows yet": "wait",
        Approved: "record: approved",
        "no status": "record: approved",
        ...deniedEither("refuse: denied"),
        "GCC instead": "refuse: conflict",
        ...EDITED,
      },
    ],
    [
      "onDenied: warn",
      "Denied",
      {
        ...absent("warn: notListed"),
        ...present("record: edited"),
        ...deniedEither("warn: denied"),
        "GCC instead": "warn: conflict",
        ...EDITED,
      },
    ],
    [
      "website edited",
      "Approved",
      {
        ...absent("refuse: notListed"),
        ...present("record: edited"),
        ...deniedEither("refuse: denied"),
        "GCC instead": "refuse: conflict",
        ...EDITED,
      },
    ],
    [
      "website edited",
      "refused by the API",
      {
        ...SECOND,
        ...present("record: edited"),
        ...deniedEither("refuse: denied"),
        "GCC instead": "refuse: conflict",
        ...EDITED,
      },
    ],
    [
      "website edited",
      "outcome unknown",
      {
        ...absent("refuse: submissionUnknown"),
        ...present("record: edited"),
        ...deniedEither("refuse: denied"),
        "GCC instead": "refuse: conflict",
        ...EDITED,
      },
    ],
    [
      "plain",
      "refused by the API",
      {
        ...absent("refuse: submissionRefused"),
        ...present("nothing"),
        ...deniedEither("refuse: denied"),
        "GCC instead": "refuse: conflict",
        ...INDIFFERENT,
      },
    ],
    ...["InReview", "Denied", "Denied, adopted"].map((recorded): [string, string, Record<string, string>] => [
      "resubmit changed",
      recorded,
      {
        ...SECOND,
        ...present("record: resubmitMoot"),
        Denied: "submit 2",
        ...deniedAnew("record: resubmitMoot"),
        "GCC instead": "refuse: conflict",
        ...EDITED,
      },
    ]),
    [
      "resubmit changed",
      "Denied the third time",
      {
        ...absent("refuse: limit"),
        ...present("record: resubmitMoot"),
        Denied: "refuse: limit",
        ...deniedAnew("record: resubmitMoot"),
        "GCC instead": "refuse: conflict",
        ...EDITED,
      },
    ],
    ...["None", "refused by the API", "outcome unknown"].map(
      (recorded): [string, string, Record<string, string>] => [
        "resubmit changed",
        recorded,
        {
          ...SECOND,
          ...present("record: resubmitMoot"),
          // None of these recorded a vetting that the denial could conclude: nobody has read it yet.
          ...deniedEither("record: resubmitMoot"),
          "GCC instead": "refuse: conflict",
          ...EDITED,
        },
      ],
    ),
  ];
  test.each(table)("desired %s, recorded %s", (desired, recorded, expected) => {
    expect(row(desired, recorded)).toEqual(expected);
  });

  test("a denial that is recorded under onDenied: warn is unchanged until its reason or date changes", () => {
    const recorded: Recorded = { ...RECORDED["Denied"]!, onDenied: "warn" };
    const desired: Inputs = DESIRED["onDenied: warn"]!;
    const seen = (item: object): Observed => ({
      kind: "seen",
      at: NOW,
      items: [{ qualification: "Education", ...item }],
    });
    const same = {
      vettingStatus: "Denied",
      vettingReason: "not an education customer",
      vettingCreateDate: "2026-11-02T08:00:00.412Z",
    };
    expect(words(decide(desired, recorded, seen(same), LIMITS))).toBe("warn: denied, unchanged");
    for (const change of [{ vettingReason: "Not an Academic Domain" }, { vettingCreateDate: "2026-11-20" }]) {
      expect(words(decide(desired, recorded, seen({ ...same, ...change }), LIMITS))).toBe("warn: denied");
    }
    expect(
      words(
        decide(desired, { ...recorded, vettingStatus: "None" }, { kind: "seen", at: NOW, items: [] }, LIMITS),
      ),
    ).toBe("warn: notListed, unchanged");
  });

  const any = {
    desired: fc.constantFrom(...Object.values(DESIRED)),
    recorded: fc.constantFrom(...Object.values(RECORDED)),
    observed: fc.constantFrom(...Object.values(OBSERVED)),
  };

  test("never submits but for a create that found nothing, a changed resubmit, or a corrected refusal", () => {
    fc.assert(
      fc.property(
        fc.record(any),
        fc.integer({ min: 0, max: 5 }),
        ({ desired, recorded, observed }, maxSubmissions) => {
          const decision = decide(desired, recorded, observed, { maxSubmissions });
          if (decision.kind !== "submit") return;
          expect(decision.request).toBeLessThanOrEqual(maxSubmissions);
          expect(observed.kind).toBe("seen");
          const asked = desired.resubmit !== undefined && desired.resubmit !== recorded?.resubmit;
          const corrected = recorded?.submissionError !== undefined && desired.website !== recorded.website;
          expect(recorded === undefined || asked || corrected).toBe(true);
          // Nobody has submitted it before, as far as the log tells.
          const logged = (observed.kind === "seen" && observed.logged) || [];
          const taken = logged.filter(({ operationStatus }) => operationStatus !== "failed");
          const same = taken.filter(({ qualification = "Education" }) => qualification === "Education");
          expect(asked || corrected ? [] : same).toEqual([]);
          const lately = taken.filter(
            ({ qualification, at = 0 }) => qualification === "Education" && at > minutesAgo(60),
          );
          expect(recorded === undefined ? lately : []).toEqual([]);
          expect(decision.request).toBeGreaterThan(
            taken.filter(({ qualification }) => qualification !== "StateOwnedEntity").length,
          );
          const items = observed.kind === "seen" ? observed.items : [];
          // Nothing there, or the very denial that the recorded vetting ended in.
          const own = items.find(
            (item) => item.qualification === "Education" && item.vettingStatus !== "None",
          );
          expect(own === undefined || own.vettingStatus === "Denied").toBe(true);
          expect(recorded === undefined && own !== undefined).toBe(false);
          expect(items).not.toContainEqual({
            qualification: "GovernmentCommunityCloud",
            vettingStatus: "Approved",
          });
        },
      ),
    );
  });

  test("says unchanged only when it looked and the desired is there, or a denial is recorded under warn", () => {
    fc.assert(
      fc.property(fc.record(any), ({ desired, recorded, observed }) => {
        const decision = decide(desired, recorded, observed, LIMITS);
        if (isChange(customerQualification, decision)) return;
        if (observed.kind === "notLooked") return;
        expect(observed.kind).toBe("seen");
        const items = observed.kind === "seen" ? observed.items : [];
        const own = items.find((item) => item.qualification === "Education" && item.vettingStatus !== "None");
        const fine = own !== undefined && own.vettingStatus !== "Denied";
        const isBefore = (own?.vettingCreateDate ?? "") < (recorded?.vettingCreateDate ?? "");
        const lately = isBefore && recorded?.submittedAt !== undefined;
        expect(fine || lately || desired.onDenied === "warn").toBe(true);
        if (lately) expect(desired.waitForVetting).not.toBe(true);
        if (desired.waitForVetting && own) expect([undefined, "Approved"]).toContain(own.vettingStatus);
      }),
    );
  });

  test("what a submission lacks is refused before it is sent", () => {
    const desired = { customerId: DESIRED["plain"]!.customerId, qualification: "Education" };
    const decision = decide(desired, undefined, OBSERVED["nothing"]!, LIMITS);
    expect(decision).toEqual({
      kind: "refuse",
      because: "incomplete",
      request: 1,
      missing: "educationSegment",
    });
    expect(words(decide(desired, undefined, OBSERVED["Approved"]!, LIMITS))).toBe("adopt");
    const gcc = { ...desired, qualification: "GovernmentCommunityCloud" };
    expect(decide(gcc, undefined, OBSERVED["nothing"]!, LIMITS)).toMatchObject({ missing: "validationCode" });
  });
});

describe("submitted lately, and not listed", () => {
  const none: Observed = { kind: "seen", at: NOW, items: [] };
  const recorded = (minutes: number, more: Partial<Recorded> = {}): Recorded => ({
    ...DESIRED["plain"]!,
    ...{ vettingStatus: "InReview", submissions: 1, ...submitted(minutes), ...more },
  });
  const decided = (record: Recorded, desired = DESIRED["plain"]!) => decide(desired, record, none, LIMITS);

  test("it is said how long ago, and what was recorded stays", () => {
    expect(decided(recorded(12))).toEqual({
      kind: "nothing",
      notListedYet: {
        ageMs: 12 * 60_000,
        item: expect.objectContaining({ qualification: "Education", vettingStatus: "InReview" }),
      },
    });
  });

  test.each([0, 59, -5, -59])("%s minutes ago, by clocks that differ: nothing to do", (minutes) => {
    expect(words(decided(recorded(minutes)))).toBe("nothing");
  });

  test.each<[string, Recorded]>([
    ["an hour is over", recorded(60)],
    ["a date that is far ahead", recorded(-61)],
    ["a state of an older release", recorded(5, { submittedAt: undefined })],
    ["what is no date", recorded(5, { submittedAt: "just now" })],
    [
      "recorded as denied",
      recorded(5, { vettingStatus: "Denied", vettingReason: REASON, vettingCreateDate: DATE }),
    ],
    ["recorded as not listed", recorded(5, { vettingStatus: "None" })],
  ])("%s: no longer listed", (_, record) => {
    expect(words(decided(record))).toBe("refuse: notListed");
    expect(words(decided(record, DESIRED["resubmit changed"]))).toBe("submit 2");
  });

  test("refused, or not known to be taken, it is as ever", () => {
    const submissionError = "Customer tagging denied.";
    expect(words(decided(recorded(5, { vettingStatus: "None", submissionError })))).toBe(
      "refuse: submissionRefused",
    );
    expect(words(decided(recorded(5, { vettingStatus: undefined, submissionError })))).toBe(
      "refuse: submissionUnknown",
    );
  });

  test("created anew, for what this run knows of it: its record goes on", () => {
    const decision = decide(DESIRED["plain"]!, undefined, none, LIMITS, recorded(5));
    expect(words(decision)).toBe("nothing");
  });

  test("by others, it is the newest of less than an hour that is named", () => {
    const log = [70, 50, 40].map((minutes) => ({
      ...{ customerId: DESIRED["plain"]!.customerId, qualification: "Education", at: minutesAgo(minutes) },
    }));
    const seen: Observed = { kind: "seen", at: NOW, items: [], logged: log };
    expect(decide(DESIRED["plain"]!, undefined, seen, LIMITS)).toMatchObject({
      because: "submittedLately",
      submitted: { at: minutesAgo(40) },
    });
    const failed = log.map((one) => ({ ...one, operationStatus: "failed" }));
    expect(words(decide(DESIRED["plain"]!, undefined, { ...seen, logged: failed }, LIMITS))).toBe("submit 1");
  });
});

test("what somebody else requested counts as one, also once it is denied, and then not listed any more", () => {
  const inputs = { customerId: "00000000-0000-4000-8000-000000000001", qualification: "StateOwnedEntity" };
  const none: Observed = { kind: "seen", at: NOW, items: [] };
  for (const vettingStatus of ["Approved", "Denied", "None"]) {
    const adopted: Recorded = { ...inputs, vettingStatus, submissions: 0 };
    expect(decide(inputs, adopted, none, LIMITS)).toMatchObject({ because: "notListed", request: 2 });
    const asked = { ...inputs, resubmit: "1" };
    expect(decide(asked, adopted, none, LIMITS)).toMatchObject({ kind: "submit", request: 2 });
  }
});
