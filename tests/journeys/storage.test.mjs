/** Where the browser keeps nothing: suggestions work, and choices hold until the page is left. */

import assert from "node:assert/strict";
import { journeys } from "./lib/journey.mjs";
import {
  CHOICES,
  answer,
  howOften,
  lookAt,
  offers,
  openDrawer,
  places,
  putInCart,
  read,
  row,
  stored,
} from "./lib/shop.mjs";

/** @import { BrowserContext } from "playwright-core" */

/** Storage as a browser denies it: asking for it throws. @param {BrowserContext} context */
const deny = (context) =>
  context.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException("Storage is denied.", "SecurityError");
        },
      });
    }
  });

const MEMORY = "goeswith-memory";
const ONLY_CHOICES_KEPT =
  /is gone when you leave it\. How often, pauses, gifts and every no are kept in this browser/;
const NOT_KEPT =
  "Your choices cannot be kept, so they hold until you leave the page.";

journeys("Storage denied", (journey) => {
  journey("suggestions and the shop work", async (trip) => {
    await deny(trip.context);
    const shown = await lookAt(trip);
    assert.equal(
      await trip.page.evaluate(() => {
        try {
          return typeof localStorage;
        } catch (error) {
          return /** @type {Error} */ (error).name;
        }
      }),
      "SecurityError",
    );
    await putInCart(trip.page);
    assert.equal((await read(shown)).length, 3);
    const drawer = await openDrawer(trip.page);
    const first = offers(drawer).first();
    await first.locator('[part="add"]').click();
    await first.locator('[part="added"]').waitFor();
    assert.equal(await trip.page.locator("dialog .lines .line").count(), 2);
    await first.locator('[part="undo-add"]').click();
    await first.locator('[part="add"]').waitFor();
    assert.equal(await trip.page.locator("dialog .lines .line").count(), 1);
  });

  journey("a no holds until the page is left", async (trip) => {
    await deny(trip.context);
    const shown = await lookAt(trip);
    const before = await read(shown);
    await answer(places(shown).first(), "Not interested in this");
    await putInCart(trip.page);
    assert.deepEqual((await read(shown)).slice(0, 2), before.slice(1));
    assert.deepEqual(await read(await openDrawer(trip.page)), before.slice(1));
    await trip.page.reload();
    await offers(shown).first().waitFor();
    assert.deepEqual(await read(shown), before);
  });

  journey("off holds until the page is left, and says so", async (trip) => {
    await deny(trip.context);
    const { page } = trip;
    const shown = await lookAt(trip);
    await shown.locator('[part="control"]').click();
    await shown.getByText(NOT_KEPT).waitFor();
    await page.keyboard.press("Escape");
    await howOften(shown, "Off");
    await shown.getByText("Suggestions are off.").waitFor();
    await shown.getByText(NOT_KEPT).waitFor();
    await page.keyboard.press("Escape");
    await shown.getByText(NOT_KEPT).waitFor();
    const controls = row(page, "controls");
    await controls.locator('[part="control"]').click();
    await controls.getByText(NOT_KEPT).waitFor();
    assert.deepEqual(await read(page.locator("goes-with")), []);
    await page.reload();
    await offers(shown).first().waitFor();
  });

  journey("a storage that is full is said, too", async (trip) => {
    await trip.context.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException("Storage is full.", "QuotaExceededError");
      };
    });
    const shown = await lookAt(trip);
    await howOften(shown, "Fewer");
    await shown.getByText(NOT_KEPT).waitFor();
    assert.equal((await read(shown)).length, 1);
  });

  journey("denied later, it takes back nothing", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip);
    await howOften(shown, "Off");
    await page.evaluate(() => {
      Object.defineProperty(window, "localStorage", {
        get() {
          throw new DOMException("Storage is denied.", "SecurityError");
        },
      });
    });
    await putInCart(page);
    await shown.getByText("Suggestions are off.").waitFor();
    await shown.getByText(NOT_KEPT).waitFor();
    assert.equal(await offers(shown).count(), 0);
    assert.deepEqual(await read(await openDrawer(page)), []);
  });

  journey("a storage that takes texts and keeps none is said", async (trip) => {
    const { context, page } = trip;
    await context.addInitScript(() => {
      Storage.prototype.setItem = () => {};
      /** @type {any} */ (window).goeswith = { consent: "remembered" };
    });
    const shown = await lookAt(trip);
    await howOften(shown, "Off");
    await shown.getByText("Suggestions are off.").waitFor();
    await shown.getByText(NOT_KEPT).waitFor();
    await page.evaluate(() => {
      /** @type {any} */ (window).goeswith.search = "lantern";
    });
    assert.equal(await offers(shown).count(), 0, "still off");
    assert.equal(await stored(page, CHOICES), null);
  });

  journey(
    "what had no room holds beside what another tab says",
    async (trip) => {
      const { context, page, server } = trip;
      const shown = await lookAt(trip);
      await page.evaluate(() => {
        const { setItem } = Storage.prototype;
        Object.assign(window, { setItem });
        Storage.prototype.setItem = () => {
          throw new DOMException("Storage is full.", "QuotaExceededError");
        };
      });
      await howOften(shown, "Off");
      await shown.getByText(NOT_KEPT).waitFor();
      const other = await context.newPage();
      const there = await lookAt({ page: other, server });
      const [refused] = await read(there);
      assert.ok(refused);
      await answer(places(there).first(), "Not interested in this");
      await page.waitForFunction(
        () => window.goeswith.export().answers.length === 1,
      );
      assert.equal(await offers(shown).count(), 0, "still off");

      // There is room again.
      await page.evaluate(() => {
        Storage.prototype.setItem = /** @type {any} */ (window).setItem;
      });
      await answer(places(there).nth(1), "Not interested in this");
      await other.waitForFunction(
        () => window.goeswith.export().frequency === "off",
      );
      assert.equal(await offers(there).count(), 0);
      assert.equal(await shown.getByText(NOT_KEPT).count(), 0);
      const choices = (await stored(other, CHOICES)) ?? "";
      assert.match(choices, /^frequency off$/m);
      assert.match(choices, new RegExp(`^not-interested ${refused.sku} `, "m"));
    },
  );

  journey("a storage that refuses what is observed is said", async (trip) => {
    const { context, page } = trip;
    await context.addInitScript((memory) => {
      /** @type {any} */ (window).goeswith = { consent: "remembered" };
      const { setItem } = Storage.prototype;
      Storage.prototype.setItem = function (
        /** @type {string} */ key,
        /** @type {string} */ value,
      ) {
        if (key === memory)
          throw new DOMException("Storage is full.", "QuotaExceededError");
        setItem.call(this, key, value);
      };
    }, MEMORY);
    const shown = await lookAt(trip);
    await answer(places(shown).first(), "Save for later");
    await shown.getByText("Saved for now").waitFor();
    await howOften(shown, "Fewer");
    await shown.getByText("At most 1 on a page", { exact: true }).waitFor();
    assert.equal(await shown.getByText(NOT_KEPT).count(), 0);
    await shown.getByRole("button", { name: "Your suggestions" }).click();
    await shown.getByText(ONLY_CHOICES_KEPT).waitFor();
    await page.keyboard.press("Escape");
    await putInCart(page);

    await page.reload();
    await offers(shown).first().waitFor();
    assert.equal((await read(shown)).length, 1, "the choice holds");
    assert.equal(await stored(page, MEMORY), null);
    await page.getByRole("button", { name: "In your cart" }).waitFor();
  });

  journey("where storage is allowed it says no such thing", async (trip) => {
    const shown = await lookAt(trip);
    await howOften(shown, "Fewer");
    assert.equal(await shown.getByText(NOT_KEPT).count(), 0);
    assert.equal((await read(shown)).length, 1);
  });

  journey(
    "choices of another version count as none, and stay",
    async (trip) => {
      const { context, page } = trip;
      const foreign = "goeswith 99\nfrequency sometimes\n";
      await context.addInitScript(
        ([key, text]) => {
          if (location.protocol === "http:")
            localStorage.setItem(key ?? "", text ?? "");
        },
        [CHOICES, foreign],
      );
      assert.equal((await read(await lookAt(trip))).length, 3);
      const kept = await page.evaluate(
        (key) => localStorage.getItem(key),
        CHOICES,
      );
      assert.equal(kept, foreign);
    },
  );
});
