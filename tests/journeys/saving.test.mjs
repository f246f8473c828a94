/** Save for later: the card stays and says so, the list is in Your suggestions, and nothing is kept without consent. */

import assert from "node:assert/strict";
import { journeys } from "./lib/journey.mjs";
import { focused, press, tabTo } from "./lib/keys.mjs";
import { assertInRoom } from "./lib/layout.mjs";
import { messagesOf, rootsIn } from "./lib/languages.mjs";
import {
  answer,
  lookAt,
  openDrawer,
  places,
  putInCart,
  read,
  stored,
} from "./lib/shop.mjs";

/** @import { Locator } from "playwright-core" */

const MEMORY = "goeswith-memory";

/** Where *Add* and ⋯ are in the first card of a row, and how high the row is. @param {Locator} shown */
const layoutOf = (shown) =>
  shown.evaluate((host) => {
    const boxOf = (/** @type {string} */ part) => {
      const box = host.shadowRoot
        ?.querySelector(`[part="${part}"]`)
        ?.getBoundingClientRect();
      return (
        box && [box.x, box.y + scrollY, box.width].map((px) => Math.round(px))
      );
    };
    const height = Math.round(host.getBoundingClientRect().height);
    return { add: boxOf("add"), more: boxOf("more"), height };
  });

journeys("Save for later", (journey) => {
  for (const [language, width] of /** @type {const} */ ([
    ["en", 320],
    ["en", 390],
    ["de", 320],
    ["de", 390],
    ["ar", 320],
    ["ar", 390],
  ])) {
    const html = `lang="${language}" ${language === "ar" ? 'dir="rtl"' : ""}`;
    const { say } = messagesOf(language);
    const save = new RegExp(say("save"));
    journey(
      `${language}, ${width} px: it moves nothing, and ⋯ stays beside Add`,
      async (trip) => {
        const { page } = trip;
        const shown = await lookAt(trip);
        const before = await layoutOf(shown);
        assert.equal(before.more?.[1], before.add?.[1], "before");
        await answer(places(shown).first(), save);
        await shown.getByText(say("saved-page")).waitFor();
        assert.deepEqual(await layoutOf(shown), before);
        await assertInRoom(page, shown, "saved");
        await putInCart(page);
        const drawer = await openDrawer(page);
        await answer(places(drawer).nth(1), save);
        const { add, more } = await layoutOf(drawer);
        assert.equal(more?.[1], add?.[1], "in the drawer");
        await assertInRoom(page, drawer, "saved in the drawer");
      },
      { viewport: { width, height: 760 }, roots: rootsIn(html) },
    );
  }

  journey("it says so in place, and moves nothing", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip);
    const before = await read(shown);
    const first = places(shown).first();
    await tabTo(page, "product", "more");
    await press(page, "Enter");
    assert.deepEqual(
      (await first.getByRole("menuitem").allTextContents()).slice(0, 4),
      ["Why this?", "Save for later", "Not now", "Not interested in this"],
    );
    const height = (await shown.boundingBox())?.height;
    await press(page, "ArrowDown");
    assert.equal((await focused(page)).name, "Save for later");
    await press(page, "Enter");
    await first.getByText("Saved").waitFor();
    assert.equal((await focused(page)).part, "undo-save");
    assert.deepEqual(await read(shown), before, "every card stays");
    assert.equal((await shown.boundingBox())?.height, height);
    assert.ok(await first.getByRole("button", { name: /^Add / }).isVisible());
    // She comes to its Undo by Tab, too.
    await press(page, "Tab", "Shift+Tab");
    assert.equal((await focused(page)).part, "undo-save");
    await press(page, "Enter");
    await first.getByText("Saved").waitFor({ state: "detached" });
    assert.equal((await focused(page)).part, "more", "the focus is not lost");
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
