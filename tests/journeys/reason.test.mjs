/** A suggestion appears, and its reason is true: the browser and the tool say the same of the same cart. */

import assert from "node:assert/strict";
import { journeys } from "./lib/journey.mjs";
import {
  CAKE_STAND,
  beginWith,
  lookAt,
  offers,
  openDrawer,
  putInCart,
  read,
  row,
  toScreen,
} from "./lib/shop.mjs";
import { explain, recommend } from "./lib/tool.mjs";

/** @import { Offer } from "./lib/shop.mjs" */

/**
 * The tool's words about a context, as a card says them.
 * @param {Parameters<typeof recommend>[0]} context
 * @returns {Promise<Offer[]>}
 */
async function toolSays(context) {
  const { suggestions } = await recommend(context);
  return suggestions.map(({ sku, title, reason, level }) => ({
    sku,
    title,
    reason,
    level,
  }));
}

/** How far a share said as "x of y" may be from the counted one, as a part of it: people round to small numbers. */
const ROUNDING = 0.25;

journeys("A suggestion with a true reason", (journey) => {
  journey("a product page suggests what the tool suggests", async (trip) => {
    const shown = await lookAt(trip);
    const cards = await read(shown);
    assert.ok(cards.length >= 1 && cards.length <= 3, `${cards.length} cards`);
    assert.deepEqual(cards, await toolSays({ view: CAKE_STAND }));
    assert.equal(await shown.getAttribute("data-state"), "shown");
  });

  journey("with the product in the cart it still does", async (trip) => {
    const shown = await lookAt(trip);
    await putInCart(trip.page);
    const { heading } = await recommend({ cart: [CAKE_STAND] });
    await shown.getByRole("heading", { name: heading, exact: true }).waitFor();
    const cards = await read(shown);
    assert.deepEqual(cards, await toolSays({ cart: [CAKE_STAND] }));
    assert.deepEqual(await read(await openDrawer(trip.page)), cards);
  });

  journey("each reason's numbers are those of the orders", async (trip) => {
    const shown = await lookAt(trip);
    const cards = await read(shown);
    let compared = 0;
    for (const { sku, reason } of cards) {
      const counted = await explain(CAKE_STAND, sku);
      if (/^Completes (your|the) /.test(reason)) {
        assert.equal(counted.type, "completes-set", reason);
        continue;
      }
      const [, x, y] = /^In (\d+) of (\d+) orders with the /.exec(reason) ?? [];
      assert.ok(x && y, reason);
      compared += 1;
      const share = counted.both / counted.of;
      const error = Math.abs(Number(x) / Number(y) / share - 1);
      assert.ok(error <= ROUNDING, `${reason}: counted ${share.toFixed(3)}`);
    }
    assert.ok(compared > 0, "some reason has numbers");
  });

  journey("why this? tells the very counts", async (trip) => {
    const shown = await lookAt(trip);
    const [first] = await read(shown);
    await offers(shown).first().locator('[part="more"]').click();
    await shown.getByRole("menuitem", { name: "Why this?" }).click();
    const sheet = shown.getByRole("dialog", { name: "Why this?" });
    const facts = await sheet.getByRole("listitem").allTextContents();
    const told = await recommend({ view: CAKE_STAND });
    assert.deepEqual(facts, told.suggestions[0]?.why);
    const counts = await explain(CAKE_STAND, first?.sku ?? "");
    const [both, of] = [counts.both, counts.of].map((count) =>
      Number(count).toLocaleString("en"),
    );
    assert.ok(facts[0]?.startsWith(`${both} of ${of} orders with the `));
  });

  journey("another cart gives other suggestions", async (trip) => {
    const { context, page, server } = trip;
    const cart = ["85099B", "22112"];
    await beginWith(context, cart);
    await page.goto(`${server.url}checkout.html`);
    const shown = row(page, "checkout");
    await toScreen(shown);
    await offers(shown).first().waitFor();
    const cards = await read(shown);
    assert.deepEqual(cards, await toolSays({ cart }));
    assert.notDeepEqual(cards, await toolSays({ cart: [CAKE_STAND] }));
  });

  journey("what goes with nothing is not drawn", async ({ page, server }) => {
    await page.goto(`${server.url}index.html`);
    const listing = row(page, "listing");
    await toScreen(listing);
    await page
      .locator('goes-with[placement="listing"][data-state="empty"]')
      .waitFor({ state: "attached" });
    assert.equal(await listing.boundingBox(), null);
  });
});
