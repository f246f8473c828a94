/**
 * Cart lines as rows: picture, title, price, and in the drawer a stepper and a
 * way to remove. Rows are kept and changed in place, so that the focus stays on
 * the button that was pressed.
 *
 * @import { Catalog, Item } from "./catalog.js"
 */
import { cartLines, MAX_QUANTITY, quantityOf, setQuantity } from "./cart.js";
import { productLink } from "./catalog.js";
import { button, html } from "./dom.js";
import { price } from "./money.js";
import { tile } from "./tiles.js";

/**
 * A stepper for the quantity of one item, and the function that refreshes it.
 * @param {Item} item
 * @returns {{ element: HTMLElement, refresh: () => void }}
 */
export function stepper({ sku, title }) {
  const number = html("span", {
    class: "stepper-number",
    "aria-live": "polite",
  });
  const step = (/** @type {number} */ by) => () =>
    setQuantity(sku, quantityOf(sku) + by);
  const fewer = button({ "aria-label": `One fewer: ${title}` }, step(-1), "−");
  const more = button({ "aria-label": `One more: ${title}` }, step(1), "+");
  const label = {
    class: "stepper",
    role: "group",
    "aria-label": `Quantity of ${title}`,
  };
  const element = html("div", label, fewer, number, more);
  const refresh = () => {
    const quantity = quantityOf(sku);
    number.textContent = `${quantity}`;
    more.disabled = quantity >= MAX_QUANTITY;
  };
  refresh();
  return { element, refresh };
}

/**
 * A list of the cart's lines that can be changed.
 * @param {Catalog} catalog
 * @param {() => void} focusElsewhere called when the last row with the focus goes
 * @returns {{ element: HTMLUListElement, refresh: () => void }}
 */
export function editableLines(catalog, focusElsewhere) {
  const element = html("ul", { class: "lines" });
  /** @type {Map<string, { row: HTMLLIElement, refresh: () => void }>} */
  const rows = new Map();

  const refresh = () => {
    const items = linesOf(catalog).map(({ item }) => item);
    const wanted = new Set(items.map(({ sku }) => sku));
    for (const [sku, { row }] of rows) {
      if (wanted.has(sku)) continue;
      rows.delete(sku);
      passFocus(row, focusElsewhere);
      row.remove();
    }
    for (const item of items) {
      const known = rows.get(item.sku);
      if (known) known.refresh();
      else {
        const made = editableRow(item);
        rows.set(item.sku, made);
        element.append(made.row);
      }
    }
  };
  refresh();
  return { element, refresh };
}

/**
 * @param {Catalog} catalog
 * @returns {{ item: Item, quantity: number }[]} the lines this shop knows
 */
export function linesOf(catalog) {
  return cartLines().flatMap(({ sku, quantity }) => {
    const item = catalog.find(sku);
    return item ? [{ item, quantity }] : [];
  });
}

/** @param {{ item: Item, quantity: number }[]} lines @returns {number} pence */
export const subtotal = (lines) =>
  lines.reduce((sum, { item, quantity }) => sum + item.pence * quantity, 0);

/**
 * A line that is only read.
 * @param {{ item: Item, quantity: number }} line
 * @returns {HTMLLIElement}
 */
export function plainRow({ item, quantity }) {
  return html(
    "li",
    { class: "line" },
    html("div", { class: "line-picture" }, tile(item)),
    html(
      "div",
      { class: "line-text" },
      html("p", { class: "line-title" }, item.title),
      html("p", { class: "muted" }, `${quantity} × ${price(item.pence)}`),
    ),
    html("p", { class: "line-price" }, price(item.pence * quantity)),
  );
}

/** @param {Item} item @returns {{ row: HTMLLIElement, refresh: () => void }} */
function editableRow(item) {
  const link = { href: productLink(item.sku), class: "line-title" };
  const steps = stepper(item);
  const total = html("p", { class: "line-price" });
  const remove = button(
    { class: "quiet", "aria-label": `Remove ${item.title}` },
    () => setQuantity(item.sku, 0),
    "Remove",
  );
  const row = html(
    "li",
    { class: "line" },
    html("div", { class: "line-picture" }, tile(item)),
    html(
      "div",
      { class: "line-text" },
      html("a", link, item.title),
      html("div", { class: "line-actions" }, steps.element, remove),
    ),
    total,
  );
  const refresh = () => {
    steps.refresh();
    total.textContent = price(item.pence * quantityOf(item.sku));
  };
  refresh();
  return { row, refresh };
}

/** @param {HTMLElement} row @param {() => void} elsewhere */
function passFocus(row, elsewhere) {
  if (!row.contains(document.activeElement)) return;
  const neighbour = row.nextElementSibling ?? row.previousElementSibling;
  const target = neighbour?.querySelector("a");
  if (target) target.focus();
  else elsewhere();
}
