import { ACTIVITY_LOG_BUGS } from "./activityLog";
import { ANSWER_BUGS } from "./answers";
import { DECISION_BUGS } from "./decisions";
import { EARLIER_SUBMISSION_BUGS } from "./earlierSubmissions";
import type { KnownBug } from "./knownBug";
import { LOOK_BUGS } from "./looks";
import { NOT_LISTED_YET_BUGS } from "./notListedYet";
import { PREVIEW_BUGS } from "./preview";
import { PROCESS_BUGS } from "./processes";
import { SENDING_BUGS } from "./sending";
import { STATE_BUGS } from "./state";

/** Bugs as people write them, each of which the model must find. */
export const BUGS: readonly KnownBug[] = [
  ...DECISION_BUGS,
  ...SENDING_BUGS,
  ...ANSWER_BUGS,
  ...LOOK_BUGS,
  ...PREVIEW_BUGS,
  ...STATE_BUGS,
  ...EARLIER_SUBMISSION_BUGS,
  ...PROCESS_BUGS,
  ...ACTIVITY_LOG_BUGS,
  ...NOT_LISTED_YET_BUGS,
];
