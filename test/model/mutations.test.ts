import { BUGS } from "./bugs";
import { loadProvider } from "./load";
import { findBroken } from "./model";
import { listen } from "./printed";

/** How many walks a bug may hide in; most are found within a hundred. */
const WALKS = 1500;
const SEED = 20_260_105;

afterEach(() => jest.restoreAllMocks());

test("the provider as it is, loaded in the same way, has none of them", async () => {
  expect(await findBroken(loadProvider(), { walks: 150, seed: SEED, listen })).toBeUndefined();
}, 120_000);

test.each(BUGS)(
  "the model finds: $name",
  async ({ bug, invariants }) => {
    const found = await findBroken(loadProvider(bug), { walks: WALKS, seed: SEED, first: true, listen });
    process.stderr.write(`${found?.walks} ${found?.invariant}\n`);
    expect(invariants).toContain(found?.invariant);
  },
  120_000,
);
