// Properties are tried with the same cases every time, so that a change is judged by itself. FC_SEED=random looks for what
// is new; a failure prints its seed, which FC_SEED plays again.
import * as fc from "fast-check";

const { FC_SEED: seed = "20261121" } = process.env;
if (seed !== "random") fc.configureGlobal({ seed: Number(seed) });
