// How the emulator's page looks: light and dark, narrow and wide.
import { expectErrors, opened, violations } from "../browser";
import { call, CUSTOMER, GCC, OTHER_CUSTOMER, QUALIFICATIONS } from "../calls";
import { button, education, openAll, said, submitted, describePage } from "./page";

describePage("the looks of the emulator's page", () => {
  test.each(["light", "dark"] as const)("its colours stand out: %s", async (colorScheme) => {
    expectErrors(/status of 400|ERR_CONNECTION_REFUSED/);
    const emulator = await submitted({
      throttle: { partner: { calls: 4, perMs: 60_000 } },
      activityLogBehindMs: 60_000,
    });
    emulator.deny(CUSTOMER, "Education");
    emulator.setQualification(OTHER_CUSTOMER, {
      qualification: GCC.qualification,
      vettingStatus: "InReview",
    });
    emulator.setQualification(OTHER_CUSTOMER, { qualification: "Education", vettingStatus: "Approved" });
    emulator.setQualification(OTHER_CUSTOMER, { qualification: "StateOwnedEntity" });
    emulator.loseRelationship(OTHER_CUSTOMER);
    emulator.faultNext({ method: "PUT" }, { kind: "stall" });
    const page = await opened(emulator);
    await page.emulateMedia({ colorScheme });
    const measured = async () => {
      const { problems, texts } = await page.evaluate<{ problems: string[]; texts: number }>(
        "measureContrast()",
      );
      expect(problems).toEqual([]);
      return texts;
    };
    await call(emulator, "POST", "/emulator/scenarios/approved-in-a-minute", { token: null });
    await page.getByText("On: A school is approved in a minute.").waitFor();
    await openAll(page);
    await page.getByText("not shown by the API").waitFor();
    for (const status of ["Denied", "In review", "Approved", "Listed, without a vetting"])
      await page.locator(".badge", { hasText: status }).first().waitFor();
    expect(await measured()).toBeGreaterThan(60);
    expect(await violations(page)).toEqual([]);
    // Near the limit, and past it.
    for (let calls = 0; calls < 5; calls += 1) {
      await call(emulator, "GET", QUALIFICATIONS);
      await page.getByText(`${calls + 2} of 4 requests`).waitFor();
      await measured();
    }
    await button(page, "Pause").click();
    await page.getByRole("textbox", { name: "Code" }).fill("X");
    await button(page, "Decline").click();
    await said(page, "no sign-in waits");
    await measured();
    await button(page, "Deny Education of Contoso School").click();
    await page.getByRole("dialog").waitFor();
    await measured();
    await page.keyboard.press("Escape");
    await emulator.goOffline();
    await said(page, "No connection");
    await measured();
    const ground = await page.evaluate("getComputedStyle(document.body).backgroundColor");
    expect(ground).toBe(colorScheme === "dark" ? "rgb(18, 21, 24)" : "rgb(244, 246, 248)");
  });

  test.each([360, 1400])(
    "customers come first, and many requests scroll by themselves: %d",
    async (width) => {
      const emulator = await submitted();
      const page = await opened(emulator, "/");
      expect(new URL(page.url()).pathname).toBe("/emulator");
      await page.setViewportSize({ width, height: 800 });
      const token = emulator.accessToken();
      for (let calls = 0; calls < 60; calls += 1) await call(emulator, "GET", QUALIFICATIONS, { token });
      const requests = page.getByRole("region", { name: "Requests" });
      await requests.getByText("61 requests").waitFor();
      const log = page.getByRole("group", { name: "Requests, newest first" });
      const { height = 0 } = (await log.boundingBox()) ?? {};
      expect(height).toBeGreaterThan(100);
      expect(height).toBeLessThan(500);
      expect(await page.evaluate("document.getElementById('request-log').scrollTop")).toBe(0);
      // By keyboard alone.
      await log.focus();
      expect(await page.evaluate("focusIsVisible()")).toBe(true);
      const scrolled = page.evaluate("scrollOf('request-log')");
      await page.keyboard.press("End");
      expect(await scrolled).toBeGreaterThan(0);
      const topOf = async (name: string) =>
        (await page.getByRole("region", { name, exact: true }).boundingBox())?.y ?? NaN;
      const first = await topOf("Customers");
      for (const card of ["Throttling", "Device sign-in", "Faults", "Settings"])
        expect(await topOf(card)).toBeGreaterThanOrEqual(first);
      const order = await page
        .locator("main section")
        .evaluateAll((all: { id: string }[]) => all.map(({ id }) => id));
      expect(order[0]).toBe("customers");
    },
  );

  test.each([320, 360, 768, 1400, 2560])("nothing sticks out at a width of %d", async (width) => {
    const emulator = await submitted();
    emulator.deny(CUSTOMER, "Education", "Averylongreasonwithoutasinglespace".repeat(6));
    const page = await opened(emulator);
    await page.setViewportSize({ width, height: 800 });
    await openAll(page);
    await education(page).getByText("Averylong").waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
  });
});
