// Elements without a framework. Text is always set as text: nothing here parses HTML.

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes, listeners (`onclick`) and properties (`value`, `checked`, …), and its children. */
export function el(name, attributes, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** The same in SVG. */
export function svg(name, attributes, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

function fill(node, attributes, children) {
  node.append(...present(children));
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    // After the children: a select takes its value from its options.
    else if (key === "value" || key === "checked") node[key] = value;
    else node.setAttribute(key, value === true ? "" : value);
  }
  return node;
}

/** Puts these in the place of everything inside. */
export function replace(node, ...children) {
  node.replaceChildren(...present(children));
  return node;
}

function present(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}

/** Says something to screen readers. */
export function announce(text) {
  document.getElementById("status").textContent = text;
}

/** Calls at most once a frame, with the last arguments. */
export function perFrame(act) {
  let waiting = false;
  let last = [];
  return (...args) => {
    last = args;
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      act(...last);
    });
  };
}

let ids = 0;

/** An id that nothing else on the page has, to bind labels to fields. */
export function uid(prefix) {
  ids += 1;
  return `${prefix}-${ids}`;
}
