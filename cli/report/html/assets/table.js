"use strict";
// The table of all customers: sorted, filtered, searched, and shown in pages. Every text is put in as text.
(() => {
  const byId = (id) => document.getElementById(id);
  const { groups, customersUrl, maxSubmissions, rows } = JSON.parse(byId("data").textContent);
  const [GROUP, NAME, ID, QUALIFICATION, STATUS, DAYS, WHY, REQUESTS] = [0, 1, 2, 3, 4, 5, 6, 7];
  const PAGE = 100;
  const collator = new Intl.Collator("en", { numeric: true });

  /** What each column sorts by. Rows come in the order in which they need a person. */
  const keys = [NAME, QUALIFICATION, GROUP, DAYS, WHY, REQUESTS];
  const searchable = rows.map((row) =>
    row
      .slice(NAME, WHY + 1)
      .join(" ")
      .toLowerCase(),
  );
  let sorted = { column: undefined, descending: false };
  let found = rows;
  let page = 0;

  const table = byId("table");
  const body = table.tBodies[0];
  const find = byId("find");
  const group = byId("group");

  function compare(one, other) {
    const key = keys[sorted.column];
    const [a, b] = [one[key], other[key]];
    // What is not known stands last, whichever way.
    if (a === null || a === "" || b === null || b === "")
      return (a === null || a === "") - (b === null || b === "");
    const order = typeof a === "number" ? a - b : collator.compare(a, b);
    return sorted.descending ? -order : order;
  }

  function search() {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    found = rows.filter(
      (row, index) =>
        (group.value === "" || row[GROUP] === Number(group.value)) &&
        words.every((word) => searchable[index].includes(word)),
    );
    if (sorted.column !== undefined) found.sort(compare);
    page = 0;
    show();
  }

  function element(name, text, properties = {}) {
    const made = document.createElement(name);
    made.textContent = text;
    return Object.assign(made, properties);
  }

  function cell(label, ...content) {
    const made = element("td", "");
    made.setAttribute("role", "cell");
    made.dataset.label = label;
    made.append(...content);
    return made;
  }

  function customer(row) {
    const name = row[NAME] || row[ID];
    const shown = element("bdi", name);
    const isLink = customersUrl !== undefined && /^[0-9a-f-]{36}$/i.test(row[ID]);
    const link = isLink
      ? element("a", "", { href: `${customersUrl}${row[ID]}/account`, rel: "noreferrer" })
      : element("span", "");
    link.append(shown);
    return row[NAME] ? [link, element("span", row[ID], { className: "id" })] : [link];
  }

  function line(row) {
    const made = element("tr", "");
    made.setAttribute("role", "row");
    const status = element("span", groups[row[GROUP]], { className: `badge g${row[GROUP]}` });
    // Microsoft's own word, where it is not the group's.
    const inGroup = groups[row[GROUP]].replace(/ /g, "").toLowerCase().startsWith(row[STATUS].toLowerCase());
    const word = inGroup ? "" : row[STATUS];
    made.append(
      cell("Customer", ...customer(row)),
      cell("Qualification", row[QUALIFICATION]),
      cell("Status", status, word === "" ? "" : ` ${word}`),
      cell("Days", row[DAYS] === null ? "" : String(Math.floor(row[DAYS]))),
      cell("Why", row[WHY]),
    );
    if (maxSubmissions !== undefined)
      made.append(cell("Requests", row[REQUESTS] === null ? "" : `${row[REQUESTS]} of ${maxSubmissions}`));
    return made;
  }

  function show(all = false) {
    const pages = Math.max(1, Math.ceil(found.length / PAGE));
    const shown = all ? found : found.slice(page * PAGE, (page + 1) * PAGE);
    body.replaceChildren(...shown.map(line));
    byId("found").textContent =
      `${found.length.toLocaleString("en-US")} of ${rows.length.toLocaleString("en-US")} rows`;
    byId("page").textContent = `Page ${page + 1} of ${pages}`;
    byId("pages").hidden = pages === 1;
    byId("previous").disabled = page === 0;
    byId("next").disabled = page === pages - 1;
  }

  function turn(by) {
    page += by;
    show();
    byId("customers").scrollIntoView();
  }

  const headings = [...table.tHead.rows[0].cells];
  headings.forEach((heading, column) =>
    heading.firstElementChild.addEventListener("click", () => {
      sorted = { column, descending: sorted.column === column && !sorted.descending };
      for (const other of headings) other.removeAttribute("aria-sort");
      heading.setAttribute("aria-sort", sorted.descending ? "descending" : "ascending");
      search();
    }),
  );
  byId("filter").addEventListener("submit", (event) => event.preventDefault());
  find.addEventListener("input", search);
  group.addEventListener("change", search);
  byId("previous").addEventListener("click", () => turn(-1));
  byId("next").addEventListener("click", () => turn(1));
  for (const link of document.querySelectorAll("a[data-group]"))
    link.addEventListener("click", () => {
      group.value = link.dataset.group;
      find.value = "";
      search();
    });
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = navigator.clipboard === undefined;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(byId(button.dataset.copy).textContent);
      button.textContent = "Copied";
    });
  }
  // On paper there are no pages to turn.
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details")) details.open = true;
    show(true);
  });
  addEventListener("afterprint", () => show());

  byId("filter").hidden = table.hidden = false;
  search();
})();
