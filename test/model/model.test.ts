import * as lifecycle from "../../provider/resources/customerQualification";
import { Interrupted } from "../../provider/lifecycle/cancellation";
import { dynamicProvider } from "../../provider/hosts/dynamic/dynamicProvider";
import { TransportFailure } from "../../provider/partnercenter/transportFailure";
import { Session } from "../../provider/lifecycle/session";
import { findBroken } from "./model";
import { listen } from "./printed";

const { MODEL_WALKS, MODEL_SEED, MODEL_PATH, MODEL_STEPS } = process.env;
const WALKS = Number(MODEL_WALKS ?? 2000);
/** Ten times what a walk takes on two busy processors. */
const MS_A_WALK = 100;

afterEach(() => jest.restoreAllMocks());

test(
  "whatever people and fate do, every invariant holds after every step",
  async () => {
    // The same walks each time: what gates a change must not depend on luck. The weekly run takes new ones.
    const seed = MODEL_SEED === "random" ? Date.now() % 2 ** 31 : Number(MODEL_SEED ?? 20261121);
    process.stderr.write(`model: ${WALKS} walks, MODEL_SEED=${seed}\n`);
    const found = await findBroken(
      { lifecycle, dynamicProvider, Session, TransportFailure, Interrupted },
      { walks: WALKS, seed, path: MODEL_PATH, maxSteps: Number(MODEL_STEPS ?? 12), listen },
    );
    if (found !== undefined) throw new Error(found.report);
  },
  600_000 + WALKS * MS_A_WALK,
);
