// What goes wrong by a person's wish, on the emulator's page: scenarios, faults, settings, sign-ins.
import { SCENARIOS } from "../../../emulator/scenarios/table";
import { expectErrors, hasFocus, opened } from "../browser";
import { call, EDUCATION, form, QUALIFICATIONS, started } from "../calls";
import { button, describePage, education, listed, said, submitted } from "./page";

describePage("trouble on the emulator's page", () => {
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

  test("scenarios by keyboard: what each does is said before, what it met after, and there is a way back", async () => {
    const emulator = await submitted();
    const page = await opened(emulator);
    const region = page.getByRole("region", { name: "Scenario" });
    const choice = region.getByRole("combobox", { name: "What happens" });
    await page.keyboard.press("s");
    expect(await hasFocus(choice)).toBe(true);
    expect(await choice.getByRole("option").allInnerTexts()).toEqual(SCENARIOS.map(({ title }) => title));
    for (const { name, title, does, preview } of SCENARIOS) {
      // As a person chooses by keyboard: by the first letters.
      await choice.focus();
      await page.keyboard.type(title.slice(0, 14), { delay: 1 });
      expect(await choice.inputValue()).toBe(name);
      await region.getByText(does, { exact: true }).waitFor();
      await region.getByText(preview).waitFor();
      await button(page, "Begin").press("Enter");
      await page.getByRole("link", { name: `Scenario: ${title}` }).waitFor();
      await region.getByText(`On: ${title}.`).waitFor();
      expect((await call(emulator, "GET", "/emulator/scenarios", { token: null })).json).toMatchObject({
        current: { name },
      });
    }
    await choice.selectOption("A school is denied");
    await button(page, "Begin").press("Enter");
    await said(page, "A school is denied. 1 customer is denied.");
    await education(page).getByText("Not an Education Customer").waitFor();
    const back = button(page, "Back to normal");
    await back.press("Enter");
    await said(page, "Back to normal.");
    await education(page).getByText("In review").waitFor();
    expect(await listed(emulator)).toMatchObject([{ vettingStatus: "InReview" }]);
    expect(await hasFocus(back)).toBe(true);
    expect(await back.getAttribute("aria-disabled")).toBe("true");
    await page.getByRole("link", { name: "Scenario: A school" }).waitFor({ state: "hidden" });
    // The same by a command.
    await region.getByText("By a command").press("Enter");
    await button(page, 'Copy curl -X POST "$PARTNERCENTER_API_BASE_URL/emulator/scenarios/denied"').press(
      "Enter",
    );
    await said(page, "Copied curl");
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
});
