// Small helpers over the DOM. Data only ever becomes text: nothing here parses markup.

export const byId = (id) => document.getElementById(id);

/** An element with attributes, `on` for its listeners, and children (texts or elements). */
export function element(tag, { on = {}, ...attributes } = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  for (const [event, listener] of Object.entries(on)) made.addEventListener(event, listener);
  made.append(...children);
  return made;
}

/** Touches the document only where something changes, so that a selection and a screen reader stay undisturbed. */
export function setText(target, text) {
  if (target.textContent !== text) target.textContent = text;
}

export function setAttribute(target, name, value) {
  if (target.getAttribute(name) !== value) target.setAttribute(name, value);
}

/** A time of day in the reader's own way. */
export function timeOf(at) {
  return new Date(at).toLocaleTimeString(undefined, {
    hour12: false,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
}

const elementsOf = new WeakMap();

/**
 * Makes the children of `parent` show `items`: one element a key, made once, then updated in place. An element that
 * stays is not moved unless the order changes, so what has the focus keeps it. Where the one with the focus goes, the
 * focus goes to what `successor` names (the element now in its place, if there is one), never to nowhere.
 */
export function showList(parent, items, { keyOf, create, update, successor }) {
  const known = elementsOf.get(parent) ?? new Map();
  const shown = new Map();
  for (const item of items) {
    const key = keyOf(item);
    shown.set(key, known.get(key) ?? create(item));
  }
  const focused = document.activeElement;
  let lostAt = -1;
  for (const [key, old] of known) {
    if (shown.has(key)) continue;
    if (old.contains(focused)) lostAt = [...parent.children].indexOf(old);
    old.remove();
  }
  let next = parent.firstElementChild;
  for (const item of items) {
    const child = shown.get(keyOf(item));
    update(child, item);
    if (child === next) next = next.nextElementSibling;
    else parent.insertBefore(child, next);
  }
  elementsOf.set(parent, shown);
  if (lostAt < 0) return;
  const heir = parent.children[Math.min(lostAt, parent.children.length - 1)];
  successor(heir, focused)?.focus();
}

/** Copies a text; where the browser keeps the clipboard from a page, by way of a selection. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const focused = document.activeElement;
    const field = element("textarea", { readonly: "", class: "unseen", "aria-hidden": "true" });
    field.value = text;
    document.body.append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    focused?.focus();
    if (!copied) throw new Error("The browser does not let this page copy.");
  }
}
