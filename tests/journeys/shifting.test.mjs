/** Nothing that she looks at moves of itself, from home to checkout; and what she does in a row moves nothing outside of it. */

import assert from "node:assert/strict";
import { journeys } from "./lib/journey.mjs";
import { boxesAround, watchShifts } from "./lib/layout.mjs";
import {
  answer,
  lookAt,
  offers,
  openDrawer,
  places,
  putInCart,
  row,
  toScreen,
} from "./lib/shop.mjs";

/** @import { Locator, Page } from "playwright-core" */

/** Incense: no bundle stands below its cards. */
const INCENSE = "17084N";
/** A cup that goes with a bowl of its series: a bundle stands below its cards. */
const CUP = "23291";

/** What she does in a row, one after the other. @type {[string, (shown: Locator, page: Page) => Promise<void>][]} */
const ACTS = [
  ["a menu", (shown) => first(shown).locator('[part="more"]').click()],
  [
    "why this?",
    (shown) => shown.getByRole("menuitem", { name: "Why this?" }).click(),
  ],
  ["closed again", (_, page) => page.keyboard.press("Escape")],
  ["saved", (shown) => answer(first(shown), "Save for later")],
  [
    "added",
    async (shown) => {
      await first(shown).locator('[part="add"]').click();
      await first(shown).locator('[part="added"]').waitFor();
    },
  ],
  [
    "taken out",
    async (shown) => {
      await first(shown).locator('[part="undo-add"]').click();
      await first(shown).locator('[part="add"]').waitFor();
    },
  ],
  [
    "refused",
    (shown) => answer(places(shown).last(), "Not interested in this"),
  ],
  [
    "not refused",
    (shown) => shown.getByRole("button", { name: "Undo" }).last().click(),
  ],
  ["how often?", (shown) => shown.locator('[part="control"]').click()],
  [
    "your suggestions",
    (shown) => shown.getByRole("button", { name: "Your suggestions" }).click(),
  ],
  ["all closed", (_, page) => page.keyboard.press("Escape")],
];

/** @param {Locator} shown */
const first = (shown) => places(shown).first();

/** More than the number of things in the shop's cart button, which is there a moment later. @param {string} shift */
const isSeen = (shift) => parseFloat(shift) > 0.0002;

/** To the end of the page as a wheel does it: a row is drawn before it is on screen. @param {Page} page */
async function scrollDown(page) {
  const isAtEnd = () =>
    page.evaluate(
      () => scrollY + innerHeight >= document.body.scrollHeight - 2,
    );
  while (!(await isAtEnd())) {
    await page.mouse.wheel(0, 120);
    await page.waitForTimeout(30);
  }
}

journeys("Nothing moves", (journey, browserName) => {
  for (const [what, sku] of /** @type {const} */ ([
    ["cards alone", INCENSE],
    ["cards and a bundle", CUP],
  ])) {
    // The bundle goes with a card that is refused, and says in a line of its own what is in the cart.
    const mayGrow = sku === CUP ? /refused|added|taken out/ : /^$/;
    journey(`outside a row of ${what}, whatever she does`, async (trip) => {
      const { page } = trip;
      const shown = await lookAt(trip, sku);
      let before = await boxesAround(shown);
      for (const [act, doIt] of ACTS) {
        await doIt(shown, page);
        const after = await boxesAround(shown);
        // What stands below a row follows its lower end: no more than that.
        const grown = after.height - before.height;
        assert.ok(
          grown === 0 || mayGrow.test(act),
          `${act}: the row is ${grown} px higher`,
        );
        const moved = after.boxes.filter(([name, y], place) => {
          const [known, was = 0, isBelow] = before.boxes[place] ?? [];
          const expected = was + (isBelow ? grown : 0);
          // Half pixels are rounded on either side.
          return name !== known || Math.abs(y - expected) > 1;
        });
        assert.deepEqual(moved, [], act);
        before = after;
      }
    });
  }

  // Firefox does not tell what moved.
  if (browserName === "Firefox") return;

  for (const [what, viewport] of /** @type {const} */ ([
    ["a desktop", { width: 1280, height: 900 }],
    ["a phone", { width: 390, height: 844 }],
  ])) {
    journey(
      `of itself from home to checkout, on ${what}`,
      async (trip) => {
        const { page, server } = trip;
        const shifts = await watchShifts(page);
        const assertStill = async (/** @type {string} */ where, known = 0) =>
          assert.deepEqual(
            (await shifts()).slice(known).filter(isSeen),
            [],
            where,
          );
        /** Home, from when the shop's own shelves are filled. */
        const comeHome = async () => {
          await page.goto(`${server.url}index.html`);
          await page.locator("#listing li").first().waitFor();
          await page.evaluate(() => /** @type {any} */ (window).goeswith.ready);
          return (await shifts()).length;
        };
        const see = async (/** @type {string} */ placement) => {
          const shown = row(page, placement);
          await toScreen(shown);
          await offers(shown).first().waitFor();
        };
        const filled = await comeHome();
        await scrollDown(page);
        await assertStill("home", filled);
        await lookAt(trip);
        await assertStill("product");
        await putInCart(page);
        await offers(await openDrawer(page))
          .first()
          .waitFor();
        await assertStill("the cart");
        const filledAgain = await comeHome();
        await scrollDown(page);
        await offers(row(page, "listing")).first().waitFor();
        await assertStill("home again", filledAgain);
        await page.goto(`${server.url}checkout.html`);
        await see("checkout");
        await assertStill("checkout");
      },
      { viewport },
    );
  }
});
