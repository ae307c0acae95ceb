import { customerQualification } from "../../../../provider/resources/customerQualification/definition";
import { decide } from "../../../../provider/resources/customerQualification/decide";
import { Session } from "../../../../provider/lifecycle/session";
import { SUBMITTED_NAMES } from "../../../../provider/resources/customerQualification/model";
import { DESIRED, OBSERVED, RECORDED } from "./decide.table";

/** What `check` lets a plan say, of every combination of docs/decisions.md. */
const combinations = Object.entries(DESIRED).flatMap(([desiredName, desired]) =>
  Object.entries(RECORDED).flatMap(([recordedName, recorded]) =>
    Object.entries(OBSERVED).map(([observedName, observed]) => ({
      name: `${desiredName} | ${recordedName} | ${observedName}`,
      ...{ desired, recorded, observed },
    })),
  ),
);

test("a plan says of a new resource what is decided, and of one in the state never less", () => {
  const session = new Session(() => undefined);
  const isTrue = (): boolean => true;
  const changed = (now: object, then: object, key: string): boolean =>
    (now as Record<string, unknown>)[key] !== (then as Record<string, unknown>)[key];
  let submissions = 0;
  for (const { name, desired, recorded, observed } of combinations) {
    const decision = decide(desired, recorded, observed, { maxSubmissions: 3 });
    const written = customerQualification.lasting?.isWrittenBy(session, {
      desired,
      before: recorded && customerQualification.inputsOf({ ...recorded }),
      observed,
      ...(recorded ? {} : { decision }),
      ...{ isKnown: isTrue, isUsable: isTrue },
    });
    const submits = decision.kind === "submit";
    if (submits) submissions += 1;
    // What a program leaves as it was is in no plan, whatever is there.
    const isEdited =
      recorded && ["resubmit", ...SUBMITTED_NAMES].some((key) => changed(desired, recorded, key));
    expect([name, written]).toEqual([name, submits ? true : isEdited ? written : false]);
  }
  expect(submissions).toBeGreaterThan(20);
});
