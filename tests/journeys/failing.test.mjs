/** When anything fails, the page is as it was: what stands inside <goes-with> stays, and one warning says why. */

import assert from "node:assert/strict";
import { demo, demoModel, dist, shop } from "../../scripts/lib/places.mjs";
import {
  TAG,
  flipped,
  folderOf,
  halved,
  pageOf,
  without,
} from "./lib/bare.mjs";
import { journeys, takeWarning } from "./lib/journey.mjs";
import { CAKE_STAND, putInCart } from "./lib/shop.mjs";

const FALLBACK = "Our bestsellers: mugs, bunting, lanterns";
const ROW = `<goes-with sku="${CAKE_STAND}"><p>${FALLBACK}</p></goes-with>`;

/** Allows less than the server does: no wasm. */
const NO_WASM = `<meta http-equiv="Content-Security-Policy" content="script-src 'self'" />`;

const pages = folderOf({
  "bare.html": pageOf(TAG + ROW),
  "strict.html": pageOf(TAG + ROW, NO_WASM),
  "no-model.html": pageOf(`<script async src="goes-with.js"></script>${ROW}`),
  "no-pack.html": pageOf(
    TAG.replace("></", ' data-pictures="missing.json"></') + ROW,
  ),
});

/** @param {string | Uint8Array} bytes */
const withModel = (bytes) => [folderOf({ "shop.gw": bytes }), dist, demo];

/** @type {Record<string, { roots: string[], page?: string, says?: RegExp }>} */
const FAILURES = {
  "one bit of the model flipped": {
    roots: withModel(flipped(demoModel, 0.5)),
  },
  "the first byte of the model flipped": {
    roots: withModel(flipped(demoModel, 0)),
  },
  "half of the model": { roots: withModel(halved(demoModel)) },
  "an empty model": { roots: withModel("") },
  "a page in place of the model": { roots: withModel(pageOf("Not found")) },
  "no model": { roots: [dist, without(demo, "shop.gw")], says: /404/ },
  "no wasm": { roots: [without(dist, "goeswith_bg.wasm"), demo] },
  "no style sheet": {
    roots: [without(dist, "goes-with.css"), demo],
    says: /404/,
  },
  "no message file": {
    roots: [without(dist, "goes-with.en.txt"), demo],
    says: /404/,
  },
  "a page in place of the message file": {
    roots: [folderOf({ "goes-with.en.txt": pageOf("Not found") }), dist, demo],
    says: /no message file/,
  },
  "no module": { roots: [without(dist, "goes-with-element.js"), demo] },
  "no pictures where they were promised": {
    roots: [dist, demo],
    page: "no-pack.html",
    says: /404/,
  },
  "a policy without wasm": { roots: [dist, demo], page: "strict.html" },
  "a tag without a model": {
    roots: [dist, demo],
    page: "no-model.html",
    says: /data-model/,
  },
};

/**
 * What `goeswith.ready` came to, two frames after the warning.
 * @param {import("playwright-core").Page} page
 */
const readiness = (page) =>
  page.evaluate(() =>
    Promise.race([
      window.goeswith.ready,
      new Promise((late) =>
        requestAnimationFrame(() =>
          requestAnimationFrame(() => late("neither true nor false")),
        ),
      ),
    ]),
  );

journeys("A widget that fails", (journey) => {
  for (const [what, { roots, page: name, says = /./ }] of Object.entries(
    FAILURES,
  )) {
    journey(
      `${what} leaves the page as it was`,
      async (trip) => {
        const { page, server } = trip;
        await page.goto(`${server.url}${name ?? "bare.html"}`);
        assert.match(await takeWarning(trip), says);
        assert.ok(await page.getByText(FALLBACK).isVisible());
        assert.equal(await page.locator('[part~="card"]').count(), 0);
        if (what !== "no module") assert.equal(await readiness(page), false);
        // A second row, later, is no worse off.
        await page.evaluate((markup) => {
          const later = document.createElement("goes-with");
          later.append(markup);
          document.body.append(later);
        }, "Nothing yet");
        assert.ok(await page.getByText("Nothing yet").isVisible());
      },
      { roots: [pages, ...roots] },
    );
  }

  journey(
    "the same page without a failure shows suggestions instead",
    async ({ page, server }) => {
      await page.goto(`${server.url}bare.html`);
      await page.locator('[part="card"]').first().waitFor();
      assert.ok(!(await page.getByText(FALLBACK).isVisible()));
      assert.equal(await readiness(page), true);
    },
    { roots: [pages, dist, demo] },
  );

  journey(
    "whatever a page says would be heard here",
    async ({ page, server, said }) => {
      await page.goto(`${server.url}bare.html`);
      await page.evaluate(() => {
        console.warn("a warning");
        console.error("an error");
        setTimeout(() => {
          throw new Error("thrown away");
        });
      });
      const heard =
        /^warning: a warning,error: an error,thrown: .*thrown away$/;
      // Not at once: the browser tells it in its own time.
      while (!heard.test(said.join()))
        await page.evaluate(() => new Promise(requestAnimationFrame));
      said.length = 0;
    },
    { roots: [pages, dist, demo] },
  );

  journey(
    "the shop goes on selling with a damaged model",
    async (trip) => {
      const { page, server } = trip;
      await page.goto(`${server.url}product.html?sku=${CAKE_STAND}`);
      await takeWarning(trip);
      await putInCart(page);
      await page.locator("#open-cart").click();
      assert.equal(await page.locator("dialog .lines .line").count(), 1);
      await page.getByRole("link", { name: "Go to checkout" }).click();
      await page.getByRole("button", { name: "Place order" }).waitFor();
      await takeWarning(trip);
    },
    { roots: [...withModel(flipped(demoModel, 0.9)), shop] },
  );
});
