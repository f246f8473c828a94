/** Your suggestions: what is remembered, and the way to take each of it back. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { journeys } from "./lib/journey.mjs";
import {
  CHOICES,
  answer,
  lookAt,
  offers,
  places,
  read,
  row,
  stored,
} from "./lib/shop.mjs";

/** @param {import("playwright-core").Locator} shown */
const panel = (shown) =>
  shown.getByRole("dialog", { name: "Your suggestions" });

/** @param {import("playwright-core").Page} page */
const focusedName = (page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement)
      element = element.shadowRoot.activeElement;
    return element?.textContent;
  });

journeys("Your suggestions", (journey) => {
  journey("an answer is taken back there, by keyboard", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip);
    const before = await read(shown);
    await answer(places(shown).first(), "Not interested in this");
    await shown.locator('[part="control"]').focus();
    await page.keyboard.press("Enter");
    await shown.getByRole("button", { name: "Your suggestions" }).focus();
    await page.keyboard.press("Enter");
    assert.equal(await focusedName(page), "Close");
    const mine = panel(shown);
    await mine.getByText(`Not interested: ${before[0]?.title}`).waitFor();
    await mine.getByText("Bytes sent about you: 0").waitFor();
    await mine.getByRole("button", { name: /^Undo: Not interested/ }).focus();
    await page.keyboard.press("Enter");
    assert.deepEqual(await read(shown), before, "the card is back");
    assert.doesNotMatch((await stored(page, CHOICES)) ?? "", /interested/);
    assert.equal(await focusedName(page), "Close", "the focus is not lost");
    await page.keyboard.press("Escape");
    assert.equal(await mine.count(), 0);
    assert.match((await focusedName(page)) ?? "", /^How often\?/);
  });

  journey("everything can be forgotten", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip);
    await answer(places(shown).first(), /^No more /);
    await shown.locator('[part="control"]').click();
    await shown.getByRole("button", { name: "Your suggestions" }).click();
    await panel(shown)
      .getByRole("button", { name: "Forget everything" })
      .click();
    assert.equal(await stored(page, CHOICES), null);
    await panel(shown).getByText("Nothing", { exact: true }).first().waitFor();
  });

  journey("the shop's footer opens it, even when off", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip);
    await shown.locator('[part="control"]').click();
    await shown.getByRole("radio", { name: "Off" }).click();
    // The levels stay open, over what is below them.
    await page.keyboard.press("Escape");
    await page.locator("#your-suggestions").click();
    await panel(row(page, "controls")).waitFor();
    assert.equal(await offers(shown).count(), 0);
  });

  journey("a download comes back by import", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip);
    await answer(places(shown).first(), "Not interested in this");
    await shown.locator('[part="control"]').click();
    await shown.getByRole("button", { name: "Your suggestions" }).click();
    const asked = page.waitForEvent("download");
    await panel(shown)
      .getByRole("button", { name: "Download", exact: true })
      .click();
    const file = await (await asked).path();
    const data = JSON.parse(readFileSync(file, "utf8"));
    assert.equal(data.answers.length, 1);
    const kept = await stored(page, CHOICES);
    await panel(shown)
      .getByRole("button", { name: "Forget everything" })
      .click();
    await page.evaluate(
      (data) => /** @type {any} */ (window).goeswith.import(data),
      data,
    );
    assert.equal(await stored(page, CHOICES), kept);
  });

  journey(
    "a file of hers is brought back there, and no other",
    async (trip) => {
      const { page } = trip;
      const shown = await lookAt(trip);
      await answer(places(shown).nth(0), "Save for later");
      await answer(places(shown).nth(1), "Not interested in this");
      await shown.locator('[part="control"]').click();
      await shown.getByRole("button", { name: "Your suggestions" }).click();
      const mine = panel(shown);
      const press = (/** @type {string} */ name) =>
        mine.getByRole("button", { name, exact: true }).click();
      const download = page.waitForEvent("download");
      await press("Download");
      const file = await (await download).path();
      const kept = await stored(page, CHOICES);

      await press("Forget everything");
      assert.equal(await mine.getByText("Saved for later").count(), 0);
      const bringBack = async (/** @type {any} */ file) => {
        const chooser = page.waitForEvent("filechooser");
        await press("Bring back a download");
        await (await chooser).setFiles(file);
      };
      for (const text of ["no JSON", "null", '{"choices":"goeswith 1\\n"}']) {
        await bringBack({
          name: "other.json",
          mimeType: "application/json",
          buffer: Buffer.from(text),
        });
        const refused = "This file is not a download of yours.";
        await mine.getByText(`${refused} Nothing was changed.`).waitFor();
        assert.equal(await stored(page, CHOICES), null);
      }
      await bringBack(file);
      await mine.getByText("Your download is back.").waitFor();
      assert.equal(await stored(page, CHOICES), kept);
      assert.equal(await mine.getByText("Saved for later: ").count(), 1);
      assert.equal(await mine.getByText("Not interested: ").count(), 1);
      assert.equal(await focusedName(page), "Bring back a download");
    },
  );
});
