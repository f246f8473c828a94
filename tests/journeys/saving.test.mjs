/** Save for later: the card stays and says so, the list is in Your suggestions, and nothing is kept without consent. */

import assert from "node:assert/strict";
import { journeys } from "./lib/journey.mjs";
import { answer, lookAt, places, read, stored } from "./lib/shop.mjs";

const MEMORY = "goeswith-memory";

/** @param {import("playwright-core").Page} page */
const focusedPart = (page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement)
      element = element.shadowRoot.activeElement;
    return element?.getAttribute("part");
  });

journeys("Save for later", (journey) => {
  journey("it says so in place, and moves nothing", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip);
    const before = await read(shown);
    const first = places(shown).first();
    await first.locator('[part="more"]').click();
    assert.deepEqual(
      (await first.getByRole("menuitem").allTextContents()).slice(0, 4),
      ["Why this?", "Save for later", "Not now", "Not interested in this"],
    );
    const height = (await shown.boundingBox())?.height;
    await first.getByRole("menuitem", { name: "Save for later" }).focus();
    await page.keyboard.press("Enter");
    await first.getByText("Saved").waitFor();
    assert.equal(await focusedPart(page), "undo-save");
    assert.deepEqual(await read(shown), before, "every card stays");
    assert.equal((await shown.boundingBox())?.height, height);
    assert.ok(await first.getByRole("button", { name: /^Add / }).isVisible());
    await page.keyboard.press("Enter");
    await first.getByText("Saved").waitFor({ state: "detached" });
    assert.equal(await focusedPart(page), "more", "the focus is not lost");
  });

  journey("it is listed with its page, and forgotten there", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip);
    const [saved] = await read(shown);
    await answer(places(shown).first(), "Save for later");
    const kept = await page.evaluate(() => ({ ...localStorage }));
    assert.equal(kept[MEMORY], undefined, "without consent, nothing of it");
    await page.evaluate(() => {
      /** @type {any} */ (window).goeswith.consent = "remembered";
    });
    assert.match(
      (await stored(page, MEMORY)) ?? "",
      new RegExp(`^saved ${saved?.sku} \\d+$`, "m"),
    );
    await shown.locator('[part="control"]').click();
    await shown.getByRole("button", { name: "Your suggestions" }).click();
    const line = shown.getByRole("link", { name: /^Saved for later: / });
    assert.equal(await line.textContent(), `Saved for later: ${saved?.title}`);
    const url = (await line.getAttribute("href")) ?? "";
    assert.equal(new URL(url).searchParams.get("sku"), saved?.sku);
    await shown
      .getByRole("button", { name: /^Forget: Saved for later/ })
      .click();
    await line.waitFor({ state: "detached" });
    assert.doesNotMatch((await stored(page, MEMORY)) ?? "", /^saved /m);
  });
});
