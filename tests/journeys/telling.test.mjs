/** What the shop's scripts hear of what a shopper does: only what they asked for, each once, and no more than it says. */

import assert from "node:assert/strict";
import { journeys } from "./lib/journey.mjs";
import { answer, howOften, lookAt, offers, places, read } from "./lib/shop.mjs";

/** @import { Page } from "playwright-core" */
/** @import { Trip } from "./lib/journey.mjs" */

/** Keeps every event of the widget that reaches the page, over page loads, too. @param {Trip} trip @param {boolean} tell */
const listen = ({ context }, tell) =>
  context.addInitScript((tell) => {
    if (tell) /** @type {any} */ (window).goeswith = { tell };
    const { dispatchEvent } = EventTarget.prototype;
    // Whatever its name: what is not told is not sent at all.
    EventTarget.prototype.dispatchEvent = function (
      /** @type {Event} */ event,
    ) {
      if (event instanceof CustomEvent) {
        const { type, detail, bubbles, composed, cancelable } = event;
        const heard = JSON.parse(sessionStorage.getItem("heard") ?? "[]");
        heard.push({ type, detail, bubbles, composed, cancelable });
        sessionStorage.setItem("heard", JSON.stringify(heard));
      }
      return dispatchEvent.call(this, event);
    };
  }, tell);

/** @param {Page} page */
const heard = (page) =>
  page.evaluate(() => JSON.parse(sessionStorage.getItem("heard") ?? "[]"));

/** Follows a card, comes back, turns three down, and answers "How often?". @param {Trip} trip */
async function act(trip) {
  const { page } = trip;
  const shown = await lookAt(trip);
  const offered = await read(shown);
  await offers(shown).first().getByRole("link").click();
  await page.waitForURL(new RegExp(`sku=${offered[0]?.sku}$`));
  await lookAt(trip);
  const [now, never, category] = await read(shown);
  await answer(places(shown).nth(0), "Not now");
  await places(shown).nth(0).getByRole("button", { name: "Undo" }).click();
  await answer(places(shown).nth(0), "Not now");
  await answer(places(shown).nth(1), "Not interested in this");
  await answer(places(shown).nth(2), /^No more/);
  await howOften(shown, "Fewer");
  await shown.getByRole("button", { name: "Pause for today" }).click();
  await shown.getByRole("button", { name: "Show suggestions again" }).click();
  return [offered[0]?.sku, now?.sku, never?.sku, category?.sku];
}

journeys("What the shop is told", (journey) => {
  journey("by default nothing of what is opened or refused", async (trip) => {
    await listen(trip, false);
    await act(trip);
    assert.deepEqual(await heard(trip.page), []);
  });

  journey("where it asks, each once, and no more", async (trip) => {
    await listen(trip, true);
    const { page } = trip;
    const [followed, now, never] = await act(trip);
    const all = await heard(page);
    const { detail } = all[4];
    assert.match(detail.category, /\w/);
    const told = [
      ["open", { sku: followed }],
      ["dismiss", { sku: now }],
      ["dismiss", { sku: now }],
      ["dismiss", { sku: never }],
      ["dismiss", { category: detail.category }],
      ["control", { level: "fewer" }],
      ["control", { level: "paused" }],
      ["control", { level: "fewer" }],
    ];
    assert.deepEqual(
      all,
      told.map(([name, detail]) => ({
        type: `goes-with-${name}`,
        detail,
        bubbles: true,
        composed: true,
        cancelable: false,
      })),
    );
    await page.evaluate(() => /** @type {any} */ (window).goeswith.open());
    const hears = page.getByText(
      "The shop hears which suggestions you open or say no to.",
    );
    await hears.waitFor();
    await page.evaluate(() => {
      /** @type {any} */ (window).goeswith.tell = false;
    });
    assert.equal(await hears.count(), 1, "what was told stays told");
    assert.equal(await page.getByText("Nothing is sent").count(), 0);
  });
});
