/** Add and undo: the shop's cart does what the card says, and nothing moves under the finger. */

import assert from "node:assert/strict";
import { demo, dist } from "../../scripts/lib/places.mjs";
import { TAG, folderOf, pageOf } from "./lib/bare.mjs";
import { journeys } from "./lib/journey.mjs";
import {
  CAKE_STAND,
  SHOP_CART,
  lookAt,
  offers,
  openDrawer,
  places,
  putInCart,
  read,
  stored,
} from "./lib/shop.mjs";

/** @import { Locator } from "playwright-core" */

/** Where every card of a row is. @param {Locator} row */
const boxes = (row) =>
  places(row).evaluateAll((cards) =>
    cards.map((card) => {
      const { x, y, width, height } = card.getBoundingClientRect();
      // Firefox measures twips: less than a hundredth of a pixel is no move.
      return [x, y + scrollY, width, height].map((n) => n.toFixed(2));
    }),
  );

/** Waits until what a row fades in with is over. @param {Locator} row */
const settled = (row) =>
  row.evaluate((host) =>
    Promise.all(
      (host.shadowRoot?.getAnimations() ?? []).map(({ finished }) => finished),
    ),
  );

const bare = folderOf({
  "bare.html": pageOf(
    `${TAG}<goes-with cart="${CAKE_STAND}" placement="cart"></goes-with>
    <script src="link.js"></script>`,
  ),
  "link.js": `(window.goeswith ??= {}).link = (sku) => "arrived.html?sku=" + sku;`,
  "arrived.html": pageOf("<p>Here it is.</p>"),
});

journeys("Add and undo", (journey) => {
  journey("add puts it into the cart, undo takes it out", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip);
    await putInCart(page);
    await settled(shown);
    const before = await stored(page, SHOP_CART);
    const cards = await read(shown);
    const where = await boxes(shown);
    const card = places(shown).first();

    await card.locator('[part="add"]').click();
    await card.locator('[part="added"]').waitFor();
    assert.equal(await card.locator('[part="undo-add"]').textContent(), "Undo");
    const sku = cards[0]?.sku ?? "";
    assert.deepEqual(JSON.parse((await stored(page, SHOP_CART)) ?? ""), [
      { sku: CAKE_STAND, quantity: 1 },
      { sku, quantity: 1 },
    ]);
    assert.deepEqual(await read(shown), cards, "the card stays put");
    assert.deepEqual(await boxes(shown), where, "nothing moves");

    await card.locator('[part="undo-add"]').click();
    await card.locator('[part="add"]').waitFor();
    assert.equal(await stored(page, SHOP_CART), before);
    assert.deepEqual(await read(shown), cards);
    assert.deepEqual(await boxes(shown), where);
  });

  journey("the button says how far the shop is", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip);
    // A slow shop: it hears the event before the demo's own script does, and keeps it waiting.
    await page.evaluate(() => {
      addEventListener(
        "goes-with-add",
        (event) => {
          event.stopImmediatePropagation();
          const { detail } = /** @type {CustomEvent} */ (event);
          detail.respondWith(
            new Promise((done) => Object.assign(globalThis, { done })),
          );
        },
        { capture: true },
      );
    });
    const card = places(shown).first();
    await settled(shown);
    const where = await boxes(shown);
    const button = card.locator('[part="add"]');
    assert.equal(await button.textContent(), "Add");
    await button.click();
    await card.getByText("Adding…", { exact: true }).waitFor();
    assert.equal(await button.getAttribute("aria-disabled"), "true");
    assert.deepEqual(await boxes(shown), where);
    await page.evaluate("done()");
    await card.locator('[part="added"]').waitFor();
    assert.match(
      await card.locator('[part="actions"]').innerText(),
      /Added\s*Undo/,
    );
    assert.deepEqual(await boxes(shown), where);
    await shown.getByRole("status").filter({ hasText: "Added" }).waitFor();
  });

  journey(
    "a shop that refuses is said so, and may be tried again",
    async (trip) => {
      const { page } = trip;
      const shown = await lookAt(trip);
      await page.evaluate(() => {
        addEventListener(
          "goes-with-add",
          (event) => {
            event.stopImmediatePropagation();
            const { detail } = /** @type {CustomEvent} */ (event);
            detail.respondWith(Promise.reject(new Error("sold out")));
          },
          { capture: true, once: true },
        );
      });
      const card = places(shown).first();
      await settled(shown);
      const where = await boxes(shown);
      await card.locator('[part="add"]').click();
      await card
        .getByText("Could not add. Try again", { exact: true })
        .waitFor();
      assert.deepEqual(await boxes(shown), where);
      assert.equal(await stored(page, SHOP_CART), null);
      await card.locator('[part="add"]').click();
      await card.locator('[part="added"]').waitFor();
      assert.match((await stored(page, SHOP_CART)) ?? "", /"quantity":1/);
    },
  );

  journey("every placement knows that it was added", async (trip) => {
    const shown = await lookAt(trip);
    await putInCart(trip.page);
    const [first] = await read(shown);
    const drawer = await openDrawer(trip.page);
    const inDrawer = offers(drawer).filter({ hasText: first?.title });
    await inDrawer.locator('[part="add"]').click();
    await inDrawer.locator('[part="added"]').waitFor();
    const below = offers(shown).filter({ hasText: first?.title });
    assert.equal(await below.locator('[part="added"]').count(), 1);
    const lines = trip.page.locator("dialog .lines .line");
    assert.equal(await lines.count(), 2, "the shop shows it in its cart");
  });

  journey(
    "where nobody listens, add follows the link to the product",
    async ({ page, server }) => {
      await page.goto(`${server.url}bare.html`);
      const card = page.locator("goes-with").locator('[part="card"]').first();
      await card.waitFor();
      // What Back would find: a browser may keep the page as it was left.
      await page.evaluate(() =>
        addEventListener("pagehide", () => {
          const row = document.querySelector("goes-with")?.shadowRoot;
          const button = row?.querySelector('[part="add"]');
          sessionStorage.setItem("left", String(button?.textContent));
        }),
      );
      await card.locator('[part="add"]').click();
      await page.waitForURL(/\/arrived\.html\?sku=\w+$/);
      const left = await page.evaluate(() => sessionStorage.getItem("left"));
      assert.equal(left, "Add");
      const { skus } = { skus: new URL(page.url()).searchParams.get("sku") };
      assert.ok(skus && skus !== CAKE_STAND);
    },
    { roots: [bare, dist, demo] },
  );

  journey(
    "where nobody takes it out again, undo says that it is still there",
    async ({ page, server }) => {
      await page.goto(`${server.url}bare.html`);
      const shown = page.locator("goes-with");
      const card = places(shown).first();
      await card.waitFor();
      await page.evaluate(() =>
        addEventListener("goes-with-add", (event) =>
          /** @type {any} */ (event).detail.respondWith(true),
        ),
      );
      await card.locator('[part="add"]').click();
      await card.locator('[part="added"]').waitFor();
      await settled(shown);
      const where = await boxes(shown);
      const undo = card.locator('[part="undo-add"]');
      await undo.click();
      await card
        .getByText("Still in your cart. Try again", { exact: true })
        .waitFor();
      assert.equal(await card.locator('[part="added"]').count(), 0);
      assert.deepEqual(await boxes(shown), where, "nothing moves");
      await shown.locator(".status", { hasText: "Still in your" }).waitFor();
      await undo.click();
      assert.match((await undo.textContent()) ?? "", /^Still in your cart/);
    },
    { roots: [bare, dist, demo] },
  );
});
