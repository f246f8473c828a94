/**
 * Everything this shop knows about Goes With: it tells the widget what is in
 * the cart, how to draw and where to find an item, and puts things into the
 * cart when the widget asks. The global may be filled before or after the
 * widget's script has run; the script takes over what was set.
 *
 * @typedef {object} Goeswith
 * @property {import("./cart.js").Line[]} [cart]
 * @property {string} [view] sku of the product being looked at
 * @property {string} [search] what was searched for
 * @property {import("./order.js").OrderLine[]} [ordered] what was just bought
 * @property {boolean} [paying] true between "pay" and the confirmation
 * @property {(sku: string) => Node | null} [picture]
 * @property {(sku: string) => string} [link]
 * @property {() => void} [open] shows "Your suggestions"; there once the script has run
 *
 * @typedef {object} Request
 * @property {string} sku
 * @property {number} quantity
 * @property {(answer: Promise<unknown>) => void} respondWith
 */
import {
  addToCart,
  cartLines,
  quantityOf,
  setQuantity,
  watchCart,
} from "./cart.js";
import { catalog, productLink } from "./catalog.js";
import { tile } from "./tiles.js";

/** The widget's script replaces the object, so it is looked up each time. */
const host = /** @type {{ goeswith?: Goeswith }} */ (
  /** @type {unknown} */ (window)
);
const goeswith = () => (host.goeswith ??= {});

/** Connects this page's cart and catalogue with the widget. */
export function connectSuggestions() {
  goeswith().link = productLink;
  watchCart(() => {
    goeswith().cart = cartLines();
  });
  void catalog.then((items) => {
    goeswith().picture = (sku) => {
      const item = items.find(sku);
      return item ? tile(item) : null;
    };
  }, ignore);
  answer("goes-with-add", async ({ sku, quantity }) => {
    if (!(await catalog).find(sku)) throw new Error(`This shop has no ${sku}.`);
    addToCart(sku, quantity);
  });
  answer("goes-with-remove", async ({ sku, quantity }) => {
    setQuantity(sku, quantityOf(sku) - quantity);
  });
}

/**
 * A row of suggestions. Made only once the catalogue is there, so that pictures
 * are ready when the row asks for them.
 * @param {string} placement
 * @param {string} [sku] the product it stands below
 * @returns {HTMLElement}
 */
export function suggestions(placement, sku) {
  const row = document.createElement("goes-with");
  row.setAttribute("placement", placement);
  if (sku) row.setAttribute("sku", sku);
  return row;
}

/** @param {string} sku the product this page shows */
export function nowViewing(sku) {
  goeswith().view = sku;
}

/** @param {string} query what the shop was searched for */
export function nowSearching(query) {
  goeswith().search = query;
}

/** From here to the confirmation nothing is suggested. */
export function nowPaying() {
  goeswith().paying = true;
}

/** @param {import("./order.js").OrderLine[]} lines what was just bought */
export function justOrdered(lines) {
  goeswith().ordered = lines;
}

/** Opens "Your suggestions", once the widget can. */
export const openYourSuggestions = () => goeswith().open?.();

/**
 * Shows a button for "Your suggestions" once the widget can open it.
 * @param {HTMLButtonElement} opener
 */
export function offerYourSuggestions(opener) {
  opener.addEventListener("click", openYourSuggestions);
  void customElements.whenDefined("goes-with").then(() => {
    opener.hidden = typeof goeswith().open !== "function";
  });
}

/**
 * @param {string} type
 * @param {(request: Request) => Promise<void>} act
 */
function answer(type, act) {
  document.addEventListener(type, (event) => {
    const { detail } = /** @type {CustomEvent<Request>} */ (event);
    event.preventDefault();
    detail.respondWith(act(detail));
  });
}

/** The page itself says when the catalogue could not be loaded. */
function ignore() {}
