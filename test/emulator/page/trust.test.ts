// What the emulator's page may never do: run a name, show a secret, go on with an emulator that is gone.
import { startEmulator } from "../../../emulator/index";
import { expectErrors, opened } from "../browser";
import {
  call,
  CUSTOMER,
  form,
  GCC,
  OTHER_CUSTOMER,
  QUALIFICATIONS,
  qualificationsOf,
  started,
} from "../calls";
import { button, CITY, clipboard, describePage, openAll, requestOf, said, SCHOOL, submitted } from "./page";

describePage("trust in the emulator's page", () => {
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
    emulator.partnerCenter.submitInPortal(CUSTOMER, "Education");
    await call(emulator, "POST", "/emulator/scenarios/relationship-ended", { token: null });
    const page = await opened(emulator);
    await page.getByRole("heading", { name: markup, exact: true }).waitFor();
    await page.getByText(`It is ${markup} (`).waitFor();
    await page.getByRole("region", { name: "Activity log" }).getByText(markup, { exact: true }).waitFor();
    await page.getByRole("listitem", { name: "constructor of __proto__" }).getByText("__proto__").waitFor();
    await openAll(page);
    await button(page, `Copy the MS-CorrelationId ${markup}`).press("Enter");
    await said(page, "Copied");
    expect(await clipboard(page)).toBe(markup);
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
