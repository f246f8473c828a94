/**
 * What the page and the widget say to each other: the object `window.goeswith`, the two events, pictures and links.
 *
 * A page may make `window.goeswith` before the script has loaded, and assign to it at any time:
 *   goeswith.cart = [{ sku: "22423", quantity: 1 }]   the whole cart, after each change
 *   goeswith.view = "22423"                            the product being looked at
 *   goeswith.picture = (sku) => Node                   a picture that loads nothing, such as inline SVG
 *   goeswith.link = (sku) => "/product?sku=22423"      the address of a product's page
 * Afterwards it also has: ready (a promise of true or false), export() and erase().
 */

/** @typedef {{ sku: string, quantity?: number } | string} CartLine */
/** @typedef {{ setCart(skus: string[]): void, view(sku: string): void, export(): unknown, erase(): void }} Listener */

/** @type {any} */
const page = (window.goeswith ??= {});

/** @type {Listener | undefined} */
let listener;
/** @type {Record<string, string>} */
let pack = {};
/** @type {(isReady: boolean) => void} */
let settleReady;
const ready = new Promise((resolve) => (settleReady = resolve));
const said = { cart: page.cart, view: page.view };

/** The widget's side of `window.goeswith`. */
export const api = {
  /** @param {CartLine[]} lines */
  set cart(lines) {
    said.cart = lines;
    listener?.setCart(skusOf(lines));
  },
  /** @param {string} sku */
  set view(sku) {
    said.view = sku;
    listener?.view(String(sku ?? ""));
  },
  /**
   * @param {Listener} assistant
   * @param {Record<string, string>} pictures
   */
  connect(assistant, pictures) {
    listener = assistant;
    pack = pictures;
    if (said.cart) api.cart = said.cart;
    if (said.view) api.view = said.view;
    settleReady(true);
  },
  disconnect() {
    listener = undefined;
    settleReady(false);
  },
};

Object.defineProperties(page, {
  cart: {
    get: () => said.cart,
    set: (lines) => (api.cart = lines),
    enumerable: true,
  },
  view: {
    get: () => said.view,
    set: (sku) => (api.view = sku),
    enumerable: true,
  },
  ready: { value: ready, enumerable: true },
  export: { value: () => listener?.export(), enumerable: true },
  erase: { value: () => listener?.erase(), enumerable: true },
});

/** @param {CartLine[]} lines */
function skusOf(lines) {
  if (!Array.isArray(lines)) return [];
  return lines
    .filter(
      (line) => typeof line === "string" || (line?.sku && line.quantity !== 0),
    )
    .map((line) => String(typeof line === "string" ? line : line.sku));
}

/**
 * Sends a request to the shop's scripts and passes their answer on.
 * @param {HTMLElement} element
 * @param {"goes-with-add" | "goes-with-remove"} type
 * @param {string} sku
 * @param {{ settled(isDone: boolean): void, notHeard(): void }} answer
 */
export function answered(element, type, sku, answer) {
  let isHeard = false;
  const respondWith = (/** @type {unknown} */ promise) => {
    isHeard = true;
    Promise.resolve(promise).then(
      () => answer.settled(true),
      () => answer.settled(false),
    );
  };
  const detail = { sku, quantity: 1, respondWith };
  const event = new CustomEvent(type, {
    bubbles: true,
    composed: true,
    cancelable: true,
    detail,
  });
  const isCanceled = !element.dispatchEvent(event);
  if (isHeard || isCanceled) return;
  const url = urlOf(sku);
  if (type === "goes-with-add" && url) {
    answer.notHeard();
    location.assign(url);
  } else {
    answer.settled(false);
  }
}

/**
 * The shop's picture of an item, or none. One that would load something is refused: a request would tell the shop's
 * server what is suggested.
 * @param {string} sku
 * @returns {Node | undefined}
 */
export function pictureOf(sku) {
  try {
    const picture = page.picture?.(sku) ?? fromPack(sku);
    return picture instanceof Element && loadsNothing(picture)
      ? picture
      : undefined;
  } catch (error) {
    reportError(error);
    return undefined;
  }
}

/** @param {string} sku */
function fromPack(sku) {
  const url = Object.hasOwn(pack, sku) ? String(pack[sku]) : "";
  if (!url.startsWith("data:image/")) return undefined;
  const image = new Image();
  image.alt = "";
  image.src = url;
  return image;
}

const ADDRESSES = [
  "src",
  "srcset",
  "href",
  "xlink:href",
  "data",
  "poster",
  "background",
];

/** @param {Element} picture */
function loadsNothing(picture) {
  return [picture, ...picture.querySelectorAll("*")].every(
    (element) =>
      element.localName !== "style" &&
      !/url\((?!\s*["']?#)/i.test(element.getAttribute("style") ?? "") &&
      ADDRESSES.every((name) =>
        /^(#|data:|$)/.test(element.getAttribute(name) ?? ""),
      ),
  );
}

/**
 * The address of an item's page, if the shop gives one that may be followed.
 * @param {string} sku
 * @returns {string | undefined}
 */
export function urlOf(sku) {
  try {
    const given = page.link?.(sku);
    const url = given && new URL(given, document.baseURI);
    return url && /^https?:$/.test(url.protocol) ? url.href : undefined;
  } catch (error) {
    reportError(error);
    return undefined;
  }
}

/**
 * A price as the page's language writes it.
 * @param {number} hundredths
 * @param {string} currency ISO 4217
 */
export function priceText(hundredths, currency) {
  const { lang } = document.documentElement;
  const language = lang.replaceAll("_", "-") || navigator.language;
  try {
    const format = new Intl.NumberFormat(language, {
      style: "currency",
      currency,
    });
    return format.format(hundredths / 100);
  } catch {
    return ""; // A language tag or currency that the browser does not know: no price is better than a wrong one.
  }
}

/** What the widget uses of the browser beside the page; times are milliseconds since 1970. */
export const browser = {
  window,
  now: () => Date.now(),
  nextMidnight: () => new Date().setHours(24, 0, 0, 0),
};
