// What somebody else has submitted less than an hour ago and is not listed yet, from the look to the state.
import { check, create } from "../../../../provider/resources/customerQualification";
import { Machine } from "../../../machine";
import {
  customer,
  declared,
  failed,
  looks,
  MINUTE_MS,
  newRun,
  printed,
  qualifications,
  start,
  submitted,
  submittedElsewhere,
  time,
} from "./latelyRuns";

describe("what somebody else has submitted", () => {
  test("is looked for again, and adopted once it is listed", async () => {
    start({ listBehindMs: 12_000 });
    const { outs } = await time.run(create(newRun(new Machine()), declared));
    expect(outs).toMatchObject({ submissions: 1 });
    const { outs: adopted } = await time.run(create(newRun(new Machine()), declared));
    expect(adopted).toMatchObject({ vettingStatus: "InReview", submissions: 0, submittedAt: null });
    expect(printed).toMatch(
      /was submitted by .*, and is not listed yet\. It is looked for again, up to 30 s\./,
    );
    expect(submitted()).toBe(1);
  });

  test("holds up a run for half a minute, however many there are, and is refused", async () => {
    start();
    for (const number of [1, 2, 3]) submittedElsewhere(5, number);
    const run = newRun();
    const begun = time.now();
    const errors = await Promise.all(
      [1, 2].map((number) => failed(create(run, { ...declared, customerId: customer(number) }))),
    );
    errors.push(await failed(create(run, { ...declared, customerId: customer(3) })));
    expect(time.now() - begun).toBeLessThan(31_000);
    for (const { message } of errors)
      expect(message).toMatch(
        /activity log shows that it was submitted less than an hour ago: by colleague@.*Next: run `pulumi up` once Partner Center lists it.*Nothing was submitted\./,
      );
    expect(errors[0]).not.toHaveProperty("properties");
    // Six more looks at each of those that were waited for.
    expect(looks()).toHaveLength(2 * 7 + 1);
    expect(submitted()).toBe(0);
  });

  test("is shown by a preview, and `resubmit` submits it only after the hour", async () => {
    start();
    submittedElsewhere(5);
    const asks = { ...declared, resubmit: "1" };
    const { inputs, failures } = await time.run(check(newRun(), {}, asks));
    expect(failures).toEqual([]);
    expect(inputs["drift"]).toMatchObject({
      submittedBefore: expect.stringContaining("by colleague@partner.example"),
      nextStep: "run `pulumi up` once Partner Center lists it: it is adopted without a submission",
    });
    await failed(create(newRun(), asks));
    expect(submitted()).toBe(0);
    time.pass(60 * MINUTE_MS);
    await time.run(create(newRun(), asks));
    expect(submitted()).toBe(1);
  });

  test("is waited for with `waitForVetting`, to be listed and to be approved, within one deadline", async () => {
    start();
    submittedElsewhere(5);
    const waits = { ...declared, waitForVetting: true, vettingTimeoutSeconds: 1200 };
    const begun = time.now();
    const { message } = await failed(create(newRun(), waits));
    expect(message).toContain("less than an hour ago");
    expect(time.now() - begun).toBeGreaterThan(1199_000);
    expect(time.now() - begun).toBeLessThan(1230_000);

    start();
    submittedElsewhere(5);
    const waiting = create(newRun(), waits);
    const clock = time.clock();
    const fate = clock.sleep(600_000).then(() => {
      qualifications().put({ qualification: "Education", vettingStatus: "InReview" });
      return clock.sleep(300_000).then(() => qualifications().approve("Education"));
    });
    const { outs } = await time.run(Promise.all([waiting, fate]).then(([made]) => made));
    expect(outs).toMatchObject({ vettingStatus: "Approved", submissions: 0 });
    expect(printed).toContain("It is looked for again, up to 20 min.");
    expect(submitted()).toBe(0);
  });

  test("ends at once when the engine asks to stop", async () => {
    start();
    submittedElsewhere(5);
    const run = newRun();
    const begun = time.now();
    const stop = time
      .clock()
      .sleep(7_000)
      .then(() => run.cancellation.cancel());
    const { message } = await failed(Promise.all([create(run, declared), stop]));
    expect(message).toMatch(/interrupted\. Nothing was submitted\./);
    expect(time.now() - begun).toBeLessThan(8_000);
  });
});
