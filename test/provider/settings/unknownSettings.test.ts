// What is set and is no setting: found, with the name that was meant where one is near.
import { SETTING_NAMES, SETTINGS } from "../../../provider/settings/settingsTable";
import {
  unknownKeys,
  unknownSettingsTexts,
  unknownVariables,
  WEBHOOK_VARIABLE,
} from "../../../provider/settings/unknownSettings";

test("no setting is one, nor is what is another package's", () => {
  expect(
    unknownKeys([...SETTING_NAMES.map((name) => `partnercenter:${name}`), "aws:regio", "app:x"]),
  ).toEqual([]);
  const variables = [...SETTING_NAMES.map((name) => SETTINGS[name].variable), WEBHOOK_VARIABLE, "PARTNER"];
  expect(unknownVariables(Object.fromEntries(variables.map((name) => [name, "x"])))).toEqual([]);
});

test.each([
  ["maxNewSubmission", "maxNewSubmissions"],
  ["maxSubmission", "maxSubmissions"],
  ["requestPerMinute", "requestsPerMinute"],
  ["requestsPerMinuet", "requestsPerMinute"],
  ["MaxNewSubmissions", "maxNewSubmissions"],
  ["tenant", "tenantId"],
  ["refresh_token", "refreshToken"],
  ["PARTNERCENTER_CLIENT_ID", "clientId"],
  ["liveDiffs", "liveDiff"],
  ["contracts", "contract"],
])("the configuration's %s: %s was meant", (name, near) => {
  expect(unknownKeys([`partnercenter:${name}`])).toEqual([
    { name: `partnercenter:${name}`, near: `partnercenter:${near}` },
  ]);
});

test.each(["region", "", "x", "customerId", "clientSecretName", "budget"])(
  "nothing is near to %j",
  (name) => {
    expect(unknownKeys([`partnercenter:${name}`])).toEqual([{ name: `partnercenter:${name}` }]);
  },
);

test("variables: what is empty is not set, and Windows takes small letters for capitals", () => {
  const environment = { partnercenter_tenantid: "x", PARTNERCENTER_MAX_SUBMISSION: " " };
  expect(unknownVariables(environment, "linux")).toEqual([]);
  expect(unknownVariables(environment, "win32")).toEqual([
    { name: "PARTNERCENTER_TENANTID", near: "PARTNERCENTER_TENANT_ID" },
  ]);
  expect(unknownVariables({ PARTNERCENTER_WEBHOOKURL: "x" })).toEqual([
    { name: "PARTNERCENTER_WEBHOOKURL", near: WEBHOOK_VARIABLE },
  ]);
});

test("a run is told what to do, of each once and without its value; a pipeline's own variable is left alone", () => {
  const texts = unknownSettingsTexts(["partnercenter:maxNewSubmission", "partnercenter:region"], {
    PARTNERCENTER_CLIENT_SECRT: "very secret",
    PARTNERCENTER_OF_A_PIPELINE: "its own",
  });
  expect(texts).toEqual([
    "The stack's configuration has partnercenter:maxNewSubmission, which is no setting and has no effect. Next: set " +
      "partnercenter:maxNewSubmissions, if that was meant, and `pulumi config rm partnercenter:maxNewSubmission`.",
    "The stack's configuration has partnercenter:region, which is no setting and has no effect. Next: " +
      "`pulumi config rm partnercenter:region`; docs/reference/settings.md lists the settings.",
    "The environment has PARTNERCENTER_CLIENT_SECRT, which is no setting and has no effect. Next: set " +
      "PARTNERCENTER_CLIENT_SECRET in its place, if that was meant.",
  ]);
});
