/** Small helpers to build the page. Only text and attributes reach the DOM. */

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function html(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/**
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string>} [attributes]
 * @param {...Child} children
 * @returns {SVGElementTagNameMap[Tag]}
 */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  return filled(element, attributes, children);
}

/**
 * The element of this page with the given id.
 * @template {HTMLElement} Kind
 * @param {string} id
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
export function byId(id, kind) {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new Error(`This page has no #${id}.`);
  return element;
}

/**
 * A button that runs `action`.
 * @param {Record<string, string>} attributes
 * @param {() => void} action
 * @param {...Child} children
 * @returns {HTMLButtonElement}
 */
export function button(attributes, action, ...children) {
  const element = html(
    "button",
    { type: "button", ...attributes },
    ...children,
  );
  element.addEventListener("click", action);
  return element;
}

/**
 * @template {Element} Kind
 * @param {Kind} element
 * @param {Record<string, string>} attributes
 * @param {Child[]} children
 * @returns {Kind}
 */
function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  element.append(
    ...children.filter(
      (child) => child !== null && child !== undefined && child !== false,
    ),
  );
  return element;
}
