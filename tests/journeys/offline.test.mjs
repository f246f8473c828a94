/** Without a connection: what has loaded goes on, a page that the shop keeps opens whole, and one it half keeps as it was. */

import assert from "node:assert/strict";
import { demo, dist, shop } from "../../scripts/lib/places.mjs";
import { TAG, folderOf, pageOf } from "./lib/bare.mjs";
import { journeys, takeWarning } from "./lib/journey.mjs";
import {
  CAKE_STAND,
  answer,
  howOften,
  lookAt,
  offers,
  openDrawer,
  places,
  putInCart,
  read,
} from "./lib/shop.mjs";

/** @import { Page } from "playwright-core" */

const FALLBACK = "Our bestsellers: mugs, bunting, lanterns";

/** A shop's service worker: what was loaded once comes from its store, but for one file. @param {string} but */
const keeper = (but) => `
  addEventListener("activate", (event) => event.waitUntil(clients.claim()));
  addEventListener("fetch", (event) => event.respondWith(
    load(event.request).catch(() => new Response(null, { status: 504 })),
  ));
  async function load(request) {
    const store = await caches.open("shop");
    const kept = await store.match(request);
    if (kept) return kept;
    const response = await fetch(request);
    if (!request.url.endsWith(${JSON.stringify(but)}))
      await store.put(request, response.clone());
    return response;
  }`;

const pages = folderOf({
  "keeps-all.js": keeper("/nothing"),
  "keeps-no-model.js": keeper("/shop.gw"),
  "bare.html": pageOf(
    `${TAG}<goes-with sku="${CAKE_STAND}"><p>${FALLBACK}</p></goes-with>`,
  ),
});
const roots = [pages, dist, demo, shop];

/** Has a service worker keep the page. @param {Page} page @param {string} script */
async function keep(page, script) {
  await page.evaluate(async (script) => {
    const { trustedTypes, navigator } = /** @type {any} */ (window);
    const policy = trustedTypes?.createPolicy("keeper", {
      createScriptURL: (/** @type {string} */ url) => url,
    });
    const isKept = new Promise((done) =>
      navigator.serviceWorker.addEventListener("controllerchange", done),
    );
    await navigator.serviceWorker.register(
      policy?.createScriptURL(script) ?? script,
    );
    await isKept;
  }, script);
  await page.reload({ waitUntil: "networkidle" });
}

journeys("Without a connection", (journey) => {
  journey("what has loaded goes on", async (trip) => {
    const { page, server } = trip;
    const shown = await lookAt(trip);
    await server.close();
    const before = await read(shown);
    await putInCart(page);
    // Now in the cart, what they go with is hers.
    for (const card of before)
      card.reason = card.reason.replace("Completes the ", "Completes your ");
    const first = places(shown).first();
    await first.locator('[part="add"]').click();
    await first.locator('[part="undo-add"]').click();
    await answer(first, "Why this?");
    await page.keyboard.press("Escape");
    await answer(first, "Not interested in this");
    await shown.getByRole("button", { name: "Undo" }).click();
    assert.deepEqual(await read(shown), before);
    const drawer = await openDrawer(page);
    assert.deepEqual(await read(drawer), before);
    await page.keyboard.press("Escape");
    await howOften(shown, "Fewer");
    assert.deepEqual(await read(shown), before.slice(0, 1));
  });

  journey(
    "a page that the shop keeps opens whole",
    async (trip) => {
      const { page, server } = trip;
      const shown = await lookAt(trip);
      const before = await read(shown);
      await keep(page, "keeps-all.js");
      await offers(shown).first().waitFor();
      await server.close();
      await page.reload();
      await offers(shown).first().waitFor();
      assert.deepEqual(await read(shown), before);
      await answer(places(shown).first(), "Not interested in this");
      await shown.getByText("You will not see this again.").waitFor();
    },
    { roots },
  );

  journey(
    "a page kept without the model is as it was",
    async (trip) => {
      const { page, server } = trip;
      await page.goto(`${server.url}bare.html`);
      await keep(page, "keeps-no-model.js");
      await page.locator('[part="card"]').first().waitFor();
      await server.close();
      await page.reload();
      await takeWarning(trip);
      assert.ok(await page.getByText(FALLBACK).isVisible());
      assert.equal(await page.locator('[part~="card"]').count(), 0);
    },
    { roots },
  );
});
