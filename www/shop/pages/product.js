/**
 * The product page: what the data says about one item, the cart button, its
 * variants, and what goes with it.
 *
 * @import { Catalog, Item } from "../catalog.js"
 */
import { addToCart, quantityOf, watchCart } from "../cart.js";
import { catalog, categoryLink, productLink, STEP } from "../catalog.js";
import { button, byId, html } from "../dom.js";
import { openCart } from "../drawer.js";
import { stepper } from "../lines.js";
import { count, price } from "../money.js";
import { startPage } from "../page.js";
import { returnToPlace } from "../returning.js";
import { nowViewing, suggestions } from "../suggestions.js";
import { tile } from "../tiles.js";

const place = byId("product", HTMLElement);
/** The tour's address of what goes with the product. */
const TO_ROW = "#goes-with";

/** @param {Item} item @returns {HTMLElement} */
function breadcrumb({ category }) {
  const path = category.split(STEP).filter(Boolean);
  const steps = path.map((name, depth) =>
    html(
      "li",
      {},
      html(
        "a",
        { href: categoryLink(path.slice(0, depth + 1).join(STEP)) },
        name,
      ),
    ),
  );
  const home = html(
    "li",
    {},
    html("a", { href: categoryLink("") }, "Everything"),
  );
  return html(
    "nav",
    { class: "breadcrumb", "aria-label": "Breadcrumb" },
    html("ol", {}, home, ...steps),
  );
}

/**
 * Says only what the title, the category and the family say.
 * @param {Item} item
 * @param {Item[]} variants
 * @param {Catalog} items
 * @returns {string}
 */
function described({ title, category }, variants, items) {
  const [, kind, size] =
    /\b(set|pack|box) ?(?:of|\/) ?(\d+)/i.exec(title) ?? [];
  const name = category.split(STEP).at(-1);
  const sentences = [
    kind && size && `Sold as a ${kind.toLowerCase()} of ${size}.`,
    name &&
      `One of ${count(items.within(category).length, "gift", "gifts")} in ${name}.`,
    variants.length > 0 && `It comes in ${variants.length + 1} kinds.`,
  ];
  return sentences.filter(Boolean).join(" ");
}

/**
 * "Add to cart", which turns into "In your cart" and a stepper.
 * @param {Item} item
 * @returns {HTMLElement}
 */
function buying(item) {
  const add = button({ class: "primary" }, () => {
    if (quantityOf(item.sku) > 0) openCart();
    else addToCart(item.sku);
  });
  const steps = stepper(item);
  watchCart(() => {
    const inCart = quantityOf(item.sku) > 0;
    if (!inCart && steps.element.contains(document.activeElement)) add.focus();
    add.replaceChildren(
      ...(inCart
        ? [
            "In your cart ✓",
            html("span", { class: "only-read" }, ", open the cart"),
          ]
        : ["Add to cart"]),
    );
    steps.element.hidden = !inCart;
    steps.refresh();
  });
  return html("div", { class: "buying" }, add, steps.element);
}

/** @param {Item[]} variants @returns {HTMLElement} */
function others(variants) {
  const links = variants.map((variant) =>
    html(
      "li",
      {},
      html(
        "a",
        { class: "variant", href: productLink(variant.sku) },
        html("span", { class: "variant-picture" }, tile(variant)),
        html("span", {}, variant.title),
      ),
    ),
  );
  return html(
    "section",
    { class: "variants", "aria-labelledby": "variants-heading" },
    html("h2", { id: "variants-heading" }, "Other kinds"),
    html("ul", {}, ...links),
  );
}

/** @param {Item} item @param {Catalog} items */
function show(item, items) {
  const variants = items.variants(item);
  const row = suggestions("product", item.sku);
  document.title = `${item.title} · The gift shop`;
  place.replaceChildren(
    breadcrumb(item),
    html(
      "div",
      { class: "product" },
      html("div", { class: "product-picture" }, tile(item)),
      html(
        "div",
        { class: "product-text" },
        html("h1", {}, item.title),
        html("p", { class: "product-price" }, price(item.pence)),
        html("p", { class: "product-words" }, described(item, variants, items)),
        buying(item),
        variants.length > 0 && others(variants),
      ),
    ),
    row,
  );
  if (location.hash === TO_ROW) row.scrollIntoView();
  returnToPlace(place);
}

/** @param {string} words */
function showMissing(words) {
  document.title = "Not found · The gift shop";
  place.replaceChildren(
    html(
      "div",
      { class: "notice" },
      html("h1", {}, "Not on our shelves"),
      html("p", {}, words),
      html("a", { class: "primary", href: "index.html" }, "See everything"),
    ),
  );
}

const sku = new URLSearchParams(location.search).get("sku") ?? "";
startPage();
if (sku) nowViewing(sku);
catalog.then(
  (items) => {
    const item = items.find(sku);
    if (item) show(item, items);
    else
      showMissing(
        "There is no gift at this address. It may have been mistyped.",
      );
  },
  () =>
    showMissing(
      "The catalogue could not be loaded. Please load this page again.",
    ),
);
