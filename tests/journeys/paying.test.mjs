/** Between *pay* and the confirmation nothing is suggested, whatever the page says meanwhile. */

import assert from "node:assert/strict";
import { journeys } from "./lib/journey.mjs";
import { CAKE_STAND, beginWith, offers, row, toScreen } from "./lib/shop.mjs";

/** @import { Page } from "playwright-core" */

/** What a page may say of itself at any time. */
const NEWS = /** @type {const} */ ([
  { cart: ["22699", "20725"] },
  { soldOut: ["22699"] },
  { search: "cake stand" },
  { view: "20725" },
  { ordered: ["22699"] },
  { consent: "session" },
  { cart: [CAKE_STAND] },
]);

/**
 * Tells the widget something, and what its rows draw in the next frame.
 * @param {Page} page
 * @param {object} news
 * @returns {Promise<{ cards: number, height: number }>}
 */
const say = (page, news) =>
  page.evaluate((news) => {
    Object.assign(/** @type {any} */ (window).goeswith, news);
    return new Promise((done) =>
      requestAnimationFrame(() => {
        const rows = [
          ...document.querySelectorAll('goes-with:not([placement="controls"])'),
        ];
        const cards = rows.flatMap((row) => [
          ...(row.shadowRoot?.querySelectorAll('[part~="card"]') ?? []),
        ]);
        const heights = rows.map((row) => row.getBoundingClientRect().height);
        done({ cards: cards.length, height: Math.max(...heights) });
      }),
    );
  }, news);

journeys("Paying", (journey) => {
  journey("nothing is shown until it is over", async (trip) => {
    const { page, context, server } = trip;
    await beginWith(context, [CAKE_STAND]);
    await page.goto(`${server.url}checkout.html`);
    const shown = row(page, "checkout");
    await toScreen(shown);
    await offers(shown).first().waitFor();

    const nothing = { cards: 0, height: 0 };
    assert.deepEqual(await say(page, { paying: true }), nothing);
    for (const news of NEWS)
      assert.deepEqual(await say(page, news), nothing, JSON.stringify(news));
    assert.equal(await offers(shown).count(), 0, "nor later");

    // The shop says that it is over when she presses a button of the shop's.
    await page.evaluate(() => {
      const back = document.createElement("button");
      back.textContent = "Pay later";
      back.addEventListener("click", () => {
        /** @type {any} */ (window).goeswith.paying = false;
      });
      document.querySelector("#checkout h1")?.after(back);
    });
    assert.equal(await offers(shown).count(), 0, "before she presses it");
    await page.getByRole("button", { name: "Pay later" }).click();
    await toScreen(shown);
    await offers(shown).first().waitFor();
  });

  journey("Place order says so at once", async ({ page, context, server }) => {
    await beginWith(context, [CAKE_STAND]);
    await page.goto(`${server.url}checkout.html`);
    const shown = row(page, "checkout");
    await toScreen(shown);
    await offers(shown).first().waitFor();
    for (const label of ["Name", "Street and number", "Postcode", "Town"])
      await page.getByLabel(label, { exact: true }).fill("A");
    // What is there when the page is left.
    await page.evaluate(() => {
      addEventListener("pagehide", () => {
        const row = document.querySelector('goes-with[placement="checkout"]');
        const cards = row?.shadowRoot?.querySelectorAll('[part~="card"]');
        const { paying } = /** @type {any} */ (window).goeswith;
        sessionStorage.setItem("left", `${paying}, ${cards?.length} cards`);
      });
    });
    await page.getByRole("button", { name: "Place order" }).click();
    await page.getByRole("heading", { name: "Thank you" }).waitFor();
    const left = await page.evaluate(() => sessionStorage.getItem("left"));
    assert.equal(left, "true, 0 cards");
  });
});
