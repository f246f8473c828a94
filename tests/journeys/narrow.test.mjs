/**
 * Every state of a row where room, colors or motion are scarce: 320 px, 200 % zoom, forced colors, reduced motion; and
 * none of them pushes anything aside.
 */

import assert from "node:assert/strict";
import { assertAccessible } from "./lib/axe.mjs";
import { journeys } from "./lib/journey.mjs";
import {
  answer,
  lookAt,
  offers,
  openDrawer,
  places,
  putInCart,
} from "./lib/shop.mjs";
import { assertInRoom, colorsOf, isSeen, watchShifts } from "./lib/layout.mjs";

/** @import { Locator, Page } from "playwright-core" */

/** @typedef {(what: string, overlay?: string) => Promise<void>} Check `overlay`: what lies over the rest */

/**
 * Brings a row into each of its states, one after the other.
 * @param {Page} page
 * @param {Locator} shown
 * @param {Check} check
 */
async function throughStates(page, shown, check) {
  const first = places(shown).first();
  await check("the row");
  await first.locator('[part="more"]').click();
  await check("the menu", '[part="menu"]');
  await shown.getByRole("menuitem", { name: "Why this?" }).click();
  await check("why this?", '[part="sheet"]');
  await page.keyboard.press("Escape");
  await first.locator('[part="add"]').click();
  await first.locator('[part="added"]').waitFor();
  await check("an item that was added");
  await answer(places(shown).nth(1), "Not interested in this");
  await check("an item that was refused");
  await shown.locator('[part="control"]').click();
  await check("how often?", '[part="panel"]');
  await shown.getByRole("button", { name: "Your suggestions" }).click();
  await check("your suggestions", '[part~="mine"]');
  await page.keyboard.press("Escape");
  await shown.locator('[part="control"]').click();
  await shown.getByRole("radio", { name: "Off" }).click();
  await check("off");
}

/** Names of what moves, in the page and in the rows. @param {Page} page */
const moving = (page) =>
  page.evaluate(() =>
    [
      document,
      ...[...document.querySelectorAll("goes-with")].flatMap(
        ({ shadowRoot }) => shadowRoot ?? [],
      ),
    ].flatMap((within) =>
      within
        .getAnimations()
        .map((animation) => animation.effect?.getComputedTiming().duration),
    ),
  );

journeys("Where room is scarce", (journey, browserName) => {
  for (const [what, viewport] of /** @type {const} */ ([
    ["320 px", { width: 320, height: 640 }],
    ["200 % zoom of 1280 px", { width: 640, height: 450 }],
  ])) {
    journey(
      `nothing is cut off, covered or too small to hit at ${what}`,
      async (trip) => {
        const { page } = trip;
        const shown = await lookAt(trip);
        await throughStates(page, shown, async (state, overlay) => {
          await assertInRoom(page, shown, `${state} at ${what}`, overlay);
          await assertAccessible(page, `${state} at ${what}`, {
            hasRows: state !== "off",
          });
        });
      },
      { viewport },
    );
  }

  journey(
    "nor in the cart drawer at 320 px",
    async (trip) => {
      const { page } = trip;
      await lookAt(trip);
      await putInCart(page);
      const drawer = await openDrawer(page);
      await offers(drawer).first().waitFor();
      await throughStates(page, drawer, (state, overlay) =>
        assertInRoom(page, drawer, `${state} in the drawer`, overlay),
      );
    },
    { viewport: { width: 320, height: 640 } },
  );

  // Firefox's driver has no way to ask for what follows, or to tell it.
  if (browserName === "Firefox") return;

  journey("forced colors leave lines, focus and the choice", async (trip) => {
    const { page } = trip;
    await page.emulateMedia({ forcedColors: "active" });
    const shown = await lookAt(trip);
    await throughStates(page, shown, async (state, overlay) => {
      await assertAccessible(page, state, { hasRows: state !== "off" });
      // What was opened by mouse shows no ring before the first key.
      if (overlay)
        await page.keyboard.press(state === "the menu" ? "ArrowDown" : "Tab");
      const { bare, level, focus, dots } = await colorsOf(shown, overlay);
      assert.deepEqual(bare, [], `${state}: without a line around it`);
      if (state === "how often?") assert.equal(level, "seen", state);
      if (state === "the row") assert.equal(dots, "seen", state);
      if (overlay) assert.equal(focus, "seen", state);
    });
  });

  journey("reduced motion: nothing moves in any state", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip);
    const name = () =>
      shown
        .locator('[part="row"]')
        .evaluate((row) => getComputedStyle(row).animationName);
    assert.equal(await name(), "appear", "else it does");
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.reload();
    await offers(shown).first().waitFor();
    assert.equal(await name(), "none");
    await throughStates(page, shown, async (state) => {
      assert.deepEqual(await moving(page), [], state);
      await assertAccessible(page, state, { hasRows: state !== "off" });
    });
  });

  journey("nothing is pushed aside on a product page", async (trip) => {
    const { page } = trip;
    const shifts = await watchShifts(page);
    const shown = await lookAt(trip);
    await page.evaluate(() => scrollTo(0, 0));
    await shown.scrollIntoViewIfNeeded();
    await answer(places(shown).first(), "Not interested in this");
    await shown.getByRole("button", { name: "Undo" }).click();
    await places(shown).first().locator('[part="more"]').click();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await shown.locator('[part="control"]').click();
    await shown.getByRole("button", { name: "Your suggestions" }).click();
    await page.keyboard.press("Escape");
    assert.deepEqual((await shifts()).filter(isSeen), []);
  });
});
