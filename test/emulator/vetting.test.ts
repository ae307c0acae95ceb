import {
  VETTING_EVENTS,
  VETTING_STATES,
  VETTING_TABLE,
  type VettingEvent,
  type VettingState,
  VirtualClock,
} from "../../emulator/index";
import {
  call,
  CUSTOMER,
  EDUCATION,
  getQualifications,
  OTHER_CUSTOMER,
  postQualification,
  QUALIFICATION,
  qualificationsOf,
  SOE,
  started,
  stopAll,
} from "./calls";

afterEach(stopAll);

const NEXT: Record<VettingState, Record<VettingEvent, VettingState | "refused">> = {
  None: { submit: "InReview", approve: "refused", deny: "refused", vanish: "refused" },
  InReview: { submit: "InReview", approve: "Approved", deny: "Denied", vanish: "None" },
  Approved: { submit: "InReview", approve: "Approved", deny: "Denied", vanish: "None" },
  Denied: { submit: "InReview", approve: "Approved", deny: "Denied", vanish: "None" },
};

describe("the vetting", () => {
  const table = VETTING_STATES.flatMap((state) =>
    VETTING_EVENTS.map((event) => ({ state, event, next: NEXT[state][event] })),
  );

  test.each(table)("$state, $event: $next", async ({ state, event, next }) => {
    const emulator = await started();
    if (state !== "None")
      emulator.setQualification(CUSTOMER, { qualification: "Education", vettingStatus: state });
    const act = async () => {
      if (event === "submit") expect((await postQualification(emulator, EDUCATION)).status).toBe(201);
      else emulator[event](CUSTOMER, "Education");
    };
    if (next === "refused") {
      await expect(act()).rejects.toThrow(`is None: no "${event}"`);
      expect(VETTING_TABLE[state][event]).toBeUndefined();
      return;
    }
    await act();
    expect(emulator.qualifications(CUSTOMER).map((item) => item.vettingStatus)).toEqual(
      next === "None" ? [] : [next],
    );
    expect(emulator.submissions()).toHaveLength(event === "submit" ? 1 : 0);
  });

  test("State-owned entity has none", async () => {
    const emulator = await started();
    await postQualification(emulator, SOE);
    expect(emulator.qualifications(CUSTOMER)).toEqual([SOE]);
    expect(() => emulator.approve(CUSTOMER, "StateOwnedEntity")).toThrow("has no vetting");
    emulator.vanish(CUSTOMER, "StateOwnedEntity");
    expect((await getQualifications(emulator)).json).toEqual([]);
  });

  test("a list that is behind shows what was there before a submission", async () => {
    const clock = new VirtualClock();
    const emulator = await started({ clock, listBehindMs: 60_000 });
    const statuses = async () =>
      ((await getQualifications(emulator)).json as { vettingStatus: string }[]).map(
        ({ vettingStatus }) => vettingStatus,
      );
    expect((await postQualification(emulator, EDUCATION)).status).toBe(201);
    expect(await statuses()).toEqual([]);
    expect((await call(emulator, "GET", QUALIFICATION)).json).toBe("none");
    expect(emulator.qualifications(CUSTOMER)).toHaveLength(1);
    clock.advance(60_000);
    expect(await statuses()).toEqual(["InReview"]);
    emulator.deny(CUSTOMER, "Education");
    expect(await statuses()).toEqual(["Denied"]);
    await postQualification(emulator, EDUCATION);
    expect(await statuses()).toEqual(["Denied"]);
    clock.advance(60_000);
    expect(await statuses()).toEqual(["InReview"]);
  });

  test("ends by itself when its time has come", async () => {
    const clock = new VirtualClock();
    const emulator = await started({ clock, vetting: { afterMs: 3000 } });
    await postQualification(emulator, EDUCATION);
    clock.advance(2999);
    expect(emulator.qualifications(CUSTOMER)[0]?.vettingStatus).toBe("InReview");
    clock.advance(1);
    expect((await getQualifications(emulator)).json).toEqual([
      { qualification: "Education", vettingStatus: "Approved" },
    ]);
    emulator.deny(CUSTOMER, "Education");
    clock.advance(10_000);
    expect(emulator.qualifications(CUSTOMER)[0]).toMatchObject({
      vettingStatus: "Denied",
      vettingReason: "No longer an Education Customer",
    });
  });

  test("ends for one customer in its own way", async () => {
    const clock = new VirtualClock();
    const vetting = { afterMs: 0, outcome: { denied: "Not an Academic Domain" } };
    const emulator = await started({ clock, customers: [{ id: CUSTOMER, vetting }, OTHER_CUSTOMER] });
    await postQualification(emulator, EDUCATION);
    await call(emulator, "POST", qualificationsOf(OTHER_CUSTOMER), { body: EDUCATION });
    expect(emulator.qualifications(CUSTOMER)[0]).toMatchObject({ vettingReason: "Not an Academic Domain" });
    expect(emulator.qualifications(OTHER_CUSTOMER)[0]).toMatchObject({ vettingStatus: "InReview" });
  });

  test("moved by hand, it no longer ends by itself", async () => {
    const clock = new VirtualClock();
    const emulator = await started({ clock, vetting: { afterMs: 1000 } });
    await postQualification(emulator, EDUCATION);
    emulator.deny(CUSTOMER, "Education", "Not an eligible Museum");
    clock.advance(5000);
    expect(emulator.qualifications(CUSTOMER)[0]).toMatchObject({ vettingReason: "Not an eligible Museum" });
  });

  test("a status that nobody knows yet is told as it is", async () => {
    const emulator = await started();
    emulator.setQualification(CUSTOMER, { qualification: "Education", vettingStatus: "Escalated" });
    expect((await getQualifications(emulator)).json).toMatchObject([{ vettingStatus: "Escalated" }]);
  });
});
