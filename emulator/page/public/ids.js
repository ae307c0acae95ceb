// Ids that can be copied.
import { copy, element } from "./dom.js";
import { say } from "./status.js";

/** An id that is copied by pressing it. */
export function idButton(label, id) {
  const copied = () =>
    copy(id).then(
      () => say(`Copied the ${label} ${id}.`),
      (error) => say(error.message, true),
    );
  return element(
    "button",
    {
      type: "button",
      class: "id",
      title: "Copy",
      "aria-label": `Copy the ${label} ${id}`,
      on: { click: copied },
    },
    id,
  );
}
