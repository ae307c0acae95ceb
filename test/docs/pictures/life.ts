import { arrow, box, picture, text } from "./svg";

/** The life of a qualification: what Microsoft does, and the only two arrows that submit. */
export function life(): string {
  return picture(
    820,
    400,
    "The life of a qualification: from none by one submission to InReview, from there by Microsoft to Approved or Denied, from each to no longer listed; from Denied and from no longer listed back to InReview only when resubmit changes.",
    [
      box({ x: 24, y: 60, width: 150, height: 70 }, "box", "none", ["nothing is listed"]),
      box({ x: 330, y: 60, width: 150, height: 70 }, "strong", "InReview", ["Microsoft vets: days"]),
      box({ x: 640, y: 60, width: 156, height: 70 }, "good", "Approved", ["offers can be bought"]),
      box({ x: 330, y: 244, width: 150, height: 70 }, "bad", "Denied", ["with a reason"]),
      box({ x: 640, y: 244, width: 156, height: 70 }, "box", "no longer listed", ["recorded as None"]),
      // Ours.
      arrow("M174 84H328", "ours"),
      text(251, 76, "pulumi up: submits once", "small middle blue"),
      arrow("M360 244V132", "ours"),
      text(350, 176, "resubmit changed:", "small end blue"),
      text(350, 193, "submits once", "small end blue"),
      arrow("M700 314V350H204V114H328", "ours"),
      text(476, 341, "resubmit changed: submits once", "small middle blue"),
      // Microsoft's.
      arrow("M480 95H638"),
      text(559, 84, "approves", "small middle"),
      arrow("M425 130V242"),
      text(434, 190, "denies", "small"),
      arrow("M660 130L482 252"),
      text(586, 210, "a later review denies", "small"),
      arrow("M730 130V242"),
      text(738, 178, "vanishes", "small"),
      arrow("M480 290H638"),
      text(559, 307, "set back", "small middle"),
      text(
        24,
        30,
        "Blue: the only arrows that submit, each spends one of about three verification requests.",
        "small blue",
      ),
      text(24, 46, "Grey: Microsoft, by itself. A preview shows where things stand.", "small"),
      text(
        24,
        374,
        "Whatever is there already when a program declares it is adopted: no submission. pulumi destroy only forgets.",
        "small",
      ),
      text(
        24,
        390,
        "A submission that the API refused for its content goes out again once what is sent has changed.",
        "small",
      ),
    ],
  );
}
