import { type Case, customersOf, seedOf } from "../cases";

/** How many customers are really declared by an `up`: enough that one names others for the next refresh. */
export const REAL = 12;
/** As provider/lookAhead/neighbours.ts names them. */
const FIRST_NAMED = 8;

interface Resource {
  urn: string;
  type: string;
  outputs?: Record<string, unknown>;
}

/** As the file backend keeps a stack. */
export interface StackFile {
  checkpoint: { latest?: { resources?: Resource[] } };
}

/**
 * The state of a whole case from the one that an `up` of its first customers has left: the resources of the first customer
 * again and again, with the ids and names of all. What it names for the next refresh is as if all had been created in the
 * order of the program; of a real `up` that order is shuffled.
 */
export function wholeState(small: StackFile, one: Case): StackFile {
  const resources = small.checkpoint.latest?.resources ?? [];
  const customers = customersOf(one);
  const isOfCustomer = ({ urn }: Resource): boolean => /::\w+-\d+$/.test(urn);
  const first = resources.filter(({ urn }) => /::\w+-0$/.test(urn));
  const [template] = customers;
  if (template === undefined || first.length === 0) throw new Error("there is no state to make another from");
  const text = JSON.stringify(first);
  const naming = new Set(
    resources.filter(({ outputs }) => outputs?.["__lookAhead"] !== undefined).map(({ type }) => type),
  );
  const all = customers.flatMap((customer, index) => {
    const own = JSON.parse(
      text
        .replaceAll(seedOf(template).commerceId, seedOf(customer).commerceId)
        .replaceAll(seedOf(template).domain, seedOf(customer).domain)
        .replaceAll(template, customer)
        .replace(/::(\w+)-0"/g, `::$1-${index}"`),
    ) as Resource[];
    for (const { type, outputs } of own) if (outputs && naming.has(type)) name(outputs, customers, index);
    return own;
  });
  const { checkpoint } = small;
  return {
    ...small,
    checkpoint: {
      ...checkpoint,
      latest: {
        ...checkpoint.latest,
        resources: [...resources.filter((resource) => !isOfCustomer(resource)), ...all],
      },
    },
  };
}

function name(outputs: Record<string, unknown>, customers: readonly string[], index: number): void {
  const place = FIRST_NAMED + 2 * index;
  const named = customers.slice(place, place + 2).map(shortened);
  if (named.length > 0) outputs["__lookAhead"] = named.join(",");
  else delete outputs["__lookAhead"];
}

const shortened = (id: string): string => Buffer.from(id.replaceAll("-", ""), "hex").toString("base64url");

/** What the plugin keeps of the last run, "type customer" a line in the state's order, as if that had read all of them. */
export function wholeOrder(small: string, one: Case): string {
  const types = [...new Set(small.split("\n").map((line) => line.split(" ")[0]))];
  return customersOf(one)
    .flatMap((customer) => types.map((type) => `${type} ${customer}`))
    .join("\n");
}
