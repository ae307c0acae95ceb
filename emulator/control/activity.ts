import { z } from "zod";
import type { EmulatorState } from "../state";
import { controlRoute, type ControlRoute } from "./route";

const activity = z.strictObject({
  customerId: z.string().optional(),
  customerName: z.string().optional(),
  userPrincipalName: z.string().optional(),
  applicationId: z.string().optional(),
  resourceType: z.string().optional(),
  operationType: z.string().min(1),
  operationStatus: z.string().optional(),
  oldValue: z.unknown().optional(),
  newValue: z.unknown().optional(),
  customizedData: z.array(z.strictObject({ key: z.string(), value: z.string().nullable() })).optional(),
  at: z.number().optional(),
});

/** What the activity log has; also records that nothing here has made: of others, late, twice, of an unknown type. */
export function activityControlRoutes(state: EmulatorState): ControlRoute[] {
  return [
    controlRoute("GET", "activity", () => state.activity.list()),
    controlRoute("POST", "activity", ({ read }) => state.activity.add(read(activity))),
  ];
}
