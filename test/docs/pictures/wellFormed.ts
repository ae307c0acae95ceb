/** Why a text is no well-formed XML of the kind that these pictures are; undefined when it is. */
export function problemOf(text: string): string | undefined {
  const open: string[] = [];
  let rest = text.trim();
  let roots = 0;
  while (rest !== "") {
    const [content = ""] = /^[^<]*/.exec(rest) ?? [];
    if (/&(?!(amp|lt|gt|quot|apos|#\d+);)/.test(content)) return `a bare & in ${JSON.stringify(content)}`;
    if (open.length === 0 && content.trim() !== "") return `text outside: ${JSON.stringify(content)}`;
    rest = rest.slice(content.length);
    if (rest === "") break;
    const tag = /^<(\/?)([a-zA-Z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/.exec(rest);
    if (tag === null) return `no tag: ${rest.slice(0, 60)}`;
    const [whole, closing, name = "", attributes = "", selfClosing] = tag;
    const names = [...attributes.matchAll(/([\w:-]+)=/g)].map(([, attribute]) => attribute);
    if (new Set(names).size < names.length) return `an attribute twice: ${whole}`;
    if (/&(?!(amp|lt|gt|quot|apos|#\d+);)/.test(attributes)) return `a bare & in ${whole}`;
    if (closing === "/") {
      if (open.pop() !== name) return `</${name}> closes something else`;
    } else {
      if (open.length === 0) roots += 1;
      if (selfClosing !== "/") open.push(name);
    }
    rest = rest.slice(whole.length);
  }
  if (open.length > 0) return `<${open.join("><")}> is not closed`;
  return roots === 1 ? undefined : `${roots} roots`;
}
