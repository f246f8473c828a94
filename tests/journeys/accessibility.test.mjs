/** axe finds nothing to object to, in any state of any page, light and dark. */

import assert from "node:assert/strict";
import { assertAccessible } from "./lib/axe.mjs";
import { journeys } from "./lib/journey.mjs";
import {
  CAKE_STAND,
  answer,
  beginWith,
  howOften,
  lookAt,
  offers,
  openDrawer,
  places,
  row,
  toScreen,
} from "./lib/shop.mjs";

/** Incense: its first two suggestions are of one category. */
const INCENSE = "17084N";

journeys("Accessibility", (journey) => {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    journey(
      `every state of a row on a product page, ${colorScheme}`,
      async (trip) => {
        const { page } = trip;
        const shown = await lookAt(trip);
        const isDark = await page.evaluate(
          () => matchMedia("(prefers-color-scheme: dark)").matches,
        );
        assert.equal(isDark, colorScheme === "dark");
        await assertAccessible(page, "the row");

        const first = places(shown).first();
        await first.locator('[part="more"]').click();
        await assertAccessible(page, "the menu is open");
        await shown.getByRole("menuitem", { name: "Why this?" }).click();
        await assertAccessible(page, "why this? is open");
        await page.keyboard.press("Escape");
        await first.locator('[part="add"]').click();
        await first.locator('[part="added"]').waitFor();
        await assertAccessible(page, "something is added");
        await answer(places(shown).last(), "Not interested in this");
        await assertAccessible(page, "something is refused");
        await shown.locator('[part="control"]').click();
        await assertAccessible(page, "how often? is open");
        await shown.getByRole("button", { name: "Your suggestions" }).click();
        await assertAccessible(page, "your suggestions is open");
        await page.keyboard.press("Escape");
        await shown.locator('[part="control"]').click();
        await shown.getByRole("radio", { name: "Off" }).click();
        await assertAccessible(page, "off");
      },
      { colorScheme },
    );

    journey(
      `every page and the cart drawer, ${colorScheme}`,
      async ({ page, context, server }) => {
        await beginWith(context, [CAKE_STAND]);
        await page.goto(`${server.url}index.html`);
        const listing = row(page, "listing");
        await toScreen(listing);
        await offers(listing).first().waitFor();
        await assertAccessible(page, "home");

        await offers(await openDrawer(page))
          .first()
          .waitFor();
        await assertAccessible(page, "the cart drawer");
        await places(row(page, "cart-drawer"))
          .first()
          .locator('[part="more"]')
          .click();
        await assertAccessible(page, "the cart drawer with a menu");

        await page.goto(`${server.url}checkout.html`);
        await toScreen(row(page, "checkout"));
        await offers(row(page, "checkout")).first().waitFor();
        await assertAccessible(page, "checkout");
        for (const label of ["Name", "Street and number", "Postcode", "Town"])
          await page.getByLabel(label, { exact: true }).fill("A");
        await page.getByRole("button", { name: "Place order" }).click();
        await page.getByRole("heading", { name: "Thank you" }).waitFor();
        await offers(row(page, "after-order")).first().waitFor();
        await row(page, "controls").locator('[part="control"]').click();
        await assertAccessible(page, "thanks");
      },
      { colorScheme },
    );
  }

  journey("saved, adding, not added, import failed, paused", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip);
    const first = places(shown).first();
    await answer(first, "Save for later");
    await first.locator('[part="saved"]').waitFor();
    await assertAccessible(page, "saved");

    // A shop that lets her wait, and then cannot.
    await page.evaluate(() => {
      addEventListener(
        "goes-with-add",
        (event) => {
          event.stopImmediatePropagation();
          const { detail } = /** @type {CustomEvent} */ (event);
          detail.respondWith(
            new Promise((_, refuse) => Object.assign(globalThis, { refuse })),
          );
        },
        { capture: true, once: true },
      );
    });
    const add = first.locator('[part="add"]');
    await add.click();
    await first.getByText("Adding…", { exact: true }).waitFor();
    await assertAccessible(page, "adding");
    await page.evaluate("refuse()");
    await first
      .getByText("Could not add. Try again", { exact: true })
      .waitFor();
    await assertAccessible(page, "could not add");

    await shown.locator('[part="control"]').click();
    await shown.getByRole("button", { name: "Your suggestions" }).click();
    await page.evaluate(() =>
      /** @type {any} */ (window).goeswith.import(null),
    );
    await shown.getByText("This file is not a download of yours.").waitFor();
    await assertAccessible(page, "import failed");
    await page.keyboard.press("Escape");

    await shown.locator('[part="control"]').click();
    await shown.getByRole("button", { name: "Pause for today" }).click();
    await shown.getByText("Paused for today.").waitFor();
    await assertAccessible(page, "paused");
  });

  journey("a place that a no elsewhere emptied", async (trip) => {
    const shown = await lookAt(trip, INCENSE);
    await answer(places(shown).first(), /^No more /);
    await shown.locator('[part="place"]').waitFor({ state: "attached" });
    await assertAccessible(trip.page, "an emptied place");
  });

  journey("where nothing is kept", async (trip) => {
    const { page, context } = trip;
    await context.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException("Full.", "QuotaExceededError");
      };
    });
    const shown = await lookAt(trip);
    await howOften(shown, "Off");
    await shown.getByText("Your choices cannot be kept").waitFor();
    await assertAccessible(page, "not kept", { hasRows: false });
    await page.keyboard.press("Escape");
    await shown.getByText("Your choices cannot be kept").waitFor();
    await assertAccessible(page, "not kept, and closed", { hasRows: false });
    await shown.getByRole("button", { name: "Show suggestions again" }).click();
    await shown.locator('[part="control"]').click();
    await shown.getByText("Your choices cannot be kept").waitFor();
    await assertAccessible(page, "not kept, in how often?");
  });

  journey(
    "a row on a phone, with the menu open",
    async (trip) => {
      const shown = await lookAt(trip);
      await assertAccessible(trip.page, "the row");
      await places(shown).first().locator('[part="more"]').click();
      await assertAccessible(trip.page, "the menu is open");
      await trip.page.keyboard.press("Escape");
      await howOften(shown, "Fewer");
      await assertAccessible(trip.page, "how often? is open");
    },
    { viewport: { width: 390, height: 844 } },
  );

  journey("axe does object to a fault inside a row", async (trip) => {
    const shown = await lookAt(trip);
    await shown.evaluate((host) => {
      host.shadowRoot?.querySelector("button")?.replaceChildren();
    });
    await assert.rejects(
      () => assertAccessible(trip.page, "a button without a name"),
      /button-name/,
    );
  });
});
