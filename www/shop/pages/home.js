/**
 * The home page: categories, search as you type, and a grid that grows on
 * request. All of it is in the address, so that Back and reload bring it back.
 *
 * @import { Catalog, Item } from "../catalog.js"
 */
import { catalog, categoryLink, productLink, STEP } from "../catalog.js";
import { hash } from "../colours.js";
import { byId, html } from "../dom.js";
import { FEATURED } from "../featured.js";
import { count, price } from "../money.js";
import { startPage } from "../page.js";
import { returnToPlace } from "../returning.js";
import { drawShelf } from "../window-shelf.js";
import { nowSearching, suggestions } from "../suggestions.js";
import { tile } from "../tiles.js";
import { offerTour } from "../tour.js";

const PAGE = 24;
/** A pause in typing that is long enough to search, and to tell the reader. */
const TYPING_PAUSE_MS = 120;

const search = byId("search", HTMLInputElement);
const chips = byId("categories", HTMLElement);
const status = byId("listing-status", HTMLElement);
const grid = byId("listing", HTMLUListElement);
const more = byId("more", HTMLButtonElement);
const hero = byId("hero", HTMLElement);

/** @returns {{ category: string, query: string, shown: number }} */
function wanted() {
  const address = new URLSearchParams(location.search);
  const shown = Number(address.get("show"));
  return {
    category: address.get("category") ?? "",
    query: address.get("q") ?? "",
    shown: Number.isInteger(shown) && shown > PAGE ? shown : PAGE,
  };
}

/**
 * The order of the grid: the window first, then a mix that stays the same.
 * @param {Catalog} items
 * @returns {Item[]}
 */
function arranged(items) {
  const featured = FEATURED.flatMap((sku) => items.find(sku) ?? []);
  const first = new Set(featured);
  const rest = items.items.filter((item) => !first.has(item));
  const mixed = rest.map((item) => ({ item, place: hash(item.sku) }));
  mixed.sort((a, b) => a.place - b.place);
  return [...featured, ...mixed.map(({ item }) => item)];
}

/** @param {Item} item @returns {HTMLLIElement} */
const card = (item) =>
  html(
    "li",
    {},
    html(
      "a",
      { class: "card", href: productLink(item.sku) },
      tile(item),
      html("span", { class: "card-title" }, item.title),
      html("span", { class: "card-price" }, price(item.pence)),
    ),
  );

/** @param {Catalog} items @param {string} category */
function showChips(items, category) {
  const path = category ? category.split(STEP) : [];
  const chip = (/** @type {string} */ name, /** @type {string} */ to) => {
    const link = html("a", { class: "chip", href: categoryLink(to) }, name);
    if (to === category) link.setAttribute("aria-current", "page");
    return html("li", {}, link);
  };
  const trail = path.map((name, depth) =>
    chip(name, path.slice(0, depth + 1).join(STEP)),
  );
  const below = items
    .under(category)
    .map((name) => chip(name, category ? category + STEP + name : name));
  chips.replaceChildren(chip("Everything", ""), ...trail, ...below);
}

/**
 * Heads the grid: the page's first heading where the one at the top is away.
 * @param {string} words
 */
function showHeading(words) {
  const heading = html(
    hero.hidden ? "h1" : "h2",
    { id: "listing-heading" },
    words,
  );
  byId("listing-heading", HTMLElement).replaceWith(heading);
}

/** @param {Catalog} items */
function listing(items) {
  const everything = arranged(items);
  /** @type {string | undefined} */
  let listed;

  const show = () => {
    const { category, query, shown } = wanted();
    const inside = new Set(items.within(category));
    const found = items.search(
      everything.filter((item) => inside.has(item)),
      query,
    );
    const name = category.split(STEP).at(-1) ?? "";
    hero.hidden = category !== "" || query !== "";
    showHeading(
      query ? `“${query}”${name && ` in ${name}`}` : name || "In the window",
    );
    status.textContent =
      found.length > 0
        ? count(found.length, "gift", "gifts")
        : "Nothing here by that name. Try a shorter word, such as “tea” or “heart”.";
    document.title =
      query || name ? `${query || name} · The gift shop` : "The gift shop";

    const key = JSON.stringify([category, query]);
    if (key !== listed) {
      listed = key;
      if (query) nowSearching(query);
      showChips(items, category);
      grid.replaceChildren();
    }
    grid.append(...found.slice(grid.children.length, shown).map(card));
    more.hidden = found.length <= shown;
  };

  /** @param {Record<string, string>} changes */
  const go = (changes) => {
    const address = new URL(location.href);
    for (const [name, value] of Object.entries(changes)) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    history.replaceState(null, "", address);
    show();
  };

  more.addEventListener("click", () => {
    const next = grid.children.length;
    go({ show: `${wanted().shown + PAGE}` });
    grid.children[next]?.querySelector("a")?.focus({ preventScroll: true });
  });

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let typing;
  const searchNow = () => {
    clearTimeout(typing);
    go({ q: search.value.trim(), show: "" });
  };
  search.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(searchNow, TYPING_PAUSE_MS);
  });
  search.form?.addEventListener("submit", (event) => {
    event.preventDefault();
    searchNow();
  });
  show();
  const main = byId("main", HTMLElement);
  main.append(suggestions("listing"));
  returnToPlace(main);
}

startPage();
search.value = wanted().query;
hero.hidden = location.search !== "";
offerTour(!hero.hidden);
drawShelf(byId("shelf", HTMLElement));
catalog.then(listing, () => {
  status.textContent =
    "The catalogue could not be loaded. Please load this page again.";
});
