const pounds = new Intl.NumberFormat("en-GB", {
  style: "currency",
  currency: "GBP",
});
const whole = new Intl.NumberFormat("en-GB");

/** @param {number} pence @returns {string} such as "£9.95" */
export const price = (pence) => pounds.format(pence / 100);

/**
 * @param {number} n
 * @param {string} one
 * @param {string} many
 * @returns {string} such as "1 gift" or "3,768 gifts"
 */
export const count = (n, one, many) =>
  `${whole.format(n)} ${n === 1 ? one : many}`;
