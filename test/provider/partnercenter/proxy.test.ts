import * as https from "node:https";
import * as fc from "fast-check";
import { PartnerCenterClient, PartnerCenterError } from "../../../provider/partnercenter";
import { proxiesOf } from "../../../provider/partnercenter/proxy";
import { TOKEN } from "./support";

const problems = (environment: NodeJS.ProcessEnv): string[] => proxiesOf(environment).problems;

describe("what is wrong with a proxy variable", () => {
  test.each([
    [
      "http://alice:100%sure@proxy:3128",
      "holds a raw % in its user name or password, which must be written %25",
    ],
    ["http://al%ice:word@proxy:3128", "raw %"],
    // Three characters that look like an escape, and are none of UTF-8.
    ["http://alice:50%e9t@proxy:3128", "raw %"],
    [
      "http://alice:hunter#word@proxy:3128",
      "holds a raw # in its user name or password, which must be written %23",
    ],
    // Without a check it would be the host "user", at the port 12.
    ["http://alice:12#word@proxy:3128", "raw #"],
    ["http://alice:12/word@proxy:3128", "must be written %2F"],
    ["http://alice:p@ss/word@proxy:3128", "must be written %2F"],
    ["http://alice:12?word@proxy:3128", "must be written %3F"],
    ["http://alice:12\\word@proxy:3128", "must be written %5C"],
    ["alice:12#word@proxy:3128", "raw #"],
    ["http://alice:hunter\tword@proxy:3128", "holds a tab inside"],
    ["http://alice:hunter\nword@proxy:3128", "holds a line break inside"],
    ["socks5://alice:word@proxy:1080", "only http:// and https:// proxies"],
    ["http://[", "is no URL of the form"],
    ["http://proxy:port", "is no URL of the form"],
  ])("%j", (proxy, expected) => {
    for (const name of ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"]) {
      const [problem, ...others] = problems({ [name]: proxy });
      expect(others).toEqual([]);
      expect(problem).toContain(`${name} `);
      expect(problem).toContain(expected);
      expect(problem).not.toMatch(/alice|hunter|sure|3128/);
    }
  });

  test.each([
    "http://proxy:3128",
    "proxy:3128",
    "https://alice:word@proxy",
    "http://alice:100%25sure@proxy:3128",
    "http://alice:p@ss@proxy:3128",
    "http://us%C3%A9r:%23%2F%3F@proxy:3128/",
    "http://[::1]:3128",
    "  http://proxy:3128\r\n",
    "",
    " \n",
  ])("nothing: %j", (proxy) => {
    expect(problems({ HTTPS_PROXY: proxy })).toEqual([]);
  });

  test("what a line end follows is read without it, and the lower case comes first", () => {
    const { variables } = proxiesOf({
      https_proxy: "proxy:1\n",
      HTTPS_PROXY: "other:2",
      NO_PROXY: "a.example, b.example\r\n",
    });
    expect(variables).toEqual({
      HTTP_PROXY: undefined,
      HTTPS_PROXY: "http://proxy:1",
      NO_PROXY: "a.example, b.example",
    });
  });

  test("Node makes an agent of whatever has no problem, with the host and the login that was meant", () => {
    const part = fc.string({ unit: fc.constantFrom(..."aZ09%#/?\\@: éüñ"), maxLength: 8 });
    fc.assert(
      fc.property(part, part, fc.boolean(), (user, password, isEncoded) => {
        const write = (text: string): string => (isEncoded ? encodeURIComponent(text) : text);
        const proxy = `http://${write(user)}:${write(password)}@proxy.example:3128`;
        const found = proxiesOf({ HTTPS_PROXY: proxy });
        if (isEncoded) expect(found.problems).toEqual([]);
        if (found.problems.length > 0) {
          expect(found.problems.join()).not.toContain("proxy.example");
          return;
        }
        new https.Agent({ proxyEnv: { ...found.variables } }).destroy();
        expect(new URL(found.variables.HTTPS_PROXY ?? "").host).toBe("proxy.example:3128");
      }),
    );
  });
});

describe("a client", () => {
  const make = (apiBaseUrl: string | undefined) =>
    new PartnerCenterClient({
      login: { kind: "accessToken", accessToken: TOKEN },
      apiBaseUrl,
      proxyEnvironment: { HTTPS_PROXY: "http://user:100%sure@proxy:3128" },
    });

  test("is not made with a proxy variable that can't be used", () => {
    expect(() => make(undefined)).toThrow(PartnerCenterError);
    expect(() => make(undefined)).toThrow(/HTTPS_PROXY holds a raw %/);
    expect(() => make(undefined)).not.toThrow(/sure/);
  });

  test("of this machine needs no proxy", () => {
    expect(() => make("https://localhost:1").close()).not.toThrow();
  });
});
