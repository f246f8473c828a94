/**
 * The cart: lines of sku and quantity, kept in this browser, the same in every
 * tab. Where storage is denied it lives as long as the page.
 *
 * @typedef {{ sku: string, quantity: number }} Line
 */

const KEY = "the-gift-shop.cart";
/** Most of one item that a cart holds. */
export const MAX_QUANTITY = 99;

/** @type {Set<() => void>} */
const listeners = new Set();
/** @type {Line[]} */
let lines = read() ?? [];

/** @returns {Line[]} */
export const cartLines = () => lines.map((line) => ({ ...line }));

/** @param {string} sku @returns {number} */
export const quantityOf = (sku) =>
  lines.find((line) => line.sku === sku)?.quantity ?? 0;

/** @returns {number} things in the cart, each counted as often as it is wanted */
export const cartCount = () =>
  lines.reduce((sum, line) => sum + line.quantity, 0);

/**
 * @param {string} sku
 * @param {number} quantity how many are wanted now; 0 removes the line
 */
export function setQuantity(sku, quantity) {
  const wanted = Math.max(0, Math.min(MAX_QUANTITY, Math.floor(quantity)));
  const known = lines.some((line) => line.sku === sku);
  const changed = known
    ? lines.map((line) => (line.sku === sku ? { sku, quantity: wanted } : line))
    : [...lines, { sku, quantity: wanted }];
  write(changed.filter((line) => line.quantity > 0));
}

/** @param {string} sku @param {number} [quantity] */
export const addToCart = (sku, quantity = 1) =>
  setQuantity(sku, quantityOf(sku) + quantity);

/** Takes everything out. */
export const emptyCart = () => write([]);

/**
 * Calls `listener` now and after every change, in this tab or another.
 * @param {() => void} listener
 */
export function watchCart(listener) {
  listeners.add(listener);
  listener();
}

addEventListener("storage", ({ key }) => {
  if (key === KEY || key === null) reread();
});
// A page taken out of the back-forward cache has missed every change since.
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) reread();
});

function reread() {
  lines = read() ?? lines;
  for (const listener of listeners) listener();
}

/** @param {Line[]} changed */
function write(changed) {
  lines = changed;
  try {
    localStorage.setItem(KEY, JSON.stringify(lines));
  } catch {
    // Storage is denied or full: the cart lives on in memory.
  }
  for (const listener of listeners) listener();
}

/** @returns {Line[] | undefined} nothing where storage is denied */
function read() {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(stored) ? stored.filter(isLine) : [];
  } catch {
    return undefined;
  }
}

/** @param {unknown} value @returns {value is Line} */
function isLine(value) {
  if (typeof value !== "object" || value === null) return false;
  const { sku, quantity } = /** @type {Partial<Line>} */ (value);
  return (
    typeof sku === "string" &&
    typeof quantity === "number" &&
    Number.isInteger(quantity) &&
    quantity > 0 &&
    quantity <= MAX_QUANTITY
  );
}
