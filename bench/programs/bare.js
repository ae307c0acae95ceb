"use strict";
// What the API itself allows: every customer asked at once over connections that are kept, by one process that does
// nothing else. Reads settings.json; `submit` posts, `look` gets.

const https = require("node:https");
const fs = require("node:fs");

const [, , settingsFile, what] = process.argv;
const { customers, qualifications } = JSON.parse(fs.readFileSync(settingsFile, "utf8"));
const agent = new https.Agent({
  keepAlive: true,
  maxSockets: 256,
  ca: fs.readFileSync(process.env.PARTNERCENTER_CA_FILE),
});

function call(method, customer, body) {
  return new Promise((resolve, reject) => {
    const request = https.request(
      `${process.env.PARTNERCENTER_API_BASE_URL}/v1/customers/${customer}/qualifications`,
      {
        method,
        agent,
        headers: {
          Authorization: `Bearer ${process.env.BENCH_ACCESS_TOKEN}`,
          "Content-Type": "application/json",
        },
      },
      (response) => {
        response.resume();
        response.on("end", () =>
          response.statusCode < 300
            ? resolve()
            : reject(new Error(`${method} ${customer}: ${response.statusCode}`)),
        );
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}

const submission = (qualification) =>
  JSON.stringify(
    qualification === "Education"
      ? { qualification, educationSegment: "K12", website: "contoso.edu" }
      : { qualification },
  );

Promise.all(
  customers.flatMap((customer) =>
    what === "look"
      ? [call("GET", customer)]
      : qualifications.map((qualification) => call("POST", customer, submission(qualification))),
  ),
).then(
  () => agent.destroy(),
  (error) => {
    console.error(error.message);
    process.exit(1);
  },
);
