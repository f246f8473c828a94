/** Nothing that she looks at moves of itself, from home to the page after the order; and what she does in a row moves nothing outside of it. */

import assert from "node:assert/strict";
import { journeys } from "./lib/journey.mjs";
import { boxesAround, isSeen, watchShifts } from "./lib/layout.mjs";
import {
  answer,
  beginWith,
  lookAt,
  offers,
  openDrawer,
  places,
  putInCart,
  row,
  started,
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

/** What she does with the question after the order, likewise. @type {typeof ACTS} */
const REPLIES = [
  [
    "not really",
    (shown) => shown.getByRole("button", { name: "Not really" }).click(),
  ],
  [
    "what was missing",
    (shown) => shown.locator('[part="field"]').fill("A saucer"),
  ],
  ["kept", (shown) => shown.getByRole("button", { name: "Keep" }).click()],
  [
    "forgotten",
    (shown) =>
      shown.getByRole("button", { name: "Forget", exact: true }).click(),
  ],
];

/** @param {Locator} shown */
const first = (shown) => places(shown).first();

/**
 * Does all of it in a row: what stands around stays where it is, and what stands below follows the row's lower end.
 * @param {Locator} shown
 * @param {Page} page
 * @param {typeof ACTS} acts
 * @param {RegExp} mayGrow what may make the row higher or lower
 */
async function assertStillAround(shown, page, acts, mayGrow) {
  let before = await boxesAround(shown);
  for (const [act, doIt] of acts) {
    await doIt(shown, page);
    const after = await boxesAround(shown);
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
}

/** From the checkout to the page after the order, after a visit that may be remembered. @param {Page} page */
async function placeOrder(page) {
  await page.getByLabel(/^Let suggestions remember this visit/).check();
  for (const label of ["Name", "Street and number", "Postcode", "Town"])
    await page.getByLabel(label, { exact: true }).fill("A");
  await page.getByRole("button", { name: "Place order" }).click();
  await page.waitForURL(/thanks\.html$/);
}

/** The row after the order, with cards and the question. @param {Page} page */
async function questioned(page) {
  const shown = row(page, "after-order");
  await toScreen(shown);
  await offers(shown).first().waitFor();
  await shown.getByRole("group", { name: "Did a suggestion help?" }).waitFor();
  return shown;
}

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
      await assertStillAround(shown, page, ACTS, mayGrow);
    });
  }

  journey(
    "outside the row after an order, whatever she answers",
    async (trip) => {
      const { page, context, server } = trip;
      await beginWith(context, [INCENSE]);
      await page.goto(`${server.url}checkout.html`);
      await toScreen(row(page, "checkout"));
      await offers(row(page, "checkout")).first().waitFor();
      await placeOrder(page);
      await assertStillAround(await questioned(page), page, REPLIES, /./);
    },
  );

  // Firefox does not tell what moved.
  if (browserName === "Firefox") return;

  for (const [what, viewport] of /** @type {const} */ ([
    ["a desktop", { width: 1280, height: 900 }],
    ["a phone", { width: 390, height: 844 }],
  ])) {
    journey(
      `of itself from home to the page after the order, on ${what}`,
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
          await started(page);
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
        await placeOrder(page);
        await questioned(page);
        await assertStill("after the order");
      },
      { viewport },
    );
  }
});
