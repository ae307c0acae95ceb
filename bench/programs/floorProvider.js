"use strict";
// The provider of the floor's Customer: it looks at each customer and records what ours records, and does nothing else. No
// other look ahead can be cheaper: it reads whom the program declares in the program's own settings and has a token, so that
// from the first question on 100 looks are under way. It knows no login, limit, retry, check, drift or redaction.

const https = require("node:https");
const { readFileSync } = require("node:fs");
const { join } = require("node:path");

const AT_ONCE = 100;
const agent = new https.Agent({ keepAlive: true });
const looks = new Map();
let next = 0;
let underWay = 0;
let declared;

function get(customer) {
  return new Promise((resolve, reject) => {
    const url = `${process.env.PARTNERCENTER_API_BASE_URL}/v1/customers/${customer}`;
    const headers = { Authorization: `Bearer ${process.env.BENCH_ACCESS_TOKEN}` };
    const request = https.get(url, { agent, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (piece) => (text += piece));
      response.on("end", () =>
        response.statusCode === 200
          ? resolve(JSON.parse(text))
          : reject(new Error(`GET ${customer}: ${response.statusCode}`)),
      );
    });
    request.on("error", reject);
  });
}

/** One look at a customer in a preview; the others that the program declares are begun with the first. */
function look(customer) {
  begin(customer);
  declared ??= JSON.parse(readFileSync(join(process.cwd(), "settings.json"), "utf8")).customers;
  beginNext();
  return looks.get(customer);
}

function begin(customer) {
  if (looks.has(customer)) return;
  underWay += 1;
  const ended = () => {
    underWay -= 1;
    beginNext();
  };
  const answer = get(customer);
  looks.set(customer, answer);
  answer.then(ended, ended);
}

function beginNext() {
  while (underWay < AT_ONCE && next < declared.length) begin(declared[next++]);
}

/** As ours has it in the state, null for what is empty. */
function recorded({ id, commerceId, companyProfile, billingProfile, relationshipToPartner }) {
  const { companyName, email, culture, language, defaultAddress } = billingProfile;
  return {
    domain: companyProfile.domain,
    customerId: id,
    companyName,
    email,
    culture,
    language,
    address: defaultAddress,
    organizationRegistrationNumber: null,
    associatedPartnerId: null,
    enableGDAPByDefault: null,
    adoptExisting: null,
    onDelete: null,
    commerceId,
    relationshipToPartner,
    adminUserName: null,
    adminPassword: null,
    adopted: true,
  };
}

exports.customer = {
  async check(olds, news) {
    if (olds.customerId !== undefined) await look(news.customerId);
    return { inputs: news };
  },
  diff: async (_id, olds, news) => ({ changes: olds.customerId !== news.customerId }),
  async create({ customerId }) {
    return { id: customerId, outs: recorded(await get(customerId)) };
  },
  read: async (id) => ({ id, props: recorded(await look(id)) }),
};
