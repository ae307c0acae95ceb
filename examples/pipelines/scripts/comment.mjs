// Puts the report of preview.mjs where reviewers look: one comment in the pull or merge request, kept up to date.
import { readFileSync } from "node:fs";
import { fail, need, platform, stack } from "./shared/platform.mjs";
import { clipped, MOST_BYTES, REPORT } from "./shared/report.mjs";

// Marks our comment among the others. Not shown.
const mark = `<!-- pulumi preview of ${stack()} -->`;
const body = clipped(`${mark}\n${readReport()}`, MOST_BYTES);

/** Each platform's comments: how they are listed, and what is sent to make or to change one. */
const platforms = {
  github() {
    const { pull_request: pullRequest } = JSON.parse(readFileSync(need("GITHUB_EVENT_PATH"), "utf8"));
    if (pullRequest === undefined) fail("This run is for no pull request.");
    const repository = `${need("GITHUB_API_URL")}/repos/${need("GITHUB_REPOSITORY")}`;
    const comments = `${repository}/issues/${pullRequest.number}/comments`;
    return {
      headers: { authorization: `Bearer ${need("GITHUB_TOKEN")}`, accept: "application/vnd.github+json" },
      pages: (page) => `${comments}?per_page=100&page=${page}`,
      found: (answer) => answer.map(({ id, body: text }) => ({ id, text })),
      create: { method: "POST", url: comments, body: { body } },
      update: ({ id }) => ({ method: "PATCH", url: `${repository}/issues/comments/${id}`, body: { body } }),
    };
  },
  azure() {
    const project = `${need("SYSTEM_COLLECTIONURI").replace(/\/*$/, "/")}${encodeURIComponent(need("SYSTEM_TEAMPROJECT"))}`;
    const repository = `${project}/_apis/git/repositories/${need("BUILD_REPOSITORY_ID")}`;
    const threads = `${repository}/pullRequests/${need("SYSTEM_PULLREQUEST_PULLREQUESTID")}/threads`;
    const version = "api-version=7.1";
    const status = "closed";
    const comment = { parentCommentId: 0, commentType: "text", content: body };
    return {
      headers: { authorization: `Bearer ${need("SYSTEM_ACCESSTOKEN")}` },
      // All threads come at once.
      pages: (page) => (page === 1 ? `${threads}?${version}` : undefined),
      found: ({ value }) =>
        value.flatMap(({ id: thread, comments }) =>
          comments.map(({ id, content }) => ({ id, thread, text: content })),
        ),
      // Closed from the start: it asks nobody to resolve it.
      create: { method: "POST", url: `${threads}?${version}`, body: { comments: [comment], status } },
      update: ({ id, thread }) => ({
        method: "PATCH",
        url: `${threads}/${thread}/comments/${id}?${version}`,
        body: { content: body },
      }),
    };
  },
  gitlab() {
    const project = `${need("CI_API_V4_URL")}/projects/${need("CI_PROJECT_ID")}`;
    const notes = `${project}/merge_requests/${need("CI_MERGE_REQUEST_IID")}/notes`;
    return {
      // The job's own token can't write notes.
      headers: { "private-token": need("GITLAB_TOKEN") },
      pages: (page) => `${notes}?per_page=100&page=${page}`,
      found: (answer) => answer.map(({ id, body: text }) => ({ id, text })),
      create: { method: "POST", url: notes, body: { body } },
      update: ({ id }) => ({ method: "PUT", url: `${notes}/${id}`, body: { body } }),
    };
  },
};

const api = platforms[platform()]();
const known = await ourComment();
const { method, url, body: content } = known === undefined ? api.create : api.update(known);
await call(method, url, content);
console.log(known === undefined ? "Commented." : "Brought the comment up to date.");

async function ourComment() {
  for (let page = 1; ; page += 1) {
    const pageUrl = api.pages(page);
    if (pageUrl === undefined) return undefined;
    const comments = api.found(await call("GET", pageUrl));
    const ours = comments.find(({ text }) => text?.startsWith(mark));
    if (ours !== undefined || comments.length === 0) return ours;
  }
}

async function call(verb, address, json) {
  const headers = { ...api.headers, ...(json && { "content-type": "application/json" }) };
  const answer = await fetch(address, { method: verb, headers, ...(json && { body: JSON.stringify(json) }) });
  if (!answer.ok)
    fail(`${verb} ${new URL(address).pathname}: HTTP ${answer.status}. The report is in ${REPORT}.`);
  return answer.json();
}

function readReport() {
  try {
    return readFileSync(REPORT, "utf8");
  } catch {
    return fail(`There is no ${REPORT}: preview.mjs has not run here.`);
  }
}
