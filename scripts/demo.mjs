/**
 * Makes the demo shop's own files, all but its model: `demo/catalog.json` from
 * `data/catalog.csv`, and `demo/fonts/` from the installed font packages.
 */
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";

const root = new URL("../", import.meta.url);
const demo = new URL("demo/", root);

/** The latin part of each font, and what the shop calls it. */
const FONTS = {
  "eb-garamond.woff2":
    "node_modules/@fontsource-variable/eb-garamond/files/eb-garamond-latin-wght-normal.woff2",
  "inter.woff2":
    "node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
};

/**
 * Rows of a CSV with a header, as records. Fields may be quoted, with doubled
 * quotes, commas and line breaks inside.
 * @param {string} text
 * @returns {Record<string, string>[]}
 */
function records(text) {
  /** @type {string[][]} */
  const rows = [[]];
  const field = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/y;
  while (field.lastIndex < text.length) {
    const found = field.exec(text);
    if (!found)
      throw new Error(`data/catalog.csv: a stray quote in row ${rows.length}.`);
    const [, quoted, plain, end] = found;
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
    if (end !== "," && field.lastIndex < text.length) rows.push([]);
  }
  const [header = [], ...lines] = rows;
  return lines.map((line) =>
    Object.fromEntries(header.map((name, at) => [name, line[at] ?? ""])),
  );
}

/**
 * The shape that `www/shop/catalog.js` reads: categories once each, and items
 * as `[sku, title, pence, category, family]`, the last two as numbers. A family
 * of one is none, written −1. An item without a price cannot be sold.
 * @param {Record<string, string>[]} rows
 */
function catalogue(rows) {
  const sold = rows.filter(({ sku, price }) => sku && Number(price) > 0);
  const categories = [
    ...new Set(sold.map(({ category }) => category ?? "")),
  ].sort();
  /** @type {Map<string, number>} */
  const sizes = new Map();
  for (const { family } of sold)
    if (family) sizes.set(family, (sizes.get(family) ?? 0) + 1);
  const families = [...sizes]
    .filter(([, size]) => size > 1)
    .map(([family]) => family);
  const place = new Map(families.map((family, at) => [family, at]));
  const items = sold.map(
    ({ sku, title, price, category = "", family = "" }) => [
      sku,
      title,
      Math.round(Number(price) * 100),
      categories.indexOf(category),
      place.get(family) ?? -1,
    ],
  );
  return { categories, items };
}

await mkdir(new URL("fonts/", demo), { recursive: true });
const { categories, items } = catalogue(
  records(await readFile(new URL("data/catalog.csv", root), "utf8")),
);
await writeFile(
  new URL("catalog.json", demo),
  JSON.stringify({ categories, items }),
);
for (const [name, source] of Object.entries(FONTS)) {
  await copyFile(new URL(source, root), new URL(`fonts/${name}`, demo));
}
console.log(
  `demo/: ${items.length} items in ${categories.length} categories, 2 fonts`,
);
