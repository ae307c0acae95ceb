// Customers on the emulator's page: five thousand of them, found, paged and worked through.
import { hasFocus, opened, tabTo } from "../browser";
import { call, CUSTOMER, EDUCATION, OTHER_CUSTOMER, qualificationsOf, started } from "../calls";
import { button, CITY, describePage, said, schools } from "./page";

describePage("customers on the emulator's page", () => {
  test("5,000 customers: found, paged, and worked through by keyboard", async () => {
    const customers = schools(5000);
    const ids = customers.map(({ id }) => id);
    const emulator = await started({ customers });
    for (const id of [ids[499], ids[999]])
      await call(emulator, "POST", qualificationsOf(id ?? ""), { body: EDUCATION });
    const page = await opened(emulator);
    const region = page.getByRole("region", { name: "Customers" });
    await region.getByText("1 to 20 of 5000 customers").waitFor();
    expect(await region.getByRole("heading", { level: 3 }).count()).toBe(20);
    await button(page, "Next").press("Enter");
    await region.getByText("21 to 40 of 5000").waitFor();
    await region.getByRole("heading", { name: "School 21" }).waitFor();
    expect(await hasFocus(button(page, "Next"))).toBe(true);
    const number = page.getByRole("spinbutton", { name: "Page" });
    // What is too far is the last page.
    await number.fill("999");
    await number.press("Enter");
    await region.getByText("4981 to 5000 of 5000").waitFor();
    expect(await number.inputValue()).toBe("250");
    expect(await hasFocus(number)).toBe(true);
    expect(await button(page, "Next").getAttribute("aria-disabled")).toBe("true");
    await number.fill("1");
    await number.press("Tab");
    await region.getByText("1 to 20 of 5000 customers").waitFor();
    const find = region.getByRole("searchbox");
    await find.fill("School 77");
    await region.getByText("11 customers, of 5000").waitFor();
    await find.fill(ids[6] ?? "");
    await region.getByRole("heading", { name: "School 7", exact: true }).waitFor();
    expect(await region.getByRole("heading", { level: 3 }).count()).toBe(1);
    await find.fill("nobody");
    await region.getByText("No customer matches.").waitFor();
    await find.fill("");
    await button(page, "In review 2").press("Enter");
    await region.getByText("2 customers, of 5000").waitFor();
    // One after the other: what is done leaves the list, and the focus is on the next one's button.
    await button(page, "Approve Education of School 500").press("Enter");
    await region.getByRole("heading", { name: "School 500" }).waitFor({ state: "detached" });
    expect(await hasFocus(button(page, "Approve Education of School 1000"))).toBe(true);
    await page.keyboard.press("Enter");
    await region.getByText("No customer matches.").waitFor();
    for (const id of [ids[499], ids[999]])
      expect(emulator.qualifications(id ?? "")).toMatchObject([{ vettingStatus: "Approved" }]);
  });

  test("many are decided at once: those that are looked for", async () => {
    const many = schools(45);
    const emulator = await started({ customers: [...many, CITY] });
    for (const { id } of many)
      emulator.setQualification(id, { qualification: "Education", vettingStatus: "InReview" });
    emulator.setQualification(OTHER_CUSTOMER, { qualification: "Education", vettingStatus: "InReview" });
    const page = await opened(emulator);
    const group = page.getByRole("group", { name: "Show" });
    const filters = () => group.getByRole("button").allInnerTexts();
    await button(page, "Approve all 46 in review").waitFor();
    expect(await filters()).toEqual([
      "All 46",
      "In review 46",
      "Approved 0",
      "Denied 0",
      "Nothing listed 0",
      "No relationship 0",
    ]);
    await page.getByRole("search", { name: "Customers" }).getByRole("searchbox").fill("school");
    const approve = button(page, "Approve all 45 in review");
    await approve.waitFor();
    await tabTo(page, approve);
    await page.keyboard.press("Enter");
    await said(page, "45 qualifications were approved.");
    await group.getByRole("button", { name: "Approved 45" }).waitFor();
    // Nothing waits, and the focus stays.
    const none = button(page, "Approve all");
    expect(await hasFocus(none)).toBe(true);
    expect(await none.getAttribute("aria-disabled")).toBe("true");
    expect(emulator.qualifications(OTHER_CUSTOMER)).toMatchObject([{ vettingStatus: "InReview" }]);

    await page.getByRole("search", { name: "Customers" }).getByRole("searchbox").fill("");
    await button(page, "In review 1").click();
    await page.getByRole("button", { name: "In review 1", pressed: true }).waitFor();
    await page.getByRole("heading", { name: "City of Northwind" }).waitFor();
    await button(page, "Deny all 1 in review").press("Enter");
    const dialog = page.getByRole("dialog", { name: "Deny all 1 in review" });
    await dialog.getByRole("combobox", { name: "Reason" }).selectOption("Not an Academic Domain");
    await dialog.getByRole("button", { name: "Deny" }).click();
    await said(page, "1 qualification was denied (Not an Academic Domain).");
    await page.getByText("No customer matches.").waitFor();
    expect(emulator.qualifications(OTHER_CUSTOMER)).toMatchObject([
      { vettingReason: "Not an Academic Domain" },
    ]);
  });

  test("customers of one name are told apart; without any it says what to do", async () => {
    const emulator = await started({
      customers: [
        { id: CUSTOMER, companyName: "Contoso", domain: "one.example" },
        { id: OTHER_CUSTOMER, companyName: "Contoso", domain: "two.example" },
      ],
    });
    emulator.setQualification(OTHER_CUSTOMER, { qualification: "Education", vettingStatus: "InReview" });
    const page = await opened(emulator);
    await button(page, "Approve Education of Contoso (two.example)").waitFor();
    emulator.removeCustomer(CUSTOMER);
    await button(page, "Approve Education of Contoso").waitFor();
    emulator.removeCustomer(OTHER_CUSTOMER);
    await page.getByText("There are no customers yet.").waitFor();
  });
});
