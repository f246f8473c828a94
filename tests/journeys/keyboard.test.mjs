/** All of it by keyboard alone. */

import assert from "node:assert/strict";
import { journeys } from "./lib/journey.mjs";
import { focused, press, tabTo } from "./lib/keys.mjs";
import { lookAt, offers, places, read, row } from "./lib/shop.mjs";

journeys("By keyboard", (journey) => {
  journey("not interested, and its undo", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip);
    const before = await read(shown);
    await tabTo(page, "product", "more");
    await press(page, "Enter");
    assert.equal((await focused(page)).name, "Why this?");
    await press(page, "ArrowDown", "ArrowDown", "ArrowDown");
    assert.equal((await focused(page)).name, "Not interested in this");
    await press(page, "Enter");
    assert.equal((await focused(page)).part, "undo");
    assert.deepEqual(await read(shown), before.slice(1));
    await press(page, "Enter");
    assert.equal((await focused(page)).part, "more");
    assert.deepEqual(await read(shown), before);
  });

  journey("the menu turns round, and Tab leaves it", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip);
    const menu = shown.getByRole("menu");
    await tabTo(page, "product", "more");
    await press(page, "Space");
    await menu.waitFor();
    const names = await menu.getByRole("menuitem").allTextContents();
    for (const [key, at] of /** @type {const} */ ([
      ["ArrowUp", -1],
      ["ArrowDown", 0],
      ["End", -1],
      ["Home", 0],
    ])) {
      await press(page, key);
      assert.equal((await focused(page)).name, names.at(at), key);
    }
    await press(page, "Tab");
    assert.equal(await menu.count(), 0);
  });

  journey(
    "Escape closes the menu, why this? and the control, and the focus returns",
    async (trip) => {
      const { page } = trip;
      const shown = await lookAt(trip);
      await tabTo(page, "product", "control");
      await press(page, "Enter");
      assert.equal(await shown.locator('[part="panel"]').count(), 1);
      await press(page, "Tab", "Escape");
      assert.equal(await shown.locator('[part="panel"]').count(), 0);
      assert.equal((await focused(page)).part, "control");

      await tabTo(page, "product", "more");
      const { name } = await focused(page);
      await press(page, "Enter", "Escape");
      assert.equal(await shown.getByRole("menu").count(), 0);
      assert.equal((await focused(page)).name, name);

      await press(page, "Enter", "Enter");
      const sheet = shown.getByRole("dialog", { name: "Why this?" });
      assert.equal(await sheet.count(), 1);
      assert.equal((await focused(page)).name, "Close");
      await press(page, "Escape");
      assert.equal(await sheet.count(), 0);
      assert.equal((await focused(page)).name, name);
    },
  );

  journey("how often? by arrows, down to off and back", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip);
    await tabTo(page, "product", "control");
    await press(page, "Enter", "Tab");
    assert.equal((await focused(page)).value, "normal");
    await press(page, "ArrowUp");
    assert.equal((await focused(page)).value, "fewer");
    assert.equal((await read(shown)).length, 1);
    await press(page, "ArrowUp");
    await shown.getByText("Suggestions are off.").waitFor();
    assert.equal((await focused(page)).value, "off", "the levels stay");
    await press(page, "ArrowDown");
    assert.equal((await read(shown)).length, 1);
    await press(page, "ArrowUp", "Escape");
    assert.equal((await focused(page)).part, "resume");
    await press(page, "Enter");
    await offers(shown).first().waitFor();
    const after = await focused(page);
    assert.equal(after.host, "product", "the focus is not lost");
  });

  journey("add and undo", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip);
    await tabTo(page, "product", "add");
    await press(page, "Enter");
    await shown.locator('[part="added"]').waitFor();
    assert.equal((await focused(page)).part, "undo-add");
    await press(page, "Enter");
    await shown.locator('[part="undo-add"]').waitFor({ state: "detached" });
    assert.equal((await focused(page)).part, "add");
  });

  journey(
    "in the cart drawer, Escape closes the menu only, then the drawer",
    async (trip) => {
      const { page } = trip;
      await lookAt(trip);
      await page.getByRole("button", { name: "Add to cart" }).focus();
      await press(page, "Enter", "Enter");
      const drawer = page.getByRole("dialog", { name: "Your cart" });
      const inside = row(page, "cart-drawer");
      await places(inside).first().waitFor();
      await tabTo(page, "cart-drawer", "more");
      await press(page, "Enter");
      assert.equal(await inside.getByRole("menu").count(), 1);
      await press(page, "Escape");
      assert.equal(await inside.getByRole("menu").count(), 0);
      assert.ok(await drawer.isVisible());
      assert.equal((await focused(page)).part, "more");
      await press(page, "Escape");
      await drawer.waitFor({ state: "hidden" });
    },
  );
});
