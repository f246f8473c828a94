/** The one question after the order: answered or passed over by keys alone, kept here, shared by her press alone. */

import assert from "node:assert/strict";
import { assertAccessible } from "./lib/axe.mjs";
import { journeys } from "./lib/journey.mjs";
import { focused, press, tabTo, tabToName } from "./lib/keys.mjs";
import { howOften, lookAt, row, toScreen } from "./lib/shop.mjs";

/** @import { Page } from "playwright-core" */

const QUESTION = "Did a suggestion help?";

/** A visit on which suggestions were shown and may be remembered, up to the page after the order.
 * @param {Parameters<typeof lookAt>[0]} trip
 */
async function comeToThanks(trip) {
  const { page, server } = trip;
  await lookAt(trip);
  await page.getByLabel(/^Let suggestions remember this visit/).check();
  await page.goto(`${server.url}thanks.html`);
  const shown = row(page, "after-order");
  await toScreen(shown);
  return shown;
}

/** What the shop's scripts hear. @param {Page} page */
async function listen(page) {
  await page.evaluate(() => {
    const heard = /** @type {any[]} */ ([]);
    Object.assign(window, { heard });
    document.addEventListener("goes-with-answer", (event) => {
      heard.push(/** @type {CustomEvent} */ (event).detail);
    });
  });
  return () => page.evaluate(() => /** @type {any} */ (window).heard);
}

/** @param {Page} page */
const memory = (page) =>
  page.evaluate(() => sessionStorage.getItem("goeswith-memory") ?? "");

journeys("After the order", (journey) => {
  journey(
    "answered, kept, shared and forgotten by keys alone",
    async (trip) => {
      const { page, server } = trip;
      const shown = await comeToThanks(trip);
      const heard = await listen(page);
      const group = shown.getByRole("group", { name: QUESTION });
      await group.waitFor();
      await assertAccessible(page, "the question");
      const requests = server.requests.length;

      await tabTo(page, "after-order", "reply");
      assert.equal((await focused(page)).name, "Yes");
      await tabToName(page, "Not really");
      await press(page, "Enter");
      await shown.getByRole("group", { name: "What was missing?" }).waitFor();
      assert.equal((await focused(page)).part, "field");
      await page.keyboard.type("A saucer, blue");
      await assertAccessible(page, "what was missing");
      await press(page, "Tab");
      assert.equal((await focused(page)).name, "Keep");
      await press(page, "Enter");
      await shown.getByText("Your answer is kept here.").waitFor();
      assert.equal((await focused(page)).name, "Forget");
      assert.match(
        await memory(page),
        /^helped no \d+\nmissing A%20saucer,%20blue \d+$/m,
      );
      assert.deepEqual(await heard(), [], "nothing is shared yet");

      await press(page, "Tab");
      assert.equal((await focused(page)).name, "Share with the shop");
      await press(page, "Enter");
      assert.deepEqual(await heard(), [
        { helped: false, missing: "A saucer, blue" },
      ]);
      assert.equal((await focused(page)).name, "Forget");
      await press(page, "Enter");
      assert.match((await focused(page)).name, /^How often\?/);
      assert.doesNotMatch(await memory(page), /^(helped|missing|shared) /m);
      assert.equal((await heard()).length, 1);
      assert.equal(server.requests.length, requests, "no request");
    },
  );

  journey("skipped with one press, it does not come back", async (trip) => {
    const { page } = trip;
    const shown = await comeToThanks(trip);
    await tabTo(page, "after-order", "reply");
    await tabToName(page, "Skip");
    await press(page, "Enter");
    await shown.getByText(QUESTION).waitFor({ state: "detached" });
    assert.match((await focused(page)).name, /^How often\?/);
    await page.reload();
    await row(page, "controls").locator('[part="control"]').waitFor();
    await toScreen(shown);
    await page.waitForFunction(
      () =>
        document
          .querySelector('[placement="after-order"]')
          ?.getAttribute("data-state") === "empty",
    );
    assert.equal(await shown.getByText(QUESTION).count(), 0);
  });

  journey("off, nothing is asked; without a visit neither", async (trip) => {
    const { page, server } = trip;
    await page.goto(`${server.url}thanks.html`);
    const shown = row(page, "after-order");
    await toScreen(shown);
    await row(page, "controls").locator('[part="control"]').waitFor();
    assert.equal(await shown.getByText(QUESTION).count(), 0);
    await comeToThanks(trip);
    await shown.getByText(QUESTION).waitFor();
    await howOften(shown, "Off");
    assert.equal(await shown.getByText(QUESTION).count(), 0);
  });
});
