/** A bundle below the cards: the total first, nothing ticked in advance, and it adds as the cards do. And free delivery. */

import assert from "node:assert/strict";
import { assertAccessible } from "./lib/axe.mjs";
import { journeys } from "./lib/journey.mjs";
import { focused, press, tabTo, tabToName } from "./lib/keys.mjs";
import {
  answer,
  lookAt,
  offers,
  openDrawer,
  putInCart,
  read,
} from "./lib/shop.mjs";

/** A cup that goes with a bowl of its series: the two are a bundle of the demo's model. */
const CUP = "23291";

/** @param {import("playwright-core").Locator} shown */
const box = (shown) => shown.getByRole("group", { name: / for these \d$/ });

/** Whether it has the focus, within its row. @param {Element} element */
const isFocused = (element) =>
  /** @type {ShadowRoot} */ (element.getRootNode()).activeElement === element;

/** @param {string | null} text */
const pence = (text) =>
  Math.round(Number(/£([\d.]+)/.exec(text ?? "")?.[1]) * 100);

journeys("A bundle", (journey) => {
  journey(
    "the total is that of its lines, and nothing is ticked",
    async (trip) => {
      const { page } = trip;
      const shown = await lookAt(trip, CUP);
      const bundle = box(shown);
      await bundle.waitFor();
      await assertAccessible(page, "a bundle");
      const total = await bundle.getByRole("heading").textContent();
      const prices = await bundle
        .locator('[part="choice-price"]')
        .allTextContents();
      assert.equal(
        pence(total),
        prices.map(pence).reduce((sum, price) => sum + price, 0),
      );
      assert.match(
        (await bundle.textContent()) ?? "",
        /\d+ orders held all of them/,
      );
      const boxes = bundle.getByRole("checkbox");
      assert.equal(await boxes.count(), prices.length);
      for (const one of await boxes.all()) assert.ok(!(await one.isChecked()));
      const add = bundle.getByRole("button", { name: "Add chosen" });
      assert.equal(await add.getAttribute("aria-disabled"), "true");
      const titles = (await read(shown)).map(({ title }) => title);
      const named = await bundle
        .locator('[part="choice"] > span:first-of-type')
        .allTextContents();
      const viewed = await page.locator("h1").first().textContent();
      for (const name of named)
        assert.ok([viewed, ...titles].includes(name), `${name} is new`);
    },
  );

  journey(
    "what is ticked by keys is added, with undo on its card",
    async (trip) => {
      const { page } = trip;
      const shown = await lookAt(trip, CUP);
      const bundle = box(shown);
      await bundle.waitFor();
      const titles = (await read(shown)).map(({ title }) => title);
      // From the last card on: every box is one step further.
      const lines = await bundle.getByRole("checkbox").all();
      for (let card = 0; card < titles.length; card += 1)
        await tabTo(page, "product", "more");
      let n = 0;
      for (const line of lines) {
        const label = await line.evaluate(
          (input) => input.nextElementSibling?.textContent,
        );
        await press(page, "Tab");
        assert.ok(await line.evaluate(isFocused), `Tab comes to ${label}`);
        if (!titles.includes(label ?? "")) continue;
        await press(page, "Space");
        assert.ok(await line.isChecked());
        n += 1;
      }
      assert.ok(n > 0, "a card is in the bundle");
      await tabToName(page, "Add chosen");
      await press(page, "Enter");
      await bundle.getByText("In your cart").first().waitFor();
      await shown.locator('[part="added"]').first().waitFor();
      assert.equal(
        (await read(shown)).length,
        titles.length,
        "the cards stay put",
      );
      assert.match((await page.locator("#open-cart").textContent()) ?? "", /1/);
      await tabTo(page, "product", "undo-add", "Shift+Tab");
      await press(page, "Enter");
      await bundle.getByText("In your cart").waitFor({ state: "detached" });
    },
  );

  journey(
    "a refused card takes it away, and undo brings it back",
    async (trip) => {
      const { page } = trip;
      const shown = await lookAt(trip, CUP);
      const bundle = box(shown);
      await bundle.waitFor();
      const text = (await bundle.textContent()) ?? "";
      const cards = await offers(shown).all();
      for (const card of cards) {
        const title =
          (await card.locator('[part="title"]').textContent()) ?? "";
        if (text.includes(title)) {
          await answer(card, "Not now");
          break;
        }
      }
      await bundle.waitFor({ state: "detached" });
      assert.equal((await focused(page)).part, "undo");
      await press(page, "Enter");
      await bundle.waitFor();
    },
  );

  journey("free delivery is one line, where the cart is", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip);
    await putInCart(page);
    const drawer = await openDrawer(page);
    await offers(drawer).first().waitFor();
    const say = (/** @type {unknown} */ from) =>
      page.evaluate((from) => {
        /** @type {any} */ (window).goeswith.freeDeliveryFrom = from;
      }, from);
    const before = await read(drawer);
    await say(50);
    const line = drawer.getByText("Delivery is free from £50.00.", {
      exact: true,
    });
    await line.waitFor();
    assert.deepEqual(await read(drawer), before, "it changes no choice");
    assert.equal(await shown.getByText("Delivery is free").count(), 0);
    for (const none of ["50", -1, 0, Number.NaN, null, Infinity, 1e12]) {
      await say(50);
      await say(none);
      assert.equal(await line.count(), 0, String(none));
    }
  });
});
