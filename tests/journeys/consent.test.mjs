/** How much is kept from page to page: what the shop's consent tool says, and never more than the browser lets. */

import assert from "node:assert/strict";
import { journeys } from "./lib/journey.mjs";
import { CHOICES, lookAt, offers, read, row, stored } from "./lib/shop.mjs";

/** @import { BrowserContext, Page } from "playwright-core" */

const MEMORY = "goeswith-memory";

/** What the page's own script says before the widget has loaded. @param {BrowserContext} context @param {string} mode */
const consent = (context, mode) =>
  context.addInitScript((mode) => {
    /** @type {any} */ (window).goeswith = { consent: mode };
  }, mode);

/** @param {Page} page @param {string} mode */
const say = (page, mode) =>
  page.evaluate((mode) => {
    /** @type {any} */ (window).goeswith.consent = mode;
  }, mode);

/** What is kept of what was observed, in either storage. @param {Page} page */
const kept = (page) =>
  page.evaluate(
    (key) => [sessionStorage.getItem(key), localStorage.getItem(key)],
    MEMORY,
  );

/** @param {Page} page */
const memory = (page) =>
  page.evaluate(() => /** @type {any} */ (window).goeswith.export().memory);

journeys("Consent", (journey) => {
  journey("without it nothing observed is kept", async (trip) => {
    await lookAt(trip);
    assert.deepEqual(await kept(trip.page), [null, null]);
    assert.equal(await stored(trip.page, CHOICES), null);
    await lookAt(trip, "22697");
    assert.doesNotMatch(await memory(trip.page), /view 22423/);
  });

  for (const [mode, at] of /** @type {const} */ ([
    ["session", 0],
    ["remembered", 1],
  ])) {
    journey(`${mode}: the next page knows what was shown`, async (trip) => {
      await consent(trip.context, mode);
      const shown = await lookAt(trip);
      const first = (await read(shown))[0]?.sku;
      const texts = await kept(trip.page);
      assert.match(texts[at] ?? "", new RegExp(`^shown ${first} \\d+$`, "m"));
      assert.equal(texts[1 - at], null, "in its own place alone");
      await trip.page.goto(`${trip.server.url}product.html?sku=22697`);
      await trip.page.waitForFunction(() =>
        /** @type {any} */ (window).goeswith
          ?.export?.()
          ?.memory?.includes("view 22423"),
      );
    });
  }

  journey("what an earlier visit kept is told, and can go", async (trip) => {
    const { page, server } = trip;
    const text = `goeswith-memory 1\nview 22697 ${Date.now()}\n`;
    await page.goto(`${server.url}audit.html`);
    await page.evaluate(
      ([key = "", text = ""]) => localStorage.setItem(key, text),
      [MEMORY, text],
    );
    const shown = await lookAt(trip);
    const inMemory = () =>
      page.evaluate(
        () => /** @type {any} */ (window).goeswith.inspect().kept.memory,
      );
    assert.equal(await inMemory(), text);
    await page.evaluate(() => /** @type {any} */ (window).goeswith.open());
    const controls = row(page, "controls");
    const told = controls.getByText("An earlier visit is still kept");
    await told.waitFor();
    assert.deepEqual(await kept(page), [null, text], "and left alone");
    await controls.getByRole("button", { name: "Forget everything" }).click();
    await told.waitFor({ state: "detached" });
    assert.deepEqual([await inMemory(), await kept(page)], ["", [null, null]]);
    assert.ok((await read(shown)).length > 0);
  });

  journey("erased in one tab, a tab of one visit forgets too", async (trip) => {
    const { context, page, server } = trip;
    await consent(context, "session");
    await lookAt(trip);
    const other = await context.newPage();
    await lookAt({ page: other, server }, "22697");
    assert.match((await kept(page))[0] ?? "", /^view/m);
    await page.reload();
    await lookAt(trip);
    assert.match((await kept(other))[0] ?? "", /^view/m, "a load says nothing");
    await page.evaluate(() => /** @type {any} */ (window).goeswith.erase());
    await other.waitForFunction(
      () => !sessionStorage.getItem("goeswith-memory"),
    );
    assert.doesNotMatch(await memory(other), /^view/m);
  });

  journey("withdrawn, it is erased at once", async (trip) => {
    await consent(trip.context, "remembered");
    const shown = await lookAt(trip);
    assert.notEqual((await kept(trip.page))[1], null);
    await say(trip.page, "page");
    assert.deepEqual(await kept(trip.page), [null, null]);
    assert.ok((await read(shown)).length > 0, "this page goes on");
    await say(trip.page, "off");
    assert.equal(await offers(shown).count(), 0, "and off is off");
    await say(trip.page, "page");
    await offers(shown).first().waitFor();
  });

  journey("withdrawn in one tab, it is obeyed in all", async (trip) => {
    const { context, page, server } = trip;
    await consent(context, "remembered");
    await lookAt(trip);
    const other = await context.newPage();
    await lookAt({ page: other, server }, "22697");
    await page.evaluate(() => /** @type {any} */ (window).goeswith.erase());
    await other.waitForFunction(
      () =>
        !/^view/m.test(/** @type {any} */ (window).goeswith.export().memory),
    );
    assert.deepEqual(await kept(page), [null, null], "nothing is there");
    await say(other, "page");
    assert.deepEqual(await kept(other), [null, null], "no mark is left");
    await page.waitForFunction(
      () => /** @type {any} */ (window).goeswith.export().mode === "page",
    );
    await page.evaluate(() => {
      /** @type {any} */ (window).goeswith.search = "lantern";
    });
    assert.deepEqual(await kept(page), [null, null], "nor written");
    assert.match(await memory(page), /lantern/, "it counts on this page");
  });

  journey("an objection of the browser is stronger", async (trip) => {
    await trip.context.addInitScript(() => {
      Object.defineProperty(navigator, "globalPrivacyControl", { value: true });
    });
    await consent(trip.context, "remembered");
    await lookAt(trip);
    assert.deepEqual(await kept(trip.page), [null, null]);
    await say(trip.page, "session");
    assert.deepEqual(await kept(trip.page), [null, null]);
  });

  journey("the other tab's impressions count here", async (trip) => {
    await consent(trip.context, "remembered");
    await lookAt(trip);
    const other = await trip.context.newPage();
    await lookAt({ page: other, server: trip.server }, "22697");
    const shownThere = (await memory(other)).match(/^shown \S+ \d+$/gm) ?? [];
    await trip.page.waitForFunction(
      (n) =>
        /** @type {any} */ (window).goeswith.export().memory.match(/^shown /gm)
          .length === n,
      shownThere.length,
    );
    await other.close();
  });
});
