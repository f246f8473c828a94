/** The shopper takes charge by keyboard alone, and the focus is never lost when a card, a line or a panel goes. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { journeys } from "./lib/journey.mjs";
import { focused, press as pressKeys, tabTo, tabToName } from "./lib/keys.mjs";
import { CHOICES, lookAt, offers, read, row, stored } from "./lib/shop.mjs";

/** @import { Locator, Page } from "playwright-core" */

/** Presses keys; after each of them something has the focus. @param {Page} page @param {...string} keys */
async function press(page, ...keys) {
  for (const key of keys) {
    await pressKeys(page, key);
    const holder = await page.evaluate(() => document.activeElement?.localName);
    assert.equal(holder, "goes-with", `${key} lost the focus`);
  }
}

/**
 * Opens "How often?" in a row.
 * @param {Page} page
 * @param {string} [placement]
 * @param {"Tab" | "Shift+Tab"} [key] back, from a card of the row
 */
async function openControl(page, placement = "product", key = "Tab") {
  await tabTo(page, placement, "control", key);
  await press(page, "Enter");
}

/** Says no to the first card. @param {Page} page @param {number} entry its place in the menu */
async function refuse(page, entry) {
  await tabTo(page, "product", "more");
  await press(page, "Enter", ...Array(entry).fill("ArrowDown"), "Enter");
  assert.equal((await focused(page)).part, "undo");
}

/** @param {Locator} shown */
const panel = (shown) =>
  shown.getByRole("dialog", { name: "Your suggestions" });

journeys("By keyboard, in charge", (journey) => {
  journey("your suggestions, line by line", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip);
    const before = await read(shown);
    await refuse(page, 3);
    await openControl(page, "product", "Shift+Tab");
    await tabToName(page, "Your suggestions");
    await press(page, "Enter");
    assert.equal((await focused(page)).name, "Close");
    const mine = panel(shown);
    const told = await mine.ariaSnapshot();
    assert.ok(told.includes(`Not interested: ${before[0]?.title}`), told);

    await tabToName(page, /^Undo: Not interested/);
    await press(page, "Enter");
    assert.equal((await focused(page)).name, "Close");
    assert.ok(!(await mine.ariaSnapshot()).includes("Not interested:"));
    assert.deepEqual(await read(shown), before);

    const looked = mine.getByRole("button", { name: /^Forget: You looked/ });
    assert.equal(await looked.count(), 1);
    await tabToName(page, /^Forget: You looked/);
    await press(page, "Enter");
    assert.equal((await focused(page)).name, "Close");
    assert.equal(await looked.count(), 0);
  });

  journey("everything is forgotten, and the way out", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip);
    await refuse(page, 4);
    await openControl(page, "product", "Shift+Tab");
    await tabToName(page, "Your suggestions");
    await press(page, "Enter");
    await tabToName(page, "Forget everything");
    await press(page, "Enter");
    assert.equal(await stored(page, CHOICES), null);
    const lists = panel(shown).getByText("Nothing", { exact: true });
    assert.ok((await lists.count()) > 0);
    assert.equal((await focused(page)).name, "Forget everything");
    await press(page, "Escape");
    assert.equal(await panel(shown).count(), 0);
    assert.equal((await focused(page)).part, "control");
  });

  journey("a download", async (trip) => {
    const { page } = trip;
    await lookAt(trip);
    await refuse(page, 4);
    await openControl(page, "product", "Shift+Tab");
    await tabToName(page, "Your suggestions");
    await press(page, "Enter");
    await tabToName(page, "Download");
    const asked = page.waitForEvent("download");
    await press(page, "Enter");
    const file = await (await asked).path();
    assert.equal(JSON.parse(readFileSync(file, "utf8")).answers.length, 1);
    assert.equal((await focused(page)).name, "Download");
  });

  journey("a download is brought back", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip);
    await refuse(page, 4);
    const kept = await stored(page, CHOICES);
    await openControl(page, "product", "Shift+Tab");
    await tabToName(page, "Your suggestions");
    await press(page, "Enter");
    // What the download holds; Firefox shows a panel of its own after one, which takes the next key.
    const data = await page.evaluate(() =>
      /** @type {any} */ (window).goeswith.export(),
    );
    const buffer = Buffer.from(JSON.stringify(data));
    await tabToName(page, "Forget everything");
    await press(page, "Enter");
    assert.equal(await stored(page, CHOICES), null);

    await tabTo(page, "product", "sheet-button", "Shift+Tab");
    assert.equal((await focused(page)).name, "Bring back a download");
    const chooser = page.waitForEvent("filechooser");
    await press(page, "Enter");
    await (
      await chooser
    ).setFiles({
      name: "your-suggestions.json",
      mimeType: "application/json",
      buffer,
    });
    await shown.getByText("Your download is back.").waitFor();
    assert.equal(await stored(page, CHOICES), kept);
    assert.equal((await focused(page)).name, "Bring back a download");
  });

  journey("no more of a category, and its undo", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip);
    const before = await read(shown);
    await tabTo(page, "product", "more");
    await press(page, "Enter", "End");
    assert.match((await focused(page)).name, /^No more /);
    await press(page, "Enter");
    assert.equal((await focused(page)).part, "undo");
    assert.match(await shown.ariaSnapshot(), /No more .+\./);
    const titles = (await read(shown)).map(({ title }) => title);
    assert.ok(!titles.includes(before[0]?.title ?? ""));
    // Away from it and back, by Tab.
    await press(page, "Shift+Tab", "Tab");
    assert.equal((await focused(page)).part, "undo");
    await press(page, "Enter");
    assert.equal((await focused(page)).part, "more");
    assert.deepEqual(await read(shown), before);
    assert.doesNotMatch((await stored(page, CHOICES)) ?? "", /no-more/);
  });

  journey("every answer is taken back in how often?", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip);
    const before = await read(shown);
    await refuse(page, 3);
    await openControl(page, "product", "Shift+Tab");
    const forget = shown.getByRole("button", { name: /^Forget/ });
    const name = (await forget.textContent()) ?? "";
    await tabToName(page, name);
    await press(page, "Enter");
    assert.equal(await forget.count(), 0);
    assert.doesNotMatch((await stored(page, CHOICES)) ?? "", /interested/);
    assert.deepEqual(await read(shown), before, "what the no taught goes");
    await press(page, "Escape");
    assert.equal((await focused(page)).part, "control");
  });

  journey("not helpful, and no more from why this?", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip);
    await tabTo(page, "product", "more");
    await press(page, "Enter", "Enter");
    await tabToName(page, "Not helpful");
    await press(page, "Enter");
    const sheet = shown.getByRole("dialog", { name: "Why this?" });
    assert.equal(await sheet.getByText("Noted. It counts less").count(), 1);
    assert.equal((await focused(page)).name, "Undo");
    await press(page, "Enter");
    assert.equal((await focused(page)).name, "Not helpful");
    await press(page, "Enter");
    await tabToName(page, /^No more /);
    await press(page, "Enter");
    assert.equal(await sheet.count(), 0);
    assert.equal((await focused(page)).part, "undo");
    await press(page, "Enter");
    assert.equal((await focused(page)).part, "more");
  });

  journey("pause and resume, in a row and in the footer", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip);
    await openControl(page);
    await tabToName(page, "Pause for today");
    await press(page, "Enter");
    assert.equal((await focused(page)).part, "resume");
    assert.match(await shown.ariaSnapshot(), /Paused for today\./);
    await press(page, "Enter");
    await offers(shown).first().waitFor();
    assert.equal((await focused(page)).host, "product");

    await openControl(page, "controls");
    await tabToName(page, "Pause for today");
    await press(page, "Enter");
    assert.equal(await offers(shown).count(), 0);
    assert.equal((await focused(page)).name, "Show suggestions again");
    await press(page, "Enter");
    assert.equal((await focused(page)).name, "Pause for today");
    await offers(shown).first().waitFor();
  });

  journey("a gift is said, and taken back", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip);
    await openControl(page);
    const gift = shown.getByRole("checkbox", { name: /someone else/ });
    for (const isChecked of [true, false]) {
      if (isChecked)
        while ((await focused(page)).value !== "on") await press(page, "Tab");
      await press(page, "Space");
      assert.equal(await gift.isChecked(), isChecked);
      assert.equal((await focused(page)).value, "on");
    }
  });

  journey("how often and a gift, in your suggestions", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip);
    await openControl(page, "controls");
    await press(page, "Tab", "ArrowUp", "ArrowUp");
    assert.equal(await offers(shown).count(), 0, "off");
    await page.reload();
    await tabTo(page, "controls", "control");
    await pressKeys(page, "Tab", "Enter");
    const mine = panel(row(page, "controls"));
    const levels = mine.getByRole("group", { name: /^How often/ });
    assert.equal(await levels.getByRole("radio").count(), 4);
    const to = async (/** @type {string} */ value) => {
      while ((await focused(page)).value !== value) await press(page, "Tab");
    };
    await to("off");
    await press(page, "ArrowDown", "ArrowDown");
    assert.equal((await focused(page)).value, "normal");
    await offers(shown).first().waitFor();
    await tabToName(page, "Pause for today");
    await press(page, "Enter");
    assert.equal(await offers(shown).count(), 0);
    assert.equal((await focused(page)).name, "Show suggestions again");
    await press(page, "Enter");
    assert.equal((await focused(page)).name, "Pause for today");
    await offers(shown).first().waitFor();
    await to("on");
    await press(page, "Space");
    const gift = mine.getByRole("checkbox", { name: /someone else/ });
    assert.ok(await gift.isChecked());
    assert.equal((await focused(page)).value, "on");
    await press(page, "Escape");
    assert.equal((await focused(page)).part, "control");
  });

  journey("off and on again while a no makes it quiet", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip);
    await refuse(page, 2);
    await openControl(page, "product", "Shift+Tab");
    await press(page, "Tab", "ArrowUp", "ArrowUp");
    assert.equal((await focused(page)).value, "off");
    await press(page, "Escape");
    assert.equal((await focused(page)).part, "resume");
    await press(page, "Enter");
    assert.equal((await focused(page)).host, "product");
    assert.match(await shown.ariaSnapshot(), /How often\?/);
  });

  journey("the footer's button, and back", async (trip) => {
    const { page } = trip;
    await lookAt(trip);
    const opener = page.getByRole("button", { name: "Your suggestions" });
    await tabTo(page, "controls", "control");
    await pressKeys(page, "Tab");
    assert.ok(await opener.evaluate((it) => it === document.activeElement));
    await press(page, "Enter");
    assert.equal((await focused(page)).name, "Close");
    await press(page, "Enter");
    assert.equal(await panel(row(page, "controls")).count(), 0);
    assert.equal((await focused(page)).part, "control");
  });
});
