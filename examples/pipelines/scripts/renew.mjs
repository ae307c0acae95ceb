// Once a week: logs in with the refresh token and puts the new one that comes back into the platform's store, before
// the old one is 90 days old. It can't make one after that: a person has to sign in with MFA once more.
// Exit codes: 0 stored, or none came; 1 no login, or it could not be stored.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { annotate, fail, need, platform } from "./shared/platform.mjs";
import { pulumi } from "./shared/pulumi.mjs";

const SECRET = "PARTNERCENTER_REFRESH_TOKEN";
need(SECRET);

/** Puts the token where the next run reads it. It is never an argument, which others on the machine could list. */
const stores = {
  github: (file) =>
    run(
      "gh",
      ["secret", "set", SECRET, "--env", need("SECRET_ENVIRONMENT"), "--repo", need("GITHUB_REPOSITORY")],
      file,
    ),
  azure: (file) =>
    run("az", [
      ...["keyvault", "secret", "set", "--vault-name", need("KEY_VAULT"), "--name", need("KEY_VAULT_SECRET")],
      ...["--file", file, "--encoding", "utf-8", "--output", "none"],
    ]),
  async gitlab(file) {
    const project = `${need("CI_API_V4_URL")}/projects/${need("CI_PROJECT_ID")}`;
    const scope = `filter[environment_scope]=${encodeURIComponent(need("SECRET_ENVIRONMENT"))}`;
    const answer = await fetch(`${project}/variables/${SECRET}?${scope}`, {
      method: "PUT",
      headers: { "private-token": need("GITLAB_VARIABLES_TOKEN"), "content-type": "application/json" },
      body: JSON.stringify({ value: readFileSync(file, "utf8") }),
    });
    if (!answer.ok) fail(`GitLab did not take the variable: HTTP ${answer.status}.`);
  },
};

// A folder that only this user can enter.
const folder = mkdtempSync(join(tmpdir(), "partnercenter-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, "refresh-token");
const store = stores[platform()];

// Any look logs in, and the provider writes what comes back.
const { code, stdout, stderr } = await pulumi(["preview", "--suppress-progress"], {
  quiet: true,
  env: { ...process.env, PARTNERCENTER_REFRESH_TOKEN_FILE: file },
});
if (existsSync(file)) {
  await store(file);
  console.log("The refresh token is renewed: the new one is in the store.");
} else if (code === 0) {
  console.log("No new refresh token came. The one in the store stays; its 90 days go on.");
} else {
  annotate("error", "The refresh token", ["it could not be renewed; see the log"]);
  console.log(stdout);
  fail(stderr);
}

function run(command, args, stdin) {
  const { status, error } = spawnSync(command, args, {
    input: stdin === undefined ? "" : readFileSync(stdin),
    stdio: ["pipe", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  if (error) fail(`${command} could not be started (${error.code}).`);
  if (status !== 0) fail(`${command} ended with ${status}: the new refresh token is not stored.`);
}
