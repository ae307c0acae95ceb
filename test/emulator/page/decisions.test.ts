// What Microsoft decides of qualifications, and what a person does to a customer, by keyboard and by mouse.
import { VETTING_REASONS } from "../../../emulator/index";
import { hasFocus, opened, tabTo } from "../browser";
import { call, CUSTOMER, GCC, OTHER_CUSTOMER, QUALIFICATIONS, started } from "../calls";
import { button, CITY, education, listed, said, SCHOOL, submitted, describePage } from "./page";

describePage("decisions on the emulator's page", () => {
  test("a vetting is approved by keyboard alone", async () => {
    const emulator = await submitted();
    const page = await opened(emulator);
    await education(page).getByText("In review").waitFor();
    const approve = button(page, "Approve Education of Contoso School");
    await tabTo(page, approve);
    await page.keyboard.press("Enter");
    await education(page).getByText("Approved", { exact: true }).waitFor();
    await said(page, "Education of Contoso School: approved.");
    expect(await listed(emulator)).toMatchObject([{ vettingStatus: "Approved" }]);
    expect(await hasFocus(approve)).toBe(true);
    // Nothing is left to approve.
    expect(await approve.getAttribute("aria-disabled")).toBe("true");
  });

  test("the first Tab leads past the navigation", async () => {
    const page = await opened(await submitted());
    await tabTo(page, page.getByRole("link", { name: "Skip to the customers" }));
    await page.keyboard.press("Enter");
    await tabTo(page, page.getByRole("searchbox", { name: "Find" }).first());
  });

  test("single keys: next qualification, approve, deny, unlist", async () => {
    const emulator = await submitted();
    emulator.setQualification(OTHER_CUSTOMER, { qualification: "StateOwnedEntity" });
    const page = await opened(emulator);
    await education(page).waitFor();
    await page.keyboard.press("j");
    expect(await hasFocus(education(page))).toBe(true);
    expect(await page.evaluate("focusIsVisible()")).toBe(true);
    await page.keyboard.press("a");
    await education(page).getByText("Approved", { exact: true }).waitFor();
    await page.keyboard.press("d");
    await page.getByRole("dialog", { name: "Deny Education of Contoso School" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    expect(await hasFocus(education(page))).toBe(true);
    await page.keyboard.press("j");
    await page.keyboard.press("u");
    await said(page, "State-owned entity of City of Northwind: no longer listed.");
    expect(emulator.qualifications(OTHER_CUSTOMER)).toEqual([]);

    await page.keyboard.press("/");
    // A key that is typed is text.
    await page.keyboard.type("ja");
    const find = page.getByRole("search", { name: "Customers" }).getByRole("searchbox");
    expect(await find.inputValue()).toBe("ja");
    await find.fill("");

    const on = page.getByRole("checkbox", { name: /Single keys work/ });
    await on.uncheck();
    await page.keyboard.press("r");
    expect(await hasFocus(on)).toBe(true);
    await on.check();
    await page.keyboard.press("r");
    expect(await hasFocus(page.getByRole("search", { name: "Requests" }).getByRole("searchbox"))).toBe(true);
  });

  test("a denial with Microsoft's reason, then with an own one", async () => {
    const emulator = await submitted();
    const page = await opened(emulator);
    const deny = button(page, "Deny Education of Contoso School");
    await deny.focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Deny Education of Contoso School" });
    const reason = dialog.getByRole("combobox", { name: "Reason" });
    expect(await reason.getByRole("option").allTextContents()).toEqual([
      ...VETTING_REASONS,
      "Another reason …",
    ]);
    expect(await hasFocus(reason)).toBe(true);
    // As a person chooses by keyboard: by the first letters.
    await page.keyboard.type("Not an Ac");
    await dialog.getByRole("button", { name: "Deny" }).press("Enter");
    await education(page).getByText("Not an Academic Domain").waitFor();
    expect(await listed(emulator)).toMatchObject([
      { vettingStatus: "Denied", vettingReason: "Not an Academic Domain" },
    ]);
    expect(await hasFocus(deny)).toBe(true);

    await page.keyboard.press("Enter");
    await reason.selectOption("Another reason …");
    await dialog.getByRole("button", { name: "Deny" }).click();
    // An own reason needs its text.
    expect(await dialog.isVisible()).toBe(true);
    await dialog.getByRole("textbox", { name: "Own reason" }).fill("Closed for the summer");
    await dialog.getByRole("button", { name: "Deny" }).click();
    await education(page).getByText("Closed for the summer").waitFor();
    expect(await listed(emulator)).toMatchObject([{ vettingReason: "Closed for the summer" }]);
  });

  test("for Government Community Cloud no reason is documented", async () => {
    const emulator = await submitted();
    emulator.setQualification(OTHER_CUSTOMER, {
      qualification: GCC.qualification,
      vettingStatus: "InReview",
    });
    const page = await opened(emulator);
    await button(page, "Deny Government Community Cloud of City of Northwind").click();
    await page.getByRole("dialog").getByRole("button", { name: "Deny" }).click();
    await said(page, "denied.");
    expect(emulator.qualifications(OTHER_CUSTOMER)).toMatchObject([{ vettingStatus: "Denied" }]);
    expect(emulator.qualifications(OTHER_CUSTOMER)[0]?.vettingReason).toBeUndefined();
  });

  test("a qualification that is unlisted leaves, and the focus stays with its customer", async () => {
    const emulator = await submitted();
    const page = await opened(emulator);
    await button(page, "Unlist Education of Contoso School").press("Enter");
    await education(page).waitFor({ state: "detached" });
    const school = page.getByRole("listitem", { name: "Contoso School", exact: true });
    await school.getByText("No qualification is listed.").waitFor();
    expect(await hasFocus(school)).toBe(true);
    expect(await listed(emulator)).toEqual([]);
  });

  test("the portal submits, and a relationship ends and comes back", async () => {
    const emulator = await started({ customers: [SCHOOL, CITY] });
    const page = await opened(emulator);
    const school = page.getByRole("listitem", { name: "Contoso School", exact: true });
    await button(page, "More for Contoso School").press("Enter");
    const submitter = school.getByRole("combobox", { name: "A colleague submits in the portal" });
    await submitter.selectOption("Education");
    await button(page, "Submit elsewhere for Contoso School").press("Enter");
    await education(page).getByText("In review").waitFor();
    expect(await listed(emulator)).toMatchObject([{ qualification: "Education", vettingStatus: "InReview" }]);
    // It is no submission of the program.
    expect(emulator.submissions()).toEqual([]);
    await submitter.selectOption("State-owned entity");
    await button(page, "Submit elsewhere for Contoso School").click();
    await page.getByRole("listitem", { name: "State-owned entity of Contoso School" }).waitFor();
    expect(emulator.qualifications(CUSTOMER)[1]).toEqual({ qualification: "StateOwnedEntity" });

    await button(page, "End relationship with Contoso School").press("Enter");
    await school.getByText("No relationship").waitFor();
    expect((await call(emulator, "GET", QUALIFICATIONS)).status).toBe(403);
    const restore = button(page, "Restore relationship with Contoso School");
    expect(await hasFocus(restore)).toBe(true);
    await restore.press("Enter");
    await school.getByText("No relationship").waitFor({ state: "hidden" });
    expect((await call(emulator, "GET", QUALIFICATIONS)).status).toBe(200);
  });
});
