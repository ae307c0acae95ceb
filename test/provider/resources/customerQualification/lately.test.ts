// What this resource has submitted less than an hour ago and is not listed yet, from the look to the state.
import { check, create, diff, read, update } from "../../../../provider/resources/customerQualification";
import {
  customer,
  declared,
  failed,
  MINUTE_MS,
  newRun,
  printed,
  qualifications,
  start,
  submitted,
  time,
} from "./latelyRuns";

describe("what this resource has submitted", () => {
  test("is unchanged for an hour, with a line, whatever a refresh records; then it is no longer listed", async () => {
    start();
    const { id, outs } = await time.run(create(newRun(), declared));
    qualifications().vanish("Education");
    let state = outs;
    for (const minutes of [12, 40]) {
      time.pass(minutes * MINUTE_MS);
      const run = newRun();
      const { props } = await time.run(read(run, id, { ...state }));
      expect(props).toEqual(outs);
      state = props as typeof state;
      // What was read in the same run is known to check.
      const { inputs } = await time.run(check(run, declared, declared));
      expect(inputs).not.toHaveProperty("drift");
      expect(await time.run(diff(run, { ...state }, inputs))).toMatchObject({ changes: false });
    }
    expect(printed).toContain(
      "was submitted 12 min ago, and Partner Center does not list it yet. Nothing to do.",
    );
    expect(printed).not.toContain("no longer");
    time.pass(10 * MINUTE_MS);
    const later = newRun();
    expect(await time.run(diff(later, { ...state }, declared))).toMatchObject({ changes: true });
    const { properties } = await failed(update(later, { ...state }, declared));
    expect(properties).toMatchObject({ vettingStatus: "None", submissions: 1 });
    expect(submitted()).toBe(1);
  });

  test("is edited within the hour: recorded, and the line says what a drift that was made without a refresh can't know", async () => {
    start();
    const { outs } = await time.run(create(newRun(), declared));
    qualifications().vanish("Education");
    time.pass(20 * MINUTE_MS);
    const run = newRun();
    const edited = { ...declared, website: "contoso.edu" };
    const { inputs } = await time.run(check(run, declared, edited));
    expect(inputs["drift"]).toMatchObject({ vettingStatus: "InReview or Approved => None" });
    expect(await time.run(diff(run, { ...outs }, inputs))).toMatchObject({ changes: true });
    expect(printed).toMatch(/was submitted 20 min ago, and .* list it yet; what was edited is recorded only/);
    const { outs: state } = await time.run(update(run, { ...outs }, edited));
    expect(state).toMatchObject({ website: "contoso.edu", vettingStatus: "InReview" });
  });

  test("is drift after the hour, also where only a refresh has recorded that", async () => {
    start();
    const { id, outs } = await time.run(create(newRun(), { ...declared, onDenied: "warn" }));
    qualifications().vanish("Education");
    time.pass(61 * MINUTE_MS);
    const run = newRun();
    const { props } = await time.run(read(run, id, { ...outs }));
    expect(props).toMatchObject({ vettingStatus: "None" });
    const { inputs } = await time.run(check(run, { ...declared }, declared));
    expect(inputs["drift"]).toMatchObject({ vettingStatus: "InReview or Approved => None" });
    expect(await time.run(diff(run, { ...props }, { ...declared, onDenied: "warn" }))).toMatchObject({
      changes: true,
    });
  });

  test("is not submitted for a changed `resubmit`, which is recorded; after the hour another value submits", async () => {
    start();
    const { outs } = await time.run(create(newRun(), declared));
    qualifications().vanish("Education");
    const { outs: state } = await time.run(update(newRun(), { ...outs }, { ...declared, resubmit: "1" }));
    expect(state).toMatchObject({ resubmit: "1", vettingStatus: "InReview", submittedAt: outs.submittedAt });
    expect(submitted()).toBe(1);
    time.pass(61 * MINUTE_MS);
    const { properties } = await failed(update(newRun(), { ...state }, { ...declared, resubmit: "1" }));
    await time.run(update(newRun(), { ...properties }, { ...declared, resubmit: "2" }));
    expect(submitted()).toBe(2);
  });

  test.each([2, 14])("is not gone where the API's dates are %s hours ahead of this clock", async (hours) => {
    start({ listBehindMs: 2 * MINUTE_MS });
    const { submit } = qualifications();
    jest.spyOn(qualifications(), "submit").mockImplementation(function (this: never, ...given) {
      const item = submit.apply(this, given);
      return { ...item, vettingCreateDate: new Date(time.now() + hours * 3_600_000).toISOString() };
    });
    const waiting = create(newRun(), { ...declared, waitForVetting: true });
    const approved = time
      .clock()
      .sleep(10 * MINUTE_MS)
      .then(() => qualifications().approve("Education"));
    const { outs } = await time.run(Promise.all([waiting, approved]).then(([made]) => made));
    expect(outs).toMatchObject({ vettingStatus: "Approved", submissions: 1 });
  });

  test("is not denied for the denial from before that is still listed, and is for one of its own", async () => {
    start({ listBehindMs: 20 * MINUTE_MS });
    const denial = { vettingStatus: "Denied", vettingReason: "Not an Academic Domain" };
    qualifications().put({
      qualification: "Education",
      ...denial,
      vettingCreateDate: "2026-01-02T08:00:00Z",
    });
    const first = await failed(create(newRun(), declared));
    const { outs } = await time.run(
      update(newRun(), { ...first.properties }, { ...declared, resubmit: "1" }),
    );
    for (const resubmit of ["1", "2"]) {
      const run = newRun();
      const { props } = await time.run(read(run, `${customer(1)}/Education`, { ...outs }));
      expect(props).toEqual(outs);
      const asks = { ...declared, resubmit };
      expect(await time.run(diff(run, { ...outs }, asks))).toMatchObject({ changes: resubmit === "2" });
      expect(await time.run(update(run, { ...outs }, asks))).toMatchObject({
        outs: { vettingStatus: "InReview", resubmit },
      });
    }
    expect(printed).toContain(
      "0 s ago, and Partner Center still lists what was before: Denied (Not an Academic Domain",
    );
    expect(submitted()).toBe(1);
    time.pass(21 * MINUTE_MS);
    qualifications().deny("Education");
    expect((await failed(update(newRun(), { ...outs }, declared))).message).toContain(
      "was InReview, is Denied",
    );
  });

  test("is waited for, and once the hour is over without it the wait is", async () => {
    start({ listBehindMs: 20 * MINUTE_MS });
    const waits = { ...declared, waitForVetting: true, vettingTimeoutSeconds: 3 * 3600 };
    const { outs } = await time.run(create(newRun(), declared));
    qualifications().approve("Education");
    const { outs: approved } = await time.run(update(newRun(), { ...outs }, waits));
    expect(approved).toMatchObject({ vettingStatus: "Approved", submissions: 1 });

    start();
    const { outs: again } = await time.run(create(newRun(), declared));
    qualifications().vanish("Education");
    const begun = time.now();
    const { message, properties } = await failed(update(newRun(), { ...again }, waits));
    expect(message).toContain("was InReview, is not listed by Partner Center");
    expect(properties).toMatchObject({ vettingStatus: "None", submissions: 1 });
    expect(time.now() - begun).toBeGreaterThan(59 * MINUTE_MS);
    expect(time.now() - begun).toBeLessThan(62 * MINUTE_MS);
    expect(submitted()).toBe(1);
  });

  test("taken over from this machine's journal before it is listed, stays so until the hour is over", async () => {
    start({ listBehindMs: 30 * MINUTE_MS });
    const { outs } = await time.run(create(newRun(), declared));
    const adopted = await time.run(create(newRun(), declared));
    expect(adopted.outs).toMatchObject({
      submissions: 0,
      submittedAt: outs.submittedAt,
      vettingStatus: "InReview",
    });
    expect(await time.run(diff(newRun(), { ...adopted.outs }, declared))).toMatchObject({ changes: false });
    expect(submitted()).toBe(1);
  });
});
