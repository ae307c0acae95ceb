import { AFTER_LOGIN, type DoctorCase } from "./doctorCase";

/** What stands in the way of any call: settings, the network, the clock. */
export const CONNECTION_CASES: DoctorCase[] = [
  // configuration
  {
    name: "no login",
    environment: () => ({
      PARTNERCENTER_TENANT_ID: undefined,
      PARTNERCENTER_CLIENT_ID: undefined,
      PARTNERCENTER_CLIENT_SECRET: undefined,
      PARTNERCENTER_REFRESH_TOKEN: undefined,
    }),
    check: "configuration",
    found: /No Partner Center login is set/,
    remedy: /one source/,
    skips: ["login", ...AFTER_LOGIN],
  },
  {
    name: "half a login, and settings that are not valid, all at once",
    environment: () => ({
      PARTNERCENTER_TENANT_ID: undefined,
      PARTNERCENTER_CLIENT_ID: undefined,
      PARTNERCENTER_CONTRACT: "2017",
      PARTNERCENTER_API_BASE_URL: "http://example.com",
    }),
    check: "configuration",
    found:
      /PARTNERCENTER_CONTRACT: .*PARTNERCENTER_API_BASE_URL must start.*PARTNERCENTER_TENANT_ID and PARTNERCENTER_CLIENT_ID are not set/,
    remedy: /Correct them/,
    skips: ["loginHost", "api", "clock", "login", ...AFTER_LOGIN],
  },
  {
    name: "a login that is not complete, for a part of it is misspelt",
    environment: ({ environment }) => ({
      PARTNERCENTER_TENANT_ID: undefined,
      PARTNERCENTER_TENANTID: environment["PARTNERCENTER_TENANT_ID"],
    }),
    check: "configuration",
    found:
      /PARTNERCENTER_TENANT_ID is not set.*No setting: PARTNERCENTER_TENANTID \(near: PARTNERCENTER_TENANT_ID\)/,
    remedy: /Correct them/,
    skips: ["login", ...AFTER_LOGIN],
  },
  {
    name: "variables that are no setting, beside those of the command",
    environment: () => ({
      PARTNERCENTER_REQUEST_PER_MINUTE: "100",
      PARTNERCENTER_OF_A_PIPELINE: "its own",
      PARTNERCENTER_WEBHOOK_URL: "https://example.com/hook",
      PARTNERCENTER_MAX_SUBMISSION: "",
    }),
    check: "configuration",
    result: "warning",
    found:
      /\. No setting: PARTNERCENTER_REQUEST_PER_MINUTE \(near: PARTNERCENTER_REQUESTS_PER_MINUTE\), PARTNERCENTER_OF_A_PIPELINE\. /,
    remedy: /docs\/reference\/settings\.md/,
  },
  // reachability
  {
    name: "nobody listens",
    environment: async (emulator) => {
      await emulator.goOffline();
      return {};
    },
    check: "loginHost",
    found: /refused/,
    remedy: /network/,
    skips: ["clock", "login", ...AFTER_LOGIN],
  },
  {
    name: "a host that is not there",
    environment: () => ({ PARTNERCENTER_API_BASE_URL: "https://api.partnercenter.invalid" }),
    check: "api",
    found: /name was not found/,
    remedy: /base URL/,
    skips: ["mfa", "role"],
  },
  {
    name: "a certificate that is not trusted",
    environment: () => ({ PARTNERCENTER_CA_FILE: undefined }),
    check: "api",
    found: /certificate is not trusted/,
    remedy: /PARTNERCENTER_CA_FILE or NODE_EXTRA_CA_CERTS/,
    skips: ["login", ...AFTER_LOGIN],
  },
  {
    name: "a file of authorities that is not there",
    environment: () => ({ PARTNERCENTER_CA_FILE: "/does/not/exist.pem" }),
    check: "api",
    found: /can't be read \(ENOENT: /,
    remedy: /PARTNERCENTER_CA_FILE/,
  },
  {
    name: "a proxy of a kind that is not supported",
    environment: () => ({
      PARTNERCENTER_API_BASE_URL: "https://api.partnercenter.invalid",
      HTTPS_PROXY: "socks5://localhost:1",
    }),
    check: "configuration",
    found: /HTTPS_PROXY is not of a kind that can be used: only http:\/\/ and https:\/\/ proxies/,
    remedy: /Correct them/,
    skips: ["loginHost", "api", "clock"],
  },
  {
    name: "a proxy with a password that is not written as a URL asks for",
    environment: () => ({
      PARTNERCENTER_API_BASE_URL: "https://api.partnercenter.invalid",
      HTTPS_PROXY: "http://alice:100%sure@127.0.0.1:1",
    }),
    check: "configuration",
    found: /^HTTPS_PROXY holds a raw % in its user name or password, which must be written %25\.$/,
    remedy: /Correct them/,
    skips: ["loginHost", "api", "clock"],
  },
  {
    name: "a proxy whose name does not exist",
    environment: () => ({
      PARTNERCENTER_API_BASE_URL: "https://api.partnercenter.invalid",
      HTTPS_PROXY: "http://nowhere.invalid:3128",
    }),
    check: "api",
    found: /the proxy's host name was not found/,
    remedy: /HTTPS_PROXY/,
  },
  {
    name: "a secret with a line break in it",
    environment: () => ({ PARTNERCENTER_REFRESH_TOKEN: "two\nlines" }),
    check: "configuration",
    found: /^PARTNERCENTER_REFRESH_TOKEN: holds a line break inside, which can't belong to it\.$/,
    remedy: /Correct them/,
    skips: ["login"],
  },
  {
    name: "a proxy that is down",
    environment: () => ({
      PARTNERCENTER_API_BASE_URL: "https://api.partnercenter.invalid",
      HTTPS_PROXY: "http://127.0.0.1:1",
    }),
    check: "api",
    remedy: /proxy/i,
  },
  {
    name: "a proxy that asks for a login",
    arrange: (emulator) => emulator.faultNext({ path: /customers$/ }, { kind: "status", status: 407 }),
    check: "api",
    found: /HTTP 407/,
    remedy: /user and password into the HTTPS_PROXY/,
  },
  {
    name: "a redirect to a sign-in page",
    arrange: (emulator) =>
      emulator.faultNext({ path: /customers$/ }, { kind: "redirect", location: "https://hotel.example" }),
    check: "api",
    found: /HTTP 302/,
    remedy: /sign-in page/,
  },
  {
    name: "no answer in time",
    arrange: (emulator) => emulator.faultNext({ path: /customers$/ }, { kind: "stall" }, 2),
    args: ["--timeout", "2"],
    check: "api",
    found: /no complete answer came within the time limit/,
    remedy: /later/,
  },
  {
    name: "a login host that fails",
    arrange: (emulator) => emulator.faultNext({ endpoint: "login" }, { kind: "error", error: "gateway" }, 2),
    check: "loginHost",
    found: /HTTP 502/,
    remedy: /later/,
  },
  // clock
  {
    name: "a clock that is behind",
    arrange: (emulator) => emulator.change({ clockOffsetSeconds: 600 }),
    check: "clock",
    found: /(599|600|601) seconds behind/,
    remedy: /Set this machine's clock/,
  },
  {
    name: "a clock that is ahead",
    arrange: (emulator) => emulator.change({ clockOffsetSeconds: -3600 }),
    check: "clock",
    found: /seconds ahead of/,
    remedy: /Set this machine's clock/,
  },
  {
    name: "a clock that is a little wrong",
    arrange: (emulator) => emulator.change({ clockOffsetSeconds: 120 }),
    check: "clock",
    result: "warning",
    remedy: /Set this machine's clock/,
  },
];
