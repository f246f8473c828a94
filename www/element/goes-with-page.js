/**
 * What the page and the widget say to each other: the object `window.goeswith`, the events, pictures and links.
 *
 * A page may make `window.goeswith` before the script has loaded, and assign to it at any time:
 *   goeswith.cart = [{ sku: "22423", quantity: 1 }]   the whole cart, after each change
 *   goeswith.soldOut = ["85123A"]                      what cannot be bought now
 *   goeswith.view = "22423"                            the product being looked at
 *   goeswith.search = "cake stand"                     what the shopper searched the shop for
 *   goeswith.ordered = ["22423"]                       what she just bought, on the page after the order
 *   goeswith.paying = true                             between "pay" and the confirmation: nothing is shown
 *   goeswith.tell = true                               the shop's scripts hear what is opened, dismissed, and how often
 *   goeswith.ignore = ["month", "views"]                signals that do not count: views, searches, orders, acts, stage, month, daypart, device, market
 *   goeswith.picture = (sku) => Node                   a picture that loads nothing, such as inline SVG
 *   goeswith.consent = "session"                       how much may be kept: off, page (without consent), session, remembered
 *   goeswith.freeDeliveryFrom = 50                     delivery is free from this on, in units of the model's currency
 *   goeswith.link = (sku) => "/product?sku=22423"      the address of a product's page
 * Afterwards it also has: ready (a promise of true or false), open(), export(), import(data), inspect() and erase().
 */

/** @typedef {{ sku: string, quantity?: number } | string} CartLine */
/** @typedef {{ setCart(skus: string[]): void, setSoldOut(skus: string[]): void, setFreeDelivery(hundredths: number): void, view(sku: string): void, search(query: string): void, ordered(skus: string[]): void, paying(isPaying: boolean): void, tell(isWanted: boolean): void, ignore(signals: string[]): void, consent(mode: string): void, restored(): void, open(): void, import(choices: string, memory: string): void, export(): unknown, inspect(): unknown, erase(): void }} Listener */

/** @type {any} */
const page = (window.goeswith ??= {});

/** @type {Listener | undefined} */
let listener;
/** @type {Record<string, string>} */
let pack = {};
/** @type {(isReady: boolean) => void} */
let settleReady;
const ready = new Promise((resolve) => (settleReady = resolve));
/** What a page may say. */
const SAYABLE = [
  ...["cart", "soldOut", "view", "search", "ordered", "paying", "tell"],
  ...["ignore", "consent", "freeDeliveryFrom"],
];
/** @type {Record<string, any>} */
const said = Object.fromEntries(SAYABLE.map((name) => [name, page[name]]));

/** The path of the page that the widget began on. */
const { pathname } = location;

/** What a price in the model may be at most: 32 bits. */
const MAX_HUNDREDTHS = 2 ** 32 - 1;

/** The widget's side of `window.goeswith`. */
export const api = {
  /** @param {CartLine[]} lines */
  set cart(lines) {
    said.cart = lines;
    listener?.setCart(skusOf(lines));
  },
  /** @param {CartLine[]} lines */
  set soldOut(lines) {
    said.soldOut = lines;
    listener?.setSoldOut(skusOf(lines));
  },
  /** @param {number} from what is no positive number says nothing */
  set freeDeliveryFrom(from) {
    said.freeDeliveryFrom = from;
    const hundredths = typeof from === "number" ? Math.round(from * 100) : 0;
    const isTold = hundredths > 0 && hundredths <= MAX_HUNDREDTHS;
    listener?.setFreeDelivery(isTold ? hundredths : 0);
  },
  /** @param {string} sku */
  set view(sku) {
    // A single-page app that said nothing of its first page has come to another: that one had no product.
    if (said.view === undefined && location.pathname !== pathname)
      listener?.view("");
    said.view = sku;
    listener?.view(String(sku ?? ""));
  },
  /** @param {string} query */
  set search(query) {
    said.search = query;
    listener?.search(String(query ?? ""));
  },
  /** @param {CartLine[]} lines */
  set ordered(lines) {
    said.ordered = lines;
    listener?.ordered(skusOf(lines));
  },
  /** @param {boolean} isPaying */
  set paying(isPaying) {
    said.paying = isPaying;
    listener?.paying(Boolean(isPaying));
  },
  /** @param {boolean} isWanted */
  set tell(isWanted) {
    said.tell = isWanted;
    listener?.tell(Boolean(isWanted));
  },
  /** @param {string[]} signals */
  set ignore(signals) {
    said.ignore = signals;
    listener?.ignore(Array.isArray(signals) ? signals : []);
  },
  /** @param {string} mode */
  set consent(mode) {
    said.consent = mode;
    listener?.consent(String(mode));
  },
  /**
   * @param {Listener} assistant
   * @param {Record<string, string>} pictures
   */
  connect(assistant, pictures) {
    listener = assistant;
    pack = pictures;
    // First: what was kept counts for what is chosen.
    if (said.consent !== undefined || browser.objects())
      api.consent = said.consent;
    if (said.ignore) api.ignore = said.ignore;
    if (said.tell) api.tell = said.tell;
    if (said.paying) api.paying = said.paying;
    if (said.ordered) api.ordered = said.ordered;
    if (said.search) api.search = said.search;
    api.freeDeliveryFrom = said.freeDeliveryFrom;
    if (said.soldOut) api.soldOut = said.soldOut;
    if (said.cart) api.cart = said.cart;
    if (said.view !== undefined) api.view = said.view;
    settleReady(true);
  },
  disconnect() {
    listener = undefined;
    settleReady(false);
  },
};

/** @type {any} */
const setters = api;
for (const name of SAYABLE)
  Object.defineProperty(page, name, {
    get: () => said[name],
    set: (value) => (setters[name] = value),
    enumerable: true,
  });
Object.defineProperties(page, {
  ready: { value: ready, enumerable: true },
  export: { value: () => listener?.export(), enumerable: true },
  inspect: { value: () => listener?.inspect(), enumerable: true },
  erase: { value: () => listener?.erase(), enumerable: true },
  open: { value: () => listener?.open(), enumerable: true },
  import: {
    value: (/** @type {any} */ data) =>
      listener?.import(String(data?.choices), String(data?.memory)),
    enumerable: true,
  },
});

// Back and forward bring a page as it was left: another page may have been told something since.
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) listener?.restored();
});

/** @param {unknown} lines */
const skusOf = (lines) => (Array.isArray(lines) ? lines.flatMap(skuOf) : []);

/**
 * @param {any} line a cart line or a SKU; anything else does not count
 * @returns {string[]} one SKU or none
 */
function skuOf(line) {
  try {
    const isLine = typeof line === "object";
    if (isLine && !(Number(line.quantity ?? 1) > 0)) return [];
    return [String(isLine ? line.sku : line)];
  } catch {
    return [];
  }
}

/**
 * Sends a request to the shop's scripts and passes their answer on.
 * @param {HTMLElement} element
 * @param {"goes-with-add" | "goes-with-remove"} type
 * @param {string} sku
 * @param {(isDone?: boolean) => void} settle without an answer where nobody was asked
 */
export function answered(element, type, sku, settle) {
  let isHeard = false;
  const respondWith = (/** @type {unknown} */ promise) => {
    isHeard = true;
    Promise.resolve(promise).then(
      () => settle(true),
      () => settle(false),
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
  const url = type === "goes-with-add" && urlOf(sku);
  if (!url) return settle(false);
  // The browser may bring the page back as it was left.
  settle();
  location.assign(url);
}

/**
 * A copy of the shop's picture of an item, or none. What would load something is left out: a request would tell the
 * shop's server what is suggested.
 * @param {string} sku
 * @returns {Node | undefined}
 */
export function pictureOf(sku) {
  try {
    const picture = page.picture?.(sku) ?? fromPack(sku);
    return picture && copyOf(picture);
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

const SHAPES =
  /^(svg|g|defs|use|path|rect|circle|ellipse|line|poly(line|gon)|text|tspan|stop|pattern|mask|clipPath|(linear|radial)Gradient|span|div|img)$/;

/**
 * A copy with only what is known to load nothing: drawn shapes, and images that are in their own address. A copy,
 * because the shop could still change its own node.
 * @param {Element} node
 * @returns {Element | undefined}
 */
function copyOf(node) {
  if (!SHAPES.test(node.localName)) return undefined;
  const copy = document.createElementNS(node.namespaceURI, node.localName);
  for (const { name, value } of node.attributes) {
    const isQuiet = /src|href/.test(name)
      ? /^(src|href)$/.test(name) && /^(#|data:image\/)/.test(value)
      : !/^(on|style|xmlns)/.test(name) &&
        !/url|image|\\/i.test(value.replace(/url\(#[\w-]+\)/g, ""));
    if (isQuiet) copy.setAttribute(name, value);
    else if (name === "src") return undefined;
  }
  for (const child of node.childNodes) {
    const inner = child instanceof Element ? copyOf(child) : child.nodeValue;
    if (inner) copy.append(inner);
  }
  return copy;
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

/** A download is a few kilobytes. */
const MAX_DOWNLOAD_BYTES = 1_000_000;

/**
 * @param {File} file
 * @returns {Promise<unknown>} nothing where it is no JSON
 */
async function read(file) {
  try {
    return file.size > MAX_DOWNLOAD_BYTES
      ? undefined
      : JSON.parse(await file.text());
  } catch {
    return undefined;
  }
}

/**
 * The field of the file that she is choosing: a field that nobody holds may be swept away before she has chosen.
 * @type {HTMLInputElement | undefined}
 */
let choosing;

/** What the widget uses of the browser beside the page; times are milliseconds since 1970. */
export const browser = {
  window,
  objects: () => /** @type {any} */ (navigator).globalPrivacyControl === true,
  isBehind: () => document.hidden,
  now: () => Date.now(),
  nextMidnight: () => new Date().setHours(24, 0, 0, 0),
  /** The row that has the focus keeps it though what she was on is drawn away; nothing is scrolled for it. */
  keepFocus() {
    const row = document.activeElement;
    queueMicrotask(() => {
      if (document.activeElement === document.body)
        /** @type {any} */ (
          row?.shadowRoot?.querySelector("[part=control]")
        )?.focus({ preventScroll: true });
    });
  },
  /** @param {Element} element */
  reveal(element) {
    element.closest("[part~=mine]")?.scrollIntoView({ block: "nearest" });
  },
  /** @param {unknown} data */
  download(data) {
    const text = JSON.stringify(data, undefined, 2);
    const link = document.createElement("a");
    link.href = `data:application/json,${encodeURIComponent(text)}`;
    link.download = "your-suggestions.json";
    link.click();
  },
  /** What is no download of hers is passed on, too: the panel then says so. */
  chooseFile() {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = ".json,application/json";
    input.addEventListener("change", async () => {
      const file = input.files?.[0];
      if (file) page.import(await read(file));
    });
    choosing = input;
    choosing.click();
  },
  month: () => new Date().getMonth(),
  hour: () => new Date().getHours(),
  device() {
    if (!matchMedia("(pointer: coarse)").matches) return "desktop";
    return Math.min(screen.width, screen.height) < 600 ? "phone" : "tablet";
  },
  language: () => document.documentElement.lang,
};
