// The emulator's page, as a person with a browser uses it: found by role and label.
import type { Page } from "playwright-core";
import { startEmulator, type CustomerSeed, type Emulator, VETTING_REASONS } from "../../emulator/index";
import {
  describeInBrowser,
  endPages,
  expectErrors,
  hasFocus,
  opened,
  startBrowser,
  stopBrowser,
  tabTo,
} from "./browser";
import {
  call,
  CUSTOMER,
  EDUCATION,
  form,
  GCC,
  OTHER_CUSTOMER,
  QUALIFICATIONS,
  qualificationsOf,
  started,
  stopAll,
} from "./calls";

jest.setTimeout(60_000);

const SCHOOL: CustomerSeed = {
  id: CUSTOMER,
  companyName: "Contoso School",
  domain: "school.onmicrosoft.com",
};
const CITY: CustomerSeed = { id: OTHER_CUSTOMER, companyName: "City of Northwind" };

/** With a school whose Education is in review. */
async function submitted(options: Parameters<typeof started>[0] = {}): Promise<Emulator> {
  const emulator = await started({ customers: [SCHOOL, CITY], ...options });
  expect((await call(emulator, "POST", QUALIFICATIONS, { body: EDUCATION })).status).toBe(201);
  return emulator;
}

/** What the API answers of the school. */
const listed = async (emulator: Emulator) => (await call(emulator, "GET", QUALIFICATIONS)).json;

const education = (page: Page) => page.getByRole("listitem", { name: "Education of Contoso School" });
const requestOf = (page: Page, id: string) => page.locator(".request").filter({ hasText: id });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
/** Opens everything that is shown on demand. */
async function openAll(page: Page): Promise<void> {
  for (const summary of await page.locator("summary").all()) await summary.click();
  // Those that are found by a state that a click changes would be fewer with each.
  for (const opener of await page.locator(".opener").all()) await opener.click();
}

const said = (page: Page, text: string | RegExp) =>
  page.getByRole("status").filter({ hasText: text }).waitFor();

describeInBrowser("the emulator's page", () => {
  beforeAll(startBrowser, 60_000);
  afterAll(stopBrowser);
  afterEach(async () => {
    try {
      await endPages();
    } finally {
      await stopAll();
    }
  });

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
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe(
      "6f1d2c3b-4a59-4e68-8c77-000000000001",
    );
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

  describe("a sign-in by device code", () => {
    async function begun() {
      const emulator = await started();
      const { publicClientId } = emulator.partnerCenter.tenant;
      const scope = "https://api.partnercenter.microsoft.com/user_impersonation";
      const begin = async () =>
        (await form(emulator, "/common/oauth2/v2.0/devicecode", { client_id: publicClientId, scope }))
          .json as {
          user_code: string;
          device_code: string;
          verification_uri: string;
        };
      const ask = async ({ device_code }: { device_code: string }) =>
        (
          await form(emulator, "/common/oauth2/v2.0/token", {
            client_id: publicClientId,
            grant_type: "urn:ietf:params:oauth:grant-type:device_code",
            device_code,
          })
        ).json;
      return { emulator, begin, ask };
    }

    test("is approved at the address that the program shows", async () => {
      const { emulator, begin, ask } = await begun();
      const login = await begin();
      const page = await opened(emulator, new URL(login.verification_uri).pathname);
      const code = page.getByRole("textbox", { name: "Code" });
      expect(await hasFocus(code)).toBe(true);
      await page.getByText("1 sign-in waits: public client, 15 min left.").waitFor();
      // Its code is the program's to show.
      expect(await page.content()).not.toContain(login.user_code);
      const typed = login.user_code.toLowerCase();
      await page.keyboard.type(`${typed.slice(0, 4)}-${typed.slice(4)} `);
      expect(await ask(login)).toMatchObject({ error: "authorization_pending" });
      await page.keyboard.press("Enter");
      await said(page, "Signed in");
      expect(await ask(login)).toMatchObject({ token_type: "Bearer", refresh_token: expect.any(String) });
      await page.getByText("No program waits for a person to sign in.").waitFor();
      expect(await code.inputValue()).toBe("");
    });

    test("without multifactor authentication, declined, or with a wrong code", async () => {
      expectErrors(/status of 400/);
      const { emulator, begin, ask } = await begun();
      const [declined, weak] = [await begin(), await begin()];
      const page = await opened(emulator);
      await page.getByText("2 sign-ins wait:").waitFor();
      await page.keyboard.press("c");
      await page.keyboard.type("NOSUCHONE");
      await page.keyboard.press("Enter");
      await said(page, "no sign-in waits with the code NOSUCHONE");
      const code = page.getByRole("textbox", { name: "Code" });
      await code.fill(declined.user_code);
      await button(page, "Decline").click();
      await said(page, "Declined");
      expect(await ask(declined)).toMatchObject({ error: "authorization_declined" });
      await page.getByRole("checkbox", { name: "with multifactor authentication" }).uncheck();
      await code.fill(weak.user_code);
      await code.press("Enter");
      await said(page, "Signed in");
      const token = ((await ask(weak)) as { access_token: string }).access_token;
      expect((await call(emulator, "GET", QUALIFICATIONS, { token })).json).toMatchObject({ code: 900421 });
    });
  });

  test("faults and settings", async () => {
    const emulator = await submitted({ maxVerifications: 10 });
    const page = await opened(emulator);
    const faults = page.getByRole("region", { name: "Faults" });
    await faults.getByText("Add a fault").press("Enter");
    await faults
      .getByRole("combobox", { name: "What goes wrong" })
      .selectOption("500, although the call was taken");
    await faults.getByRole("spinbutton", { name: "Number of calls" }).fill("2");
    await faults.getByRole("combobox", { name: "Method" }).selectOption("POST");
    await faults.getByRole("button", { name: "Add fault" }).press("Enter");
    await faults.getByText("status500After: the next 2 calls of the API by POST").waitFor();
    expect((await call(emulator, "POST", QUALIFICATIONS, { body: EDUCATION })).status).toBe(500);
    expect((await call(emulator, "GET", QUALIFICATIONS)).status).toBe(200);
    await faults.getByText("status500After: the next call of the API by POST").waitFor();
    await button(page, "Clear all faults").press("Enter");
    await faults.getByText("None: calls are answered as Partner Center would.").waitFor();
    expect(await hasFocus(faults)).toBe(true);
    expect((await call(emulator, "POST", QUALIFICATIONS, { body: EDUCATION })).status).toBe(201);

    const settings = page.getByRole("region", { name: "Settings" });
    await settings.getByText("Change settings").press("Enter");
    const latency = settings.getByRole("spinbutton", { name: /Latency/ });
    await latency.fill("2");
    // What somebody else changes meanwhile does not overwrite what is being typed.
    emulator.change({ latencyMs: 1 });
    await settings.getByText("Latency 1 ms").waitFor();
    expect(await latency.inputValue()).toBe("2");
    await settings.getByRole("spinbutton", { name: /Requests a minute/ }).fill("100");
    await settings.getByRole("spinbutton", { name: /A vetting ends/ }).fill("0");
    await settings
      .getByRole("combobox", { name: "It then ends" })
      .selectOption("Denied: Not an eligible Museum");
    await settings.getByRole("button", { name: "Apply" }).press("Enter");
    await settings.getByText("Latency 2 ms; a vetting ends after 0 s.").waitFor();
    expect(emulator.latencyMs).toBe(2);
    expect(emulator.partnerCenter.throttle.limits.partner).toEqual({ calls: 100, perMs: 60_000 });
    await call(emulator, "POST", QUALIFICATIONS, { body: EDUCATION });
    await education(page).getByText("Not an eligible Museum").waitFor();
    emulator.change({ latencyMs: 7 });
    await settings.getByText("Latency 7 ms").waitFor();
    expect(await latency.inputValue()).toBe("7");
  });

  test.each(["light", "dark"] as const)("its colours stand out: %s", async (colorScheme) => {
    expectErrors(/status of 400|ERR_CONNECTION_REFUSED/);
    const emulator = await submitted({ throttle: { partner: { calls: 4, perMs: 60_000 } } });
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
    await openAll(page);
    for (const status of ["Denied", "In review", "Approved", "Listed, without a vetting"])
      await page.locator(".badge", { hasText: status }).first().waitFor();
    expect(await measured()).toBeGreaterThan(60);
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

  test("data is text: names and reasons with markup", async () => {
    const markup = `<script>hostile = 1</script><img src=x onerror="hostile = 2">&amp;"'`;
    const emulator = await started({
      customers: [
        { id: CUSTOMER, companyName: markup, domain: `x"><script>hostile=3</script>` },
        { id: OTHER_CUSTOMER, companyName: "__proto__" },
      ],
    });
    emulator.setQualification(CUSTOMER, {
      qualification: markup,
      vettingStatus: markup,
      vettingReason: markup,
      vettingCreateDate: markup,
    });
    emulator.setQualification(OTHER_CUSTOMER, { qualification: "constructor", vettingStatus: "__proto__" });
    emulator.faultNext({ path: markup, method: markup }, { kind: "stall" });
    await call(emulator, "GET", "/v1/%3Cscript%3E'%22<img src=x>".replaceAll(" ", "+"), {
      headers: { "MS-CorrelationId": markup, "MS-RequestId": markup },
    });
    const page = await opened(emulator);
    await page.getByRole("heading", { name: markup, exact: true }).waitFor();
    await page.getByRole("listitem", { name: "constructor of __proto__" }).getByText("__proto__").waitFor();
    await openAll(page);
    await button(page, `Copy the MS-CorrelationId ${markup}`).press("Enter");
    await said(page, "Copied");
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe(markup);
    await button(page, `Deny ${markup} of ${markup}`).click();
    await page.getByRole("dialog", { name: `Deny ${markup} of ${markup}` }).waitFor();
    expect(await page.locator("img, body script").count()).toBe(0);
    expect(await page.evaluate("typeof hostile")).toBe("undefined");
  });

  test("what is secret is not on it", async () => {
    const emulator = await started({ tls: true, customers: [SCHOOL] });
    const { environment } = emulator;
    const token = emulator.accessToken();
    await call(emulator, "POST", QUALIFICATIONS, { token, body: { ...GCC } });
    // The contract of 2018 has the validation code in the query.
    await call(emulator, "PUT", `/v1/customers/${CUSTOMER}/qualification?code=123456`, {
      token,
      body: "education",
    });
    await form(emulator, `/${environment.PARTNERCENTER_TENANT_ID}/oauth2/v2.0/token`, {
      client_id: environment.PARTNERCENTER_CLIENT_ID ?? "",
      client_secret: environment.PARTNERCENTER_CLIENT_SECRET ?? "",
      grant_type: "refresh_token",
      refresh_token: environment.PARTNERCENTER_REFRESH_TOKEN ?? "",
    });
    // Over TLS as well as without.
    const page = await opened(emulator);
    await page.getByText("3 requests", { exact: true }).waitFor();
    const shown = [
      await page.content(),
      (await call(emulator, "GET", "/emulator/overview", { token: null })).text,
    ];
    const secrets = [
      token,
      "123456",
      environment.PARTNERCENTER_CLIENT_SECRET,
      environment.PARTNERCENTER_REFRESH_TOKEN,
      "Bearer",
    ];
    for (const text of shown) for (const secret of secrets) expect(text).not.toContain(secret);
  });

  test("1,000 customers: found, paged, and worked through by keyboard", async () => {
    const ids = Array.from(
      { length: 1000 },
      (_, index) => `00000000-0000-4000-8000-${String(index + 1).padStart(12, "0")}`,
    );
    const customers = ids.map((id, index) => ({
      id,
      companyName: `School ${index + 1}`,
      domain: `s${index + 1}.example`,
    }));
    const emulator = await started({ customers });
    for (const id of [ids[499], ids[999]])
      await call(emulator, "POST", qualificationsOf(id ?? ""), { body: EDUCATION });
    const page = await opened(emulator);
    const region = page.getByRole("region", { name: "Customers" });
    await region.getByText("1 to 20 of 1000 customers").waitFor();
    expect(await region.getByRole("heading", { level: 3 }).count()).toBe(20);
    await button(page, "Next").press("Enter");
    await region.getByText("21 to 40 of 1000").waitFor();
    await region.getByRole("heading", { name: "School 21" }).waitFor();
    expect(await hasFocus(button(page, "Next"))).toBe(true);
    const find = region.getByRole("searchbox");
    await find.fill("School 77");
    await region.getByText("11 customers, of 1000").waitFor();
    await find.fill(ids[6] ?? "");
    await region.getByRole("heading", { name: "School 7", exact: true }).waitFor();
    expect(await region.getByRole("heading", { level: 3 }).count()).toBe(1);
    await find.fill("nobody");
    await region.getByText("No customer matches.").waitFor();
    await find.fill("");
    await button(page, "In review 2").press("Enter");
    await region.getByText("2 customers, of 1000").waitFor();
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
    const schools = Array.from({ length: 45 }, (_, index) => ({
      id: `00000000-0000-4000-8000-${String(index + 1).padStart(12, "0")}`,
      companyName: `School ${index + 1}`,
    }));
    const emulator = await started({ customers: [...schools, CITY] });
    for (const { id } of schools)
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

  test("what waits far below is told at the top", async () => {
    const emulator = await submitted();
    const page = await opened(emulator);
    emulator.faultNext({ method: "PUT" }, { kind: "stall" });
    await page.getByRole("link", { name: "1 fault set" }).press("Enter");
    expect(await hasFocus(page.getByRole("region", { name: "Faults" }))).toBe(true);
    const { login, tenant } = emulator.partnerCenter;
    login.deviceLogins.start(tenant.publicClientId, "", emulator.url);
    await page.getByRole("link", { name: "1 sign-in waits" }).press("Enter");
    expect(await hasFocus(page.getByRole("region", { name: "Device sign-in" }))).toBe(true);
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

  test.each([320, 360, 768, 1400, 2560])("nothing sticks out at a width of %d", async (width) => {
    const emulator = await submitted();
    emulator.deny(CUSTOMER, "Education", "Averylongreasonwithoutasinglespace".repeat(6));
    const page = await opened(emulator);
    await page.setViewportSize({ width, height: 800 });
    await openAll(page);
    await education(page).getByText("Averylong").waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
  });

  test("the emulator ends while the page is open; the page finds the next one by itself", async () => {
    expectErrors(/ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|ERR_SOCKET_NOT_CONNECTED/);
    const first = await submitted();
    await call(first, "GET", QUALIFICATIONS, { headers: { "MS-CorrelationId": "of-the-first-emulator" } });
    const page = await opened(first);
    await requestOf(page, "of-the-first-emulator").waitFor();
    await first.close();
    await said(page, "No connection");
    await button(page, "Approve Education of Contoso School").click();
    await said(page, "The emulator can't be reached.");
    const port = first.partnerCenter.environment.PARTNERCENTER_API_BASE_URL?.split(":").at(-1);
    const second = await startEmulator({ tls: false, port: Number(port), customers: [CITY] });
    try {
      await said(page, "The emulator was started again: everything begins anew.");
      await page.getByText("Connected", { exact: true }).waitFor();
      await page.getByRole("heading", { name: "Contoso School" }).waitFor({ state: "detached" });
      // The same number, and another request.
      await call(second, "GET", qualificationsOf(OTHER_CUSTOMER), {
        headers: { "MS-CorrelationId": "of-the-second-emulator" },
      });
      await requestOf(page, "of-the-second-emulator").waitFor();
      expect(await requestOf(page, "of-the-first-emulator").count()).toBe(0);
    } finally {
      await second.close();
    }
  });
});
