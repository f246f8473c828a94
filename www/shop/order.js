/**
 * The order just placed, handed from checkout to the thank-you page within this
 * tab. It goes nowhere else, and holds nothing of the address.
 *
 * @typedef {{ sku: string, title: string, quantity: number, pence: number }} OrderLine
 */

const KEY = "the-gift-shop.order";

/** @param {OrderLine[]} lines */
export function keepOrder(lines) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(lines));
  } catch {
    // Storage is denied: the thank-you page then has no list.
  }
}

/** @returns {OrderLine[]} none where storage is denied or nothing was ordered */
export function lastOrder() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
  } catch {
    return [];
  }
}
