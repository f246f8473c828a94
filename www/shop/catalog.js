/**
 * The catalogue: one file, loaded once, searched in memory. The shape of
 * `catalog.json` is written by `scripts/demo.mjs`.
 *
 * @typedef {object} Item
 * @property {string} sku
 * @property {string} title
 * @property {number} pence price in hundredths of a pound
 * @property {string} category path of names joined by " > "
 * @property {number} family shared by the variants of one item; -1 for none
 */

/** Joins the names of a category path. */
export const STEP = " > ";

/** The catalogue and the questions the pages ask of it. */
export class Catalog {
  /** @type {ReadonlyMap<string, Item>} */
  #bySku;

  /** @param {Item[]} items */
  constructor(items) {
    this.items = items;
    this.#bySku = new Map(items.map((item) => [item.sku, item]));
  }

  /** @param {string} sku @returns {Item | undefined} */
  find(sku) {
    return this.#bySku.get(sku);
  }

  /**
   * Items in the category or below it; every item for the empty path.
   * @param {string} category
   * @returns {Item[]}
   */
  within(category) {
    if (!category) return this.items;
    return this.items.filter(
      (item) =>
        item.category === category || item.category.startsWith(category + STEP),
    );
  }

  /**
   * Names of the categories directly under a path, the largest first.
   * @param {string} category
   * @returns {string[]}
   */
  under(category) {
    const depth = category ? category.split(STEP).length : 0;
    /** @type {Map<string, number>} */
    const sizes = new Map();
    for (const item of this.within(category)) {
      const name = item.category.split(STEP)[depth];
      if (name) sizes.set(name, (sizes.get(name) ?? 0) + 1);
    }
    return [...sizes].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  }

  /**
   * Items that hold every word of the query in title or category; those whose
   * title holds all of them as beginnings of words come first.
   * @param {Item[]} items
   * @param {string} query
   * @returns {Item[]}
   */
  search(items, query) {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) return items;
    /** @type {Item[]} */
    const good = [];
    /** @type {Item[]} */
    const fair = [];
    for (const item of items) {
      const title = ` ${item.title.toLowerCase()}`;
      const category = item.category.toLowerCase();
      if (words.every((word) => title.includes(` ${word}`))) good.push(item);
      else if (
        words.every((word) => title.includes(word) || category.includes(word))
      ) {
        fair.push(item);
      }
    }
    return [...good, ...fair];
  }

  /**
   * The other members of an item's family.
   * @param {Item} item
   * @returns {Item[]}
   */
  variants(item) {
    if (item.family < 0) return [];
    return this.items.filter(
      (other) => other.family === item.family && other !== item,
    );
  }
}

/** @returns {Promise<Catalog>} */
async function load() {
  const response = await fetch("catalog.json");
  if (!response.ok)
    throw new Error(`The catalogue answered ${response.status}.`);
  /** @type {{ categories: string[], items: [string, string, number, number, number][] }} */
  const { categories, items } = await response.json();
  return new Catalog(
    items.map(([sku, title, pence, category, family]) => ({
      sku,
      title,
      pence,
      category: categories[category] ?? "",
      family,
    })),
  );
}

/** The one catalogue of this page, under way from the moment this loads. */
export const catalog = load();

/** @param {string} sku @returns {string} address of its product page */
export const productLink = (sku) =>
  `product.html?sku=${encodeURIComponent(sku)}`;

/** @param {string} category @returns {string} address of its listing */
export const categoryLink = (category) =>
  category
    ? `index.html?category=${encodeURIComponent(category)}`
    : "index.html";
