// Every command of the examples' READMEs is run as it is printed, in the example's folder of a clone.
import { markdownFiles } from "../docs/links";
import { root } from "./harness";
import { follow } from "./support/docs";

// A page is many commands.
jest.setTimeout(2_400_000);

const pages = markdownFiles(root).filter((file) => file.startsWith("examples/"));

test("there are some", () => expect(pages.length).toBeGreaterThan(6));

test.each(pages)("%s, read from its beginning to its end", (page) =>
  follow(page, page === "examples/README.md" ? "clone" : "example"),
);
