// The pages of docs/reference say what the code says.
import { DEFAULTS as AGREEMENT } from "../../provider/resources/customerAgreement/model";
import { DEFAULTS as CUSTOMER } from "../../provider/resources/customer/model";
import { DEFAULTS as QUALIFICATION } from "../../provider/resources/customerQualification/model";
import { DEFAULT_LIMITER_BOUNDS } from "../../provider/partnercenter/budget";
import { readSettings } from "../../provider/settings/settings";
import { defaultsOf, referencePages } from "./reference";
import { readEntries } from "./reference/typedoc";
import { pluginSchema } from "./schema";
import { upToDate } from "./upToDate";

const entries = readEntries();

test("docs/reference is what the docstrings, the settings and --help say", () => {
  const pages = Object.entries(referencePages(entries));
  expect(pages.length).toBeGreaterThan(8);
  for (const [file, text] of pages) upToDate(`docs/reference/${file}`, text);
});

test("the plugin's schema is what the docstrings and the settings say", () => {
  upToDate("provider/hosts/plugin/schema.json", pluginSchema(entries.sdk));
});

test.each([
  ["CustomerQualificationArgs", QUALIFICATION],
  ["CustomerArgs", CUSTOMER],
  ["CustomerAgreementArgs", AGREEMENT],
])("the defaults of %s are the provider's", (name, defaults) => {
  expect(defaultsOf(entries.sdk, name)).toEqual(
    Object.fromEntries(Object.entries(defaults).map(([key, value]) => [key, `\`${String(value)}\``])),
  );
});

test("the defaults of the settings are the provider's", () => {
  const { maxSubmissions, liveDiff } = readSettings(() => undefined, {});
  expect(defaultsOf(entries.sdk, "ProviderArgs")).toEqual({
    environment: "`Global`",
    contract: "`qualifications`",
    requestsPerMinute: `\`${DEFAULT_LIMITER_BOUNDS.requestsPerMinute}\``,
    maxSubmissions: `\`${maxSubmissions}\``,
    liveDiff: `\`${liveDiff}\``,
  });
});
