/**
 * The element <goes-with> and the page's object `window.goeswith`.
 *
 * Attributes: `placement` (listing, product, cart-drawer, cart, checkout, after-order, controls), `sku` (the product
 * being looked at), `cart` (the SKUs in the cart, separated by blanks), `max` (most suggestions, 3).
 * Events: `goes-with-add` and `goes-with-remove`, cancelable, with `{sku, quantity, respondWith(promise)}`;
 * `goes-with-answer` with `{helped, missing}`, when the visitor presses *Share with the shop*. Where `goeswith.tell` is
 * true: `goes-with-open` with `{sku}`, `goes-with-dismiss` with `{sku}` or `{category}`, `goes-with-control` with `{level}`.
 */
import init, { Assistant } from "./goeswith.js";
import {
  api,
  answered,
  browser,
  pictureOf,
  priceText,
  urlOf,
} from "./goes-with-page.js";
import { languageOf } from "./goes-with-language.js";

/** @type {Assistant | undefined} missing before the start and after a failure */
let assistant;
const sheet = new CSSStyleSheet();

/**
 * The latest request for each SKU: an answer to an earlier one, such as a slow Add whose Undo was pressed, is none.
 * @type {Map<string, object>}
 */
const requests = new Map();

/** Rows choose their cards when they come this near to the screen. */
const NEAR = "200px";
const MAX_CARDS = 3;

class GoesWithElement extends HTMLElement {
  static observedAttributes = ["sku", "cart"];

  /** @type {import("./goeswith.js").Mounted | undefined} */
  #row;
  /** @type {IntersectionObserver | undefined} */
  #nearness;

  connectedCallback() {
    if (!assistant) return;
    this.#leave(); // where it was before it was moved
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    shadow.addEventListener("keydown", moveInMenu);
    shadow.adoptedStyleSheets = [sheet];
    shadow.replaceChildren(); // what was drawn before the element was moved
    const max = Number.parseInt(this.getAttribute("max") ?? "", 10);
    const row = assistant.mount(
      this,
      this.getAttribute("placement") ?? "",
      max >= 0 ? max : MAX_CARDS,
    );
    this.#row = row;
    this.#nearness = new IntersectionObserver(
      (entries, observer) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        if (assistant) row?.seen();
      },
      { rootMargin: NEAR },
    );
    this.#nearness.observe(this);
  }

  disconnectedCallback() {
    this.#nearness?.disconnect();
    this.shadowRoot?.removeEventListener("keydown", moveInMenu);
    // Later: the shop may have taken the element away while this very row was being drawn.
    queueMicrotask(() => this.isConnected || this.#leave());
  }

  #leave() {
    if (assistant) this.#row?.free();
    this.#row = undefined;
  }

  /**
   * @param {string} name
   * @param {string | null} _before
   * @param {string | null} value
   */
  attributeChangedCallback(name, _before, value) {
    if (name === "sku") api.view = value ?? "";
    else api.cart = (value ?? "").split(/\s+/).filter(Boolean);
  }

  /**
   * Asks the shop to add or remove one of an item. Called by the row; never throws.
   * @param {"goes-with-add" | "goes-with-remove"} type
   * @param {string} sku
   */
  ask(type, sku) {
    const request = {};
    requests.set(sku, request);
    answered(this, type, sku, (isDone) => {
      if (requests.get(sku) === request) assistant?.settled(sku, isDone);
    });
  }

  /**
   * Gives the shop's scripts what the visitor chose to share.
   * @param {boolean} helped
   * @param {string} missing
   */
  share(helped, missing) {
    this.#send("answer", { helped, missing });
  }

  /**
   * Tells the shop's scripts what they asked for with `goeswith.tell`.
   * @param {"open" | "dismiss" | "control"} name
   * @param {"sku" | "category" | "level"} key
   * @param {string} value
   */
  tell(name, key, value) {
    this.#send(name, { [key]: value });
  }

  /**
   * @param {string} name
   * @param {unknown} detail
   */
  #send(name, detail) {
    this.dispatchEvent(
      new CustomEvent(`goes-with-${name}`, {
        bubbles: true,
        composed: true,
        detail,
      }),
    );
  }

  /** @param {string} sku the item whose picture the row needs; never throws */
  picture(sku) {
    return pictureOf(sku);
  }

  /**
   * @param {number} hundredths
   * @param {string} currency ISO 4217
   */
  price(hundredths, currency) {
    return priceText(hundredths, currency);
  }

  /** @param {string} sku the item whose address the row needs; never throws */
  link(sku) {
    return urlOf(sku);
  }
}

/**
 * In an open menu the arrows, Home and End move the focus.
 * @param {any} event a key press in a shadow root
 */
function moveInMenu(event) {
  const item = event.target.closest("[role=menuitem]");
  if (!item) return;
  const items = [...item.parentElement.children];
  const at = items.indexOf(item);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[
    /** @type {string} */ (event.key)
  ];
  if (to === undefined) return;
  event.preventDefault();
  items.at(to % items.length).focus();
}

/**
 * Loads everything there is to load, at once; nothing is loaded afterwards.
 * @param {string | undefined} model address of the model file
 * @param {string | undefined} pictures address of a picture pack: JSON, SKU to `data:` URL
 */
export async function start(model, pictures) {
  try {
    await load(model, pictures);
  } catch (error) {
    api.disconnect();
    throw error;
  }
}

/**
 * @param {string | undefined} model
 * @param {string | undefined} pictures
 */
async function load(model, pictures) {
  if (!model)
    throw new Error(
      "the script tag needs data-model, the address of the model file",
    );
  const { language, locale } = languageOf(document.documentElement.lang);
  const own = (/** @type {string} */ name) =>
    fetched(new URL(name, import.meta.url)).then((response) => response.text());
  const [bytes, css, messages, pack] = await Promise.all([
    fetched(model).then((response) => response.arrayBuffer()),
    own("goes-with.css"),
    own(`goes-with.${language}.txt`),
    pictures ? fetched(pictures).then((response) => response.json()) : {},
    init({ module_or_path: new URL("goeswith_bg.wasm", import.meta.url) }),
  ]);
  sheet.replaceSync(css);
  assistant = new Assistant(new Uint8Array(bytes), messages, locale, {
    ...browser,
    fail: fallBack,
  });
  const { endedMs } = /** @type {any} */ (assistant.inspect());
  if (endedMs) {
    const day = new Date(endedMs - 1).toISOString().slice(0, 10);
    console.warn(`goes-with: the model ended with ${day}: build it anew`);
  }
  api.connect(assistant, pack);
  fallBackOnTrap();
  customElements.define("goes-with", GoesWithElement);
}

/** @param {string | URL} address */
async function fetched(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return response;
}

/** After a trap, in a listener or in a promise, the wasm may not be entered again. */
function fallBackOnTrap() {
  const isOurs = (/** @type {any} */ error) =>
    error instanceof WebAssembly.RuntimeError &&
    error.stack?.includes("goeswith_bg");
  addEventListener("error", ({ error }) => isOurs(error) && fallBack(error));
  addEventListener(
    "unhandledrejection",
    ({ reason }) => isOurs(reason) && fallBack(reason),
  );
}

/**
 * Every row shows what stands inside its element.
 * @param {unknown} error
 */
function fallBack(error) {
  console.warn(`goes-with: ${error}`);
  assistant = undefined;
  api.disconnect();
  for (const element of document.querySelectorAll("goes-with")) {
    element.setAttribute("data-state", "failed");
    element.shadowRoot?.replaceChildren(document.createElement("slot"));
  }
}
