/** The ways to say no: obeyed at once and everywhere, remembered, and taken back with one click. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { demo } from "../../scripts/lib/places.mjs";
import { journeys } from "./lib/journey.mjs";
import {
  CHOICES,
  answer,
  lookAt,
  offers,
  openDrawer,
  places,
  putInCart,
  read,
  reloadLater,
  stored,
} from "./lib/shop.mjs";

/** @type {{ categories: string[], items: [sku: string, title: string, pence: number, category: number, family: number][] }} */
const catalogue = JSON.parse(readFileSync(join(demo, "catalog.json"), "utf8"));

/** @param {string} sku */
function itemOf(sku) {
  const found = catalogue.items.find(([known]) => known === sku);
  assert.ok(found, sku);
  const [, , , category, family] = found;
  return { category: catalogue.categories[category] ?? "", family };
}

/** @param {{ sku: string }[]} cards */
const skus = (cards) => cards.map(({ sku }) => sku);

/** A teacup that goes with a green and a pink one of another kind: two variants of one item. */
const TEACUP = "22699";
const GREEN = "22697";
const PINK = "22698";

/** Incense: its first two suggestions are of one category, the third is of another. */
const INCENSE = "17084N";

journeys("Saying no", (journey) => {
  journey(
    "not interested is confirmed in place, and the place stays empty",
    async (trip) => {
      const { page } = trip;
      const shown = await lookAt(trip);
      await putInCart(page);
      const before = await read(shown);
      await answer(places(shown).first(), "Not interested in this");

      const first = places(shown).first();
      await first.getByText("You will not see this again.").waitFor();
      await first.getByRole("button", { name: "Undo" }).waitFor();
      assert.equal(await places(shown).count(), before.length);
      assert.deepEqual(await read(shown), before.slice(1), "not refilled");
      assert.match(
        (await stored(page, CHOICES)) ?? "",
        new RegExp(`^not-interested ${before[0]?.sku} \\d+$`, "m"),
      );
    },
  );

  journey("it is gone everywhere at once, and after a reload", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip);
    await putInCart(page);
    const drawer = await openDrawer(page);
    await offers(drawer).first().waitFor();
    const [refused, ...others] = await read(drawer);
    assert.deepEqual(await read(shown), await read(drawer));
    await page.keyboard.press("Escape");

    await answer(places(shown).first(), "Not interested in this");
    await page.locator("#open-cart").click();
    assert.deepEqual(await read(drawer), others);

    await reloadLater(page);
    await offers(shown).first().waitFor();
    const after = await read(shown);
    assert.ok(!skus(after).includes(refused?.sku ?? ""));
    assert.equal(after.length, others.length + 1, "its place is taken");
  });

  journey("undo brings it back", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip);
    await putInCart(page);
    const before = await read(shown);
    await answer(places(shown).first(), "Not interested in this");
    await shown.getByRole("button", { name: "Undo" }).click();
    assert.deepEqual(await read(shown), before);
    assert.doesNotMatch((await stored(page, CHOICES)) ?? "", /not-interested/);
    assert.deepEqual(await read(await openDrawer(page)), before);
    await page.reload();
    await offers(shown).first().waitFor();
    assert.deepEqual(await read(shown), before);
  });

  for (const [said, isPinkOffered, what] of /** @type {const} */ ([
    ["Not interested in this", false, "its variants go with it"],
    ["Not now", true, "not now leaves its variants"],
  ])) {
    journey(what, async (trip) => {
      const shown = await lookAt(trip, TEACUP);
      const before = skus(await read(shown));
      assert.ok(before.includes(GREEN) && !before.includes(PINK), `${before}`);
      assert.equal(itemOf(GREEN).family, itemOf(PINK).family);
      await answer(places(shown).nth(before.indexOf(GREEN)), said);
      await reloadLater(trip.page);
      await offers(shown).first().waitFor();
      const after = skus(await read(shown));
      assert.ok(!after.includes(GREEN));
      assert.equal(after.includes(PINK), isPinkOffered, `${after}`);
    });
  }

  journey(
    "no more of a category empties its places, and undo fills them",
    async (trip) => {
      const { page } = trip;
      const shown = await lookAt(trip);
      await putInCart(page);
      const before = await read(shown);
      const { category } = itemOf(before[0]?.sku ?? "");
      await answer(places(shown).first(), /^No more /);
      const said = places(shown).first().locator('[part="said"]');
      assert.match((await said.textContent()) ?? "", /^No more .+\.Undo$/);
      const isRefused = (/** @type {{ sku: string }} */ { sku }) =>
        itemOf(sku).category.startsWith(category);
      assert.ok(!(await read(shown)).some(isRefused), "gone at once");

      await reloadLater(page);
      await offers(shown).first().waitFor();
      assert.ok(!(await read(shown)).some(isRefused), "gone after a reload");
    },
  );

  journey("undo of no more brings it back", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip);
    const before = await read(shown);
    await answer(places(shown).first(), /^No more /);
    await shown.getByRole("button", { name: "Undo" }).click();
    assert.deepEqual((await read(shown))[0], before[0]);
    await page.reload();
    await offers(shown).first().waitFor();
    assert.deepEqual(await read(shown), before);
  });

  journey("two of a category go without moving the third", async (trip) => {
    const shown = await lookAt(trip, INCENSE);
    const before = await read(shown);
    const categories = before.map(({ sku }) => itemOf(sku).category);
    assert.equal(categories[0], categories[1]);
    assert.notEqual(categories[0], categories[2]);
    const third = offers(shown).filter({ hasText: before[2]?.title });
    // In pixels of the page, not of the window: Playwright itself scrolls Firefox before it clicks.
    const where = () =>
      third.evaluate((card) => {
        const { x, y, width, height } = card.getBoundingClientRect();
        return [x + scrollX, y + scrollY, width, height].map(Math.round);
      });
    const there = await where();
    await answer(places(shown).first(), /^No more /);
    assert.deepEqual(await read(shown), before.slice(2));
    assert.deepEqual(await where(), there);
    await shown.getByRole("button", { name: "Undo" }).click();
    assert.deepEqual(await read(shown), before, "undo brings back both");
  });

  journey("undo brings it back in every placement", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip);
    await putInCart(page);
    const drawer = await openDrawer(page);
    await offers(drawer).first().waitFor();
    const before = await read(drawer);
    await page.keyboard.press("Escape");
    await answer(places(shown).first(), "Not interested in this");
    assert.deepEqual(await read(drawer), before.slice(1));
    await shown.getByRole("button", { name: "Undo" }).click();
    assert.deepEqual(await read(drawer), before);
  });

  journey("not now hides it for a day and no longer", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip);
    const before = await read(shown);
    await answer(places(shown).first(), "Not now");
    await shown.getByText("Hidden until tomorrow.").waitFor();
    await reloadLater(page);
    await offers(shown).first().waitFor();
    assert.ok(!skus(await read(shown)).includes(before[0]?.sku ?? ""));

    await reloadLater(page, 24 * 60 * 60 * 1000);
    await offers(shown).first().waitFor();
    assert.deepEqual(await read(shown), before);
  });

  journey("after a no it is quiet for a minute", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip);
    await answer(places(shown).first(), "Not now");
    await page.reload();
    await page
      .locator("goes-with[placement=product][data-state=empty]")
      .waitFor({ state: "attached" });
    assert.equal(
      await offers(shown).count(),
      0,
      "nothing new on the next page",
    );
    await reloadLater(page);
    await offers(shown).first().waitFor();
  });

  journey("no from why this? is a no, too", async (trip) => {
    const shown = await lookAt(trip);
    const [first] = await read(shown);
    await answer(places(shown).first(), "Why this?");
    const sheet = shown.getByRole("dialog", { name: "Why this?" });
    await sheet.getByRole("button", { name: /^No more / }).click();
    await shown.getByRole("button", { name: "Undo" }).waitFor();
    assert.equal(await sheet.count(), 0);
    assert.ok(!skus(await read(shown)).includes(first?.sku ?? ""));
    assert.equal(await stored(trip.page, "the-gift-shop.cart"), null);
  });
});
