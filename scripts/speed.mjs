/**
 * `npm run speed`: how long the widget takes to choose and draw anew when the cart, a search or the product looked at
 * changes (demand 17). In Chromium, on the built demo's product page with its row on screen; machines differ, so each
 * figure also stands as a multiple of a fixed piece of arithmetic timed in the same page, and the requests are counted.
 */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { launch } from "../tests/journeys/lib/browsers.mjs";
import { CAKE_STAND, beginWith, lookAt } from "../tests/journeys/lib/shop.mjs";
import { demo, demoModel, dist } from "./lib/places.mjs";
import { Failure, main } from "./lib/run.mjs";
import { serve } from "./lib/server.mjs";

/** Changes of each kind. */
const ROUNDS = 200;

/**
 * In the page: the milliseconds that each change takes until the row stands, and those of the arithmetic.
 * @param {{ skus: string[], queries: string[], rounds: number }} given
 */
async function timeChanges({ skus, queries, rounds }) {
  const shop = /** @type {any} */ (window).goeswith;
  const timed = (/** @type {() => unknown} */ act) => {
    const from = performance.now();
    act();
    return performance.now() - from;
  };
  /** A million steps of a linear congruential generator. */
  const arithmetic = () => {
    let seed = 1;
    for (let step = 0; step < 1e6; step++)
      seed = (Math.imul(seed, 1664525) + 1013904223) | 0;
    return seed;
  };
  /** @type {Record<string, number[]>} */
  const times = { arithmetic: [], cart: [], search: [], view: [] };
  const sku = (/** @type {number} */ at) => skus[(at * 97) % skus.length];
  for (let round = 0; round < rounds; round++) {
    const cart = Array.from({ length: 1 + (round % 20) }, (_, line) =>
      sku(round * 31 + line),
    );
    times.arithmetic?.push(timed(arithmetic));
    times.cart?.push(timed(() => (shop.cart = cart)));
    times.search?.push(
      timed(() => (shop.search = queries[round % queries.length])),
    );
    times.view?.push(timed(() => (shop.view = sku(round * 7 + 3))));
    // As between two acts of a person: what the browser has to do is done.
    await new Promise((resolve) => setTimeout(resolve));
  }
  return times;
}

/**
 * @param {number[]} values
 * @param {number} part
 */
const quantile = (values, part) =>
  [...values].sort((a, b) => a - b)[Math.floor(part * (values.length - 1))] ??
  0;

await main(async () => {
  if (![dist, demoModel].every((path) => existsSync(path)))
    throw new Failure("Nothing is built yet: run `npm run build` first.");
  /** @type {[sku: string][]} */
  const catalog = JSON.parse(
    readFileSync(join(demo, "catalog.json"), "utf8"),
  ).items;
  const skus = catalog.map(([sku]) => sku);
  const queries = ["tea", "cake stand", "christmas tree", "red mug", "lantern"];

  const server = await serve();
  const browser = await launch("Chromium");
  try {
    const context = await browser.newContext();
    await beginWith(context, [CAKE_STAND]);
    const page = await context.newPage();
    await lookAt({ page, server });
    let requests = 0;
    page.on("request", () => requests++);
    const times = await page.evaluate(timeChanges, {
      skus,
      queries,
      rounds: ROUNDS,
    });
    const unit = quantile(times.arithmetic ?? [], 0.5);
    console.log(`${ROUNDS} changes each, choosing and drawing, in ms`);
    console.log("            median     p95   p95 in units of the arithmetic");
    for (const [what, values] of Object.entries(times)) {
      const [median, p95] = [quantile(values, 0.5), quantile(values, 0.95)];
      const figures = [
        median.toFixed(2),
        p95.toFixed(2),
        (p95 / unit).toFixed(1),
      ];
      console.log(
        [what.padEnd(10), ...figures.map((figure) => figure.padStart(8))].join(
          "",
        ),
      );
    }
    console.log(`requests  ${requests}`);
  } finally {
    await browser.close();
    await server.close();
  }
});
