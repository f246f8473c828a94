/** A card goes by what somebody else says: the keyboard goes on from its row, and nothing else loses the focus. */

import assert from "node:assert/strict";
import { journeys } from "./lib/journey.mjs";
import { focused, press, tabTo } from "./lib/keys.mjs";
import { answer, lookAt, places, read, row } from "./lib/shop.mjs";

/** @import { Page } from "playwright-core" */
/** @import { Trip } from "./lib/journey.mjs" */

/** @param {Page} page @param {object} news */
const say = (page, news) =>
  page.evaluate((news) => {
    Object.assign(/** @type {any} */ (window).goeswith, news);
  }, news);

/** What takes the first card away, by no act of hers here. @type {[string, (trip: Trip, sku: string) => Promise<void>][]} */
const CAUSES = [
  ["is sold out", ({ page }, sku) => say(page, { soldOut: [sku] })],
  [
    "is refused in another tab",
    async (trip) => {
      const other = await trip.context.newPage();
      const shown = await lookAt({ ...trip, page: other });
      await answer(places(shown).first(), "Not interested in this");
      await other.close();
    },
  ],
  ["is in the cart already", ({ page }, sku) => say(page, { cart: [sku] })],
];

journeys("The focus", (journey) => {
  for (const [cause, take] of CAUSES) {
    journey(`goes to "How often?" when a card ${cause}`, async (trip) => {
      const { page } = trip;
      const shown = await lookAt(trip);
      const [first] = await read(shown);
      assert.ok(first);
      await tabTo(page, "product", "more");
      const scrolled = () => page.evaluate(() => scrollY);
      const before = await scrolled();
      await take(trip, first.sku);
      const link = shown.getByRole("link", { name: first.title, exact: true });
      await link.waitFor({ state: "detached" });
      const { host, part } = await focused(page);
      assert.deepEqual([host, part], ["product", "control"]);
      assert.equal(await scrolled(), before, "nothing is scrolled");
      await press(page, "Enter");
      await shown.getByRole("radio", { name: "Off" }).waitFor();
    });
  }

  journey("stays on a card that stays, and with the shop", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip);
    const [first, second] = await read(shown);
    await tabTo(page, "product", "more");
    const { name } = await focused(page);
    assert.ok(name.includes(first?.title ?? "?"), name);
    await say(page, { soldOut: [second?.sku] });
    await shown
      .getByRole("link", { name: second?.title, exact: true })
      .waitFor({ state: "detached" });
    assert.equal((await focused(page)).name, name);

    await tabTo(page, "controls", "control");
    await press(page, "Tab");
    const opener = page.getByRole("button", { name: "Your suggestions" });
    const isThere = () =>
      opener.evaluate((it) => it === document.activeElement);
    assert.ok(await isThere());
    await say(page, { soldOut: [first?.sku, second?.sku] });
    await shown
      .getByRole("link", { name: first?.title, exact: true })
      .waitFor({ state: "detached" });
    assert.ok(await isThere());
  });

  journey("is not taken back from what she presses", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip);
    await places(shown).first().locator('[part="more"]').click();
    await shown.getByRole("menu").waitFor();
    const opener = page.locator("#open-cart");
    await opener.click();
    await row(page, "cart-drawer").waitFor({ state: "attached" });
    assert.equal(await shown.getByRole("menu").count(), 0);
    assert.notEqual((await focused(page)).host, "product");
  });
});
