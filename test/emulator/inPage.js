// What the tests of the emulator's page have the browser compute. Plain JavaScript: it runs in the page.

window.policyViolations = [];
document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
  window.policyViolations.push(`${violatedDirective} ${blockedURI}`),
);

const channels = (color) => (color.match(/[\d.]+/g) ?? []).map(Number);

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance([red, green, blue]) {
  const [r, g, b] = [red, green, blue].map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** The colour behind an element: of itself or of the nearest ancestor that has one. */
function behind(element) {
  for (let at = element; at !== null; at = at.parentElement) {
    const color = channels(getComputedStyle(at).backgroundColor);
    if (color.length === 3 || color[3] === 1) return color;
    if (color[3] !== 0) throw new Error(`a translucent background: ${at.outerHTML.slice(0, 80)}`);
  }
  return [255, 255, 255];
}

const isShown = (element) =>
  element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true }) &&
  element.getBoundingClientRect().right > 0;

const hasText = (element) =>
  [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== "");

/** Every text, and every border of a field, whose colour is too near to what is behind it; and how many were looked at. */
window.measureContrast = () => {
  const problems = [];
  let texts = 0;
  const check = (element, what, color, ground, least) => {
    const found = contrast(color, ground);
    if (found < least)
      problems.push(
        `${what} of <${element.tagName} ${element.className}> "${element.textContent.slice(0, 30)}": ${found.toFixed(2)}`,
      );
  };
  for (const element of document.body.querySelectorAll("*")) {
    if (!isShown(element)) continue;
    const style = getComputedStyle(element);
    const isField = element.matches("input:not([type=checkbox]), select");
    if (hasText(element) || isField) {
      texts += 1;
      const size = parseFloat(style.fontSize);
      const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      check(element, "text", channels(style.color), behind(element), isLarge ? 3 : 4.5);
    }
    if (isField) {
      const placeholder = channels(getComputedStyle(element, "::placeholder").color);
      check(element, "placeholder", placeholder, behind(element), 4.5);
      check(element, "border", channels(style.borderTopColor), behind(element.parentElement), 3);
    }
  }
  const fill = document.getElementById("meter-fill");
  check(fill, "meter", channels(getComputedStyle(fill).backgroundColor), behind(fill.parentElement), 3);
  return { problems, texts };
};

/** Whether what has the focus shows it: an outline of 2 pixels or more that stands out from what is around it. */
window.focusIsVisible = () => {
  const element = document.activeElement;
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
  return (
    outlineStyle !== "none" &&
    parseFloat(outlineWidth) >= 2 &&
    contrast(channels(outlineColor), behind(element.parentElement)) >= 3
  );
};

/** Resolves once an element has scrolled, to how far. */
window.scrollOf = (id) =>
  new Promise((resolve) => {
    const element = document.getElementById(id);
    element.addEventListener("scroll", () => resolve(element.scrollTop), { once: true });
  });
