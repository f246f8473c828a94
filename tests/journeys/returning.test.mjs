/**
 * Back brings a page from the browser's memory, as it was left: what was erased in another tab meanwhile is not on it,
 * and is not written again.
 */

import assert from "node:assert/strict";
import { journeys } from "./lib/journey.mjs";
import {
  CAKE_STAND,
  CHOICES,
  answer,
  howOften,
  lookAt,
  places,
  putInCart,
  read,
  row,
  stored,
} from "./lib/shop.mjs";

/** @import { Page } from "playwright-core" */
/** @import { Trip } from "./lib/journey.mjs" */

const MEMORY = "goeswith-memory";
const OTHER = "22697";

/**
 * What the page's own script says, and whether the page hears of other tabs.
 * @param {Trip} trip
 * @param {string} mode
 */
const prepare = ({ context }, mode = "remembered") =>
  context.addInitScript((mode) => {
    /** @type {any} */ (window).goeswith = { consent: mode };
    // Before the widget listens.
    addEventListener("storage", (event) => {
      if ("isAway" in window) event.stopImmediatePropagation();
    });
    addEventListener("pageshow", ({ persisted }) => {
      if (persisted) Object.assign(window, { cameBack: true });
    });
  }, mode);

/**
 * Leaves the page, and comes back to it as it was left. In Chromium that is what happens. Firefox's driver cannot follow
 * such a page: there it stays, and gets the event that the browser would send. In both it never hears of other tabs:
 * Chromium would tell it once it is back, which no standard asks for.
 * @param {Trip} trip
 * @param {() => Promise<void>} meanwhile
 */
async function awayFrom({ page, server, browserName }, meanwhile) {
  await page.evaluate(() => Object.assign(window, { isAway: true }));
  if (browserName === "Firefox") {
    await meanwhile();
    await page.evaluate(() => {
      dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
    });
  } else {
    // A page without the widget.
    await page.goto(`${server.url}audit.html`);
    await meanwhile();
    await page.goBack({ waitUntil: "commit" });
  }
  await page.waitForFunction(() => "cameBack" in window);
}

/** *Forget everything*, in a tab of its own. @param {Trip} trip */
async function forgetEverything({ context, server }) {
  const tab = await context.newPage();
  await tab.goto(`${server.url}product.html?sku=${OTHER}`);
  const shown = row(tab, "controls");
  await shown.locator('[part="control"]').click();
  await shown.getByRole("button", { name: "Your suggestions" }).click();
  await shown.getByRole("button", { name: "Forget everything" }).click();
  assert.equal(await stored(tab, CHOICES), null);
  assert.equal(await stored(tab, MEMORY), null);
  return tab;
}

/** Each fact that is known in a page or kept, with its moment. @param {Page} page */
const facts = (page) =>
  page.evaluate(
    (keys) => {
      const { choices, memory } = /** @type {any} */ (window).goeswith.export();
      const texts = [choices, memory, ...keys.map((key) => localStorage[key])];
      const lines = texts.flatMap((text) => text?.split("\n") ?? []);
      return lines.filter((line) => /\d{13}$/.test(line));
    },
    [CHOICES, MEMORY],
  );

journeys("Back to a page as it was left", (journey) => {
  for (const goesOn of [false, true]) {
    const meanwhile = goesOn ? "erased, and noted anew" : "erased";
    journey(
      `what another tab ${meanwhile} is not on it, nor written again`,
      async (trip) => {
        const { page } = trip;
        await prepare(trip);
        const shown = await lookAt(trip);
        const [refused, saved] = await read(shown);
        assert.ok(refused && saved);
        await answer(places(shown).nth(1), "Save for later");
        await answer(places(shown).first(), "Not interested in this");
        const before = await facts(page);
        for (const fact of [
          `not-interested ${refused.sku}`,
          `saved ${saved.sku}`,
          `shown ${saved.sku}`,
          `view ${CAKE_STAND}`,
        ])
          assert.ok(
            before.some((line) => line.startsWith(fact)),
            fact,
          );
        const returned = async () =>
          (await facts(page)).filter((line) => before.includes(line));

        await awayFrom(trip, async () => {
          const tab = await forgetEverything(trip);
          if (goesOn) {
            await lookAt({ page: tab, server: trip.server }, "85123A");
            assert.match((await stored(tab, MEMORY)) ?? "", /^view 85123A/m);
          }
          await tab.close();
        });

        await shown.getByText("Saved").waitFor({ state: "detached" });
        assert.equal(await shown.locator('[part="said"]').count(), 0);
        if (!goesOn) assert.equal((await read(shown))[0]?.sku, refused.sku);
        assert.deepEqual(await returned(), []);
        await putInCart(page);
        await howOften(shown, "Fewer");
        assert.match((await stored(page, CHOICES)) ?? "", /frequency fewer/);
        assert.deepEqual(await returned(), []);
        if (!goesOn) assert.equal(await stored(page, MEMORY), null);
      },
      { keepsLeftPages: true },
    );
  }

  journey(
    "what is remembered since is left alone",
    async (trip) => {
      const { page } = trip;
      await prepare(trip, "session");
      const shown = await lookAt(trip);
      const memory = `goeswith-memory 1\nview ${OTHER} ${Date.now()}\n`;
      await awayFrom(trip, () =>
        // She consents to more on the next page: what was kept for this tab moves to where tabs share it.
        page.evaluate(
          ([key = "", text = ""]) => {
            sessionStorage.removeItem(key);
            localStorage.setItem(key, text);
          },
          [MEMORY, memory],
        ),
      );
      await page.waitForFunction(
        () => /** @type {any} */ (window).goeswith.export().mode === "page",
      );
      assert.ok((await read(shown)).length > 0, "the page goes on");
      await putInCart(page);
      assert.equal(await stored(page, MEMORY), memory);
      await page.evaluate(() => {
        /** @type {any} */ (window).goeswith.consent = "remembered";
      });
      assert.match((await stored(page, MEMORY)) ?? "", /^view 22697/m);
    },
    { keepsLeftPages: true },
  );

  journey(
    "the shop's consent box is as it was left elsewhere",
    async (trip) => {
      const { page, browserName } = trip;
      await lookAt(trip);
      const box = page.getByLabel("remember this visit");
      await page.evaluate(() => {
        addEventListener("pageshow", () =>
          Object.assign(window, { cameBack: true }),
        );
      });
      await awayFrom(trip, async () => {
        await page.evaluate(() => {
          sessionStorage.setItem("the-gift-shop.consent", "given");
        });
      });
      assert.ok(await box.isChecked(), browserName);
      await page.waitForFunction(
        () => /** @type {any} */ (window).goeswith.export().mode === "session",
      );
    },
    { keepsLeftPages: true },
  );
});
