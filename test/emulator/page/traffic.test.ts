// What programs do, on the emulator's page: their requests, the limit, the activity log.
import { exportLines } from "../../../cli/emulator";
import { VirtualClock } from "../../../emulator/index";
import { hasFocus, opened } from "../browser";
import { call, CUSTOMER, GCC, OTHER_CUSTOMER, QUALIFICATIONS, qualificationsOf, started } from "../calls";
import { button, clipboard, describePage, said, submitted } from "./page";

describePage("what comes in, on the emulator's page", () => {
  test("requests appear as they come, with their ids to copy", async () => {
    const emulator = await started();
    const page = await opened(emulator);
    const requests = page.getByRole("region", { name: "Requests" });
    await requests.getByText("None yet.").waitFor();
    const shows = (id: string) => requests.getByRole("listitem").filter({ hasText: id });
    const ask = (last: string) =>
      call(emulator, "GET", QUALIFICATIONS, {
        headers: {
          "MS-CorrelationId": `6f1d2c3b-4a59-4e68-8c77-00000000000${last}`,
          "MS-RequestId": `b2f5ff52-8f1c-4e3a-9d7e-00000000000${last}`,
        },
      });
    await ask("1");
    const item = requests.getByRole("listitem").filter({ hasText: "000000000001" });
    await item.getByText(/^\d+ ms$/).waitFor();
    const line = await item.innerText();
    for (const part of ["GET", "/v1/customers/8f9a1c52…/qualifications", "200", "Contoso"])
      expect(line).toContain(part);
    expect(line).not.toMatch(/-[0-9a-f]{12}/);
    await item.locator("summary").press("Enter");
    const text = await item.innerText();
    for (const part of [QUALIFICATIONS, "MS-CorrelationId", "MS-RequestId"]) expect(text).toContain(part);

    const id = button(page, "Copy the MS-CorrelationId 6f1d2c3b-4a59-4e68-8c77-000000000001");
    await id.press("Enter");
    await said(page, "Copied the MS-CorrelationId");
    expect(await clipboard(page)).toBe("6f1d2c3b-4a59-4e68-8c77-000000000001");
    // More that come on top do not take the focus away.
    await ask("2");
    await shows("000000000002").waitFor();
    expect(await hasFocus(id)).toBe(true);
    expect(await item.getByText(QUALIFICATIONS).isVisible()).toBe(true);

    emulator.faultNext({}, { kind: "throttle" });
    await ask("3");
    await requests.getByText("429, fault throttle").waitFor();
    await requests.getByRole("checkbox", { name: "Only failed ones" }).check();
    await item.waitFor({ state: "detached" });
    expect(await requests.getByRole("listitem").count()).toBe(1);
    await requests.getByRole("checkbox", { name: "Only failed ones" }).uncheck();
    // As somebody who has an id from an error message.
    await requests.getByRole("searchbox").fill("8c77-000000000002");
    await shows("000000000003").waitFor({ state: "detached" });
    expect(await requests.getByRole("listitem").count()).toBe(1);
    await requests.getByRole("searchbox").fill("");

    await button(page, "Pause").click();
    await ask("4");
    await requests.getByText("Paused. 4 requests so far.").waitFor();
    expect(await shows("000000000004").count()).toBe(0);
    await button(page, "Pause").click();
    await shows("000000000004").waitFor();
  });

  test("the activity log as the API has it, newest first, with what it does not show yet", async () => {
    const clock = new VirtualClock();
    const emulator = await submitted({ clock, activityLogBehindMs: 60_000 });
    clock.advance(60_000);
    await call(emulator, "POST", qualificationsOf(OTHER_CUSTOMER), { body: GCC });
    const inApi = async () =>
      ((await call(emulator, "GET", "/v1/auditrecords")).json as { totalCount: number }).totalCount;
    const page = await opened(emulator);
    const log = page.getByRole("region", { name: "Activity log" });
    await log.getByText("2 records · the API shows each 60 s late").waitFor();
    const [late, early] = await log.getByRole("listitem").all();
    expect(await late?.innerText()).toMatch(
      /update_customer_qualification[^]*succeeded[^]*Government Community Cloud[^]*City of Northwind[^]*not shown by the API for another 60 s/,
    );
    expect(await early?.innerText()).toMatch(/Education[^]*Contoso School/);
    expect(await early?.innerText()).not.toContain("not shown by the API");
    expect(await inApi()).toBe(1);
    clock.advance(60_000);
    await log.getByText("not shown by the API").first().waitFor({ state: "hidden" });
    expect(await inApi()).toBe(2);
    // What is refused is there as well.
    await call(emulator, "POST", QUALIFICATIONS, { body: GCC });
    await log.getByText("failed", { exact: true }).waitFor();
    await log.getByRole("searchbox").fill("NORTHwind");
    await log.getByText("3 records · the newest 1 that match are shown").waitFor();
    emulator.change({ activityLogReadable: false });
    await log.getByText("the API refuses to show them (403)").waitFor();
    await log.getByRole("searchbox").fill("nobody");
    await log.getByText("No record matches.").waitFor();
  });

  test("what one would type is copied, also where the browser keeps the clipboard from the page", async () => {
    const emulator = await submitted();
    const page = await opened(emulator);
    const command = `node_modules/.bin/partnercenter status --customer ${CUSTOMER}`;
    await button(page, "More for Contoso School").press("Enter");
    const customer = button(page, `Copy ${command}`);
    await customer.press("Enter");
    await said(page, `Copied ${command}.`);
    expect(await clipboard(page)).toBe(command);
    const whole = /^Copy export PARTNERCENTER_API_BASE_URL=http.* with all of the environment/;
    await page.getByRole("button", { name: whole }).press("Enter");
    await said(page, "with all of the environment");
    expect(await clipboard(page)).toBe(exportLines(emulator.environment));
    await page.evaluate("navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'))");
    await button(page, "Copy pulumi preview").press("Enter");
    await said(page, "Copied pulumi preview.");
    expect(await clipboard(page)).toBe("pulumi preview");
    expect(await hasFocus(button(page, "Copy pulumi preview"))).toBe(true);
    await page.evaluate("document.execCommand = () => false");
    await customer.press("Enter");
    await said(page, "The browser does not let this page copy.");
  });

  test("the throttling bar", async () => {
    const emulator = await started({ throttle: { partner: { calls: 5, perMs: 60_000 } } });
    const page = await opened(emulator);
    const meter = page.getByRole("meter", { name: "Throttling" });
    const value = (text: string) => page.locator(`[role=meter][aria-valuetext="${text}"]`).waitFor();
    await value("0 of 5 requests in the last minute");
    for (let calls = 0; calls < 3; calls += 1) await call(emulator, "GET", QUALIFICATIONS);
    await value("3 of 5 requests in the last minute");
    expect(await meter.getAttribute("aria-valuenow")).toBe("3");
    const share = await page.evaluate(
      "document.querySelector('#meter-fill').offsetWidth / document.querySelector('#meter').clientWidth",
    );
    expect(share).toBeCloseTo(0.6, 1);
    for (let calls = 0; calls < 4; calls += 1) await call(emulator, "GET", QUALIFICATIONS);
    await value("7 of 5 requests in the last minute");
    await page.getByText("2 answered with 429 in this time, 2 answered with 429 in all.").waitFor();
    emulator.change({ throttle: {} });
    await page.getByText("No limit is set.").waitFor();
  });
});
