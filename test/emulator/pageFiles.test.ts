// What the emulator serves of its page: the files.
import { readdirSync } from "node:fs";
import { call, started, stopAll } from "./calls";

afterEach(stopAll);

const BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

describe("the page's files", () => {
  test.each([
    ["/emulator", "application/json"],
    ["/emulator/", "*/*"],
    ["/emulator/device-logins", BROWSER],
  ])("the page is at %s for %s", async (path, accept) => {
    const emulator = await started();
    const answer = await call(emulator, "GET", path, { token: null, headers: { accept } });
    expect(answer).toMatchObject({ status: 200, headers: { "content-type": "text/html; charset=utf-8" } });
    expect(answer.text).toMatch(/^<!doctype html>/);
    expect(emulator.requests).toEqual([]);
  });

  test.each([
    ["a program that waits for a sign-in", "GET", "/emulator/device-logins", "application/json", 200],
    ["no such file", "GET", "/emulator/page/nothing.js", "*/*", 404],
    ["no way out of the folder", "GET", "/emulator/page/..%2Ffiles.ts", "*/*", 404],
    ["another method", "POST", "/emulator", BROWSER, 404],
  ])("not for %s", async (_name, method, path, accept, status) => {
    const answer = await call(await started(), method, path, { token: null, headers: { accept } });
    expect(answer.status).toBe(status);
    expect(answer.headers["content-type"]).not.toContain("html");
  });

  test.each(["GET", "HEAD"])("%s / leads to the page, whoever asks", async (method) => {
    const emulator = await started();
    for (const accept of [BROWSER, "application/json"]) {
      const answer = await call(emulator, method, "/", { token: null, headers: { accept } });
      expect(answer).toMatchObject({ status: 302, headers: { location: "/emulator" } });
    }
    // It is no call of a program, of the API or of the login.
    expect(emulator.requests).toEqual([]);
  });

  test("each with its type and a strict policy, and everything that they name is served", async () => {
    const emulator = await started();
    const names = readdirSync("emulator/page/public");
    expect(names).toContain("index.html");
    const types: Record<string, string> = {
      html: "text/html",
      css: "text/css",
      js: "text/javascript",
      svg: "image/svg+xml",
    };
    for (const name of names) {
      const { status, headers, text } = await call(emulator, "GET", `/emulator/page/${name}`, {
        token: null,
      });
      expect(status).toBe(200);
      expect(headers["content-type"]).toContain(types[name.split(".").at(-1) ?? ""]);
      expect(headers["x-content-type-options"]).toBe("nosniff");
      const policy = headers["content-security-policy"] as string;
      expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
      expect(policy).not.toMatch(/unsafe|\*|https?:|data:/);
      const named = [...text.matchAll(/(?:from "\.\/|\/emulator\/page\/)([\w.]+)"/g)].map(([, file]) => file);
      expect(names).toEqual(expect.arrayContaining(named));
      // Nothing comes from elsewhere; a namespace of SVG is no address.
      expect(text.replace('xmlns="http://www.w3.org/2000/svg"', "")).not.toMatch(/https?:\/\//);
    }
    const head = await call(emulator, "HEAD", "/emulator", { token: null });
    expect(head).toMatchObject({ status: 200, text: "" });
  });
});
