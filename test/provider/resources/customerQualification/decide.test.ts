import { decide } from "../../../../provider/resources/customerQualification/decide";
import {
  absent,
  ASKED_ANEW,
  deniedAnew,
  deniedEither,
  EDITED,
  FIRST,
  INDIFFERENT,
  present,
  SECOND,
  words,
} from "./decide.expected";
import { DESIRED, LIMITS, OBSERVED, RECORDED } from "./decide.table";

function row(desired: string, recorded: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(OBSERVED).map(([name, observed]) => [
      name,
      words(decide(DESIRED[desired]!, RECORDED[recorded], observed, LIMITS)),
    ]),
  );
}

describe("decide", () => {
  const table: [string, string, Record<string, string>][] = [
    [
      "plain",
      "nothing (create)",
      {
        ...FIRST,
        ...present("adopt"),
        ...deniedEither("refuse: denied"),
        "GCC instead": "refuse: conflict",
        ...EDITED,
      },
    ],
    [
      "waitForVetting",
      "nothing (create)",
      {
        ...FIRST,
        ...present("adopt"),
        InReview: "adopt, wait",
        "a status nobody knows yet": "adopt, wait",
        ...deniedEither("refuse: denied"),
        "GCC instead": "refuse: conflict",
        ...EDITED,
      },
    ],
    [
      "onDenied: warn",
      "nothing (create)",
      {
        ...FIRST,
        ...present("adopt"),
        ...deniedEither("warn: denied"),
        "GCC instead": "refuse: conflict",
        ...EDITED,
      },
    ],
    [
      "adoptExisting: false",
      "nothing (create)",
      {
        ...FIRST,
        ...present("refuse: notAdopted"),
        ...deniedEither("refuse: notAdopted"),
        "GCC instead": "refuse: conflict",
        ...EDITED,
      },
    ],
    [
      "resubmit changed",
      "nothing (create)",
      {
        ...absent("submit 1", ASKED_ANEW),
        ...present("adopt"),
        ...deniedEither("refuse: denied"),
        "GCC instead": "refuse: conflict",
        ...EDITED,
      },
    ],
    ...["InReview", "Approved", "Denied", "Denied, adopted", "Denied the third time", "None"].map(
      (recorded): [string, string, Record<string, string>] => [
        "plain",
        recorded,
        {
          ...absent("refuse: notListed"),
          ...present("nothing"),
          ...deniedEither("refuse: denied"),
          "GCC instead": "refuse: conflict",
          ...INDIFFERENT,
        },
      ],
    ),
    ...[
      ["plain", "nothing"],
      ["waitForVetting", "wait"],
      ["website edited", "record: edited"],
      ["resubmit changed", "record: resubmitMoot"],
    ].map(([desired = "", what = ""]): [string, string, Record<string, string>] => [
      desired,
      "InReview, submitted less than an hour ago",
      {
        ...absent(what),
        ...present(desired === "waitForVetting" ? "record: approved" : what),
        ...(desired === "waitForVetting" && { InReview: "wait", "a status nobody knows yet": "wait" }),
        // Of an earlier date, it is the denial from before.
        ...deniedEither(what),
        "Denied, a minute ago": desired === "resubmit changed" ? "record: resubmitMoot" : "refuse: denied",
        "GCC instead": "refuse: conflict",
        ...(desired === "plain" ? INDIFFERENT : EDITED),
      },
    ]),
    [
      "waitForVetting",
      "InReview",
      {
        ...absent("refuse: notListed"),
        InReview: "wait",
        "a status nobody knows yet": "wait",
        Approved: "record: approved",
        "no status": "record: approved",
        ...deniedEither("refuse: denied"),
        "GCC instead": "refuse: conflict",
        ...EDITED,
      },
    ],
    [
      "onDenied: warn",
      "Denied",
      {
        ...absent("warn: notListed"),
        ...present("record: edited"),
        ...deniedEither("warn: denied"),
        "GCC instead": "warn: conflict",
        ...EDITED,
      },
    ],
    [
      "website edited",
      "Approved",
      {
        ...absent("refuse: notListed"),
        ...present("record: edited"),
        ...deniedEither("refuse: denied"),
        "GCC instead": "refuse: conflict",
        ...EDITED,
      },
    ],
    [
      "website edited",
      "refused by the API",
      {
        ...SECOND,
        ...present("record: edited"),
        ...deniedEither("refuse: denied"),
        "GCC instead": "refuse: conflict",
        ...EDITED,
      },
    ],
    [
      "website edited",
      "outcome unknown",
      {
        ...absent("refuse: submissionUnknown"),
        ...present("record: edited"),
        ...deniedEither("refuse: denied"),
        "GCC instead": "refuse: conflict",
        ...EDITED,
      },
    ],
    [
      "plain",
      "refused by the API",
      {
        ...absent("refuse: submissionRefused"),
        ...present("nothing"),
        ...deniedEither("refuse: denied"),
        "GCC instead": "refuse: conflict",
        ...INDIFFERENT,
      },
    ],
    ...["InReview", "Denied", "Denied, adopted"].map((recorded): [string, string, Record<string, string>] => [
      "resubmit changed",
      recorded,
      {
        ...SECOND,
        ...present("record: resubmitMoot"),
        Denied: "submit 2",
        ...deniedAnew("record: resubmitMoot"),
        "GCC instead": "refuse: conflict",
        ...EDITED,
      },
    ]),
    [
      "resubmit changed",
      "Denied the third time",
      {
        ...absent("refuse: limit"),
        ...present("record: resubmitMoot"),
        Denied: "refuse: limit",
        ...deniedAnew("record: resubmitMoot"),
        "GCC instead": "refuse: conflict",
        ...EDITED,
      },
    ],
    ...["None", "refused by the API", "outcome unknown"].map(
      (recorded): [string, string, Record<string, string>] => [
        "resubmit changed",
        recorded,
        {
          ...SECOND,
          ...present("record: resubmitMoot"),
          // None of these recorded a vetting that the denial could conclude: nobody has read it yet.
          ...deniedEither("record: resubmitMoot"),
          "GCC instead": "refuse: conflict",
          ...EDITED,
        },
      ],
    ),
  ];
  test.each(table)("desired %s, recorded %s", (desired, recorded, expected) => {
    expect(row(desired, recorded)).toEqual(expected);
  });
});
