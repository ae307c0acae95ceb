import fc from "fast-check";
import { decide } from "../../../../provider/resources/customerQualification/decide";
import { isChange } from "../../../../provider/lifecycle/diff";
import { customerQualification } from "../../../../provider/resources/customerQualification/definition";
import type { Inputs, Observed, Recorded } from "../../../../provider/resources/customerQualification/model";
import { words } from "./decide.expected";
import { DESIRED, LIMITS, minutesAgo, NOW, OBSERVED, RECORDED } from "./decide.table";

describe("decide", () => {
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
