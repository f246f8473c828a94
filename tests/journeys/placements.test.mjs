/** Where suggestions may stand, what each place may show, that none of them bars the way, and that Back leads back. */

import assert from "node:assert/strict";
import { dist, demo } from "../../scripts/lib/places.mjs";
import { TAG, folderOf, pageOf } from "./lib/bare.mjs";
import { journeys } from "./lib/journey.mjs";
import {
  CAKE_STAND,
  answer,
  lookAt,
  offers,
  openDrawer,
  places,
  putInCart,
  read,
  row,
  toScreen,
} from "./lib/shop.mjs";

/** @import { Page } from "playwright-core" */

const SUGGESTING = [
  "listing",
  "product",
  "cart-drawer",
  "cart",
  "checkout",
  "after-order",
];

/** Hardly anybody bought it: its title and its category are all that speaks. */
const RARE = "16010";

/** A page with every placement, for a cart. @param {string} cart */
const everywhere = (cart) => ({
  roots: [
    dist,
    demo,
    folderOf({
      "index.html": pageOf(
        [...SUGGESTING, "controls"]
          .map(
            (placement) =>
              `<goes-with placement="${placement}" cart="${cart}"></goes-with>`,
          )
          .join(""),
        TAG,
      ),
    }),
  ],
});

/** Everything that would bar the shopper's way, in the page and in the rows. @param {Page} page */
const barriers = (page) =>
  page.evaluate(() => {
    const roots = [...document.querySelectorAll("goes-with")].flatMap(
      ({ shadowRoot }) => shadowRoot ?? [],
    );
    return roots
      .flatMap((root) => [...root.querySelectorAll("*")])
      .filter((element) => {
        const style = getComputedStyle(element);
        return (
          element.localName === "dialog" ||
          element.getAttribute("aria-modal") === "true" ||
          element.hasAttribute("popover") ||
          ["fixed", "sticky"].includes(style.position)
        );
      })
      .map((element) => element.outerHTML.slice(0, 80))
      .concat(
        document.querySelector("dialog[open], [aria-modal=true]")
          ? ["the page has a modal dialog"]
          : [],
      );
  });

journeys("Placements", (journey) => {
  journey(
    "each placement shows cards, and the controls show none",
    async ({ page, server }) => {
      await page.goto(`${server.url}index.html`);
      /** @type {Set<string> | undefined} */
      let first;
      for (const placement of SUGGESTING) {
        const shown = row(page, placement);
        await toScreen(shown);
        await offers(shown).first().waitFor();
        const cards = await read(shown);
        assert.ok(cards.length > 0 && cards.length <= 3, placement);
        assert.ok(
          cards.every(({ reason }) => reason),
          placement,
        );
        assert.equal(await shown.locator('[part="control"]').count(), 1);
        // One page, one ceiling: what one place shows the others may repeat, not add to.
        first ??= new Set(cards.map(({ sku }) => sku));
        assert.ok(
          cards.every(({ sku }) => first?.has(sku)),
          placement,
        );
      }
      const controls = row(page, "controls");
      await toScreen(controls);
      await controls.locator('[part="control"]').waitFor();
      assert.equal(await places(controls).count(), 0);
      assert.equal(await controls.locator('[part="heading"]').count(), 0);
    },
    everywhere(CAKE_STAND),
  );

  journey(
    "a mere likeness is shown while looking around, not to who pays",
    async ({ page, server }) => {
      await page.goto(`${server.url}index.html`);
      for (const placement of ["listing", "product", "cart"]) {
        const shown = row(page, placement);
        await toScreen(shown);
        await offers(shown).first().waitFor();
        for (const { level } of await read(shown))
          assert.equal(level, "guess", placement);
      }
      const checkout = row(page, "checkout");
      await page
        .locator('goes-with[placement="checkout"][data-state="empty"]')
        .waitFor({ state: "attached" });
      assert.equal(await checkout.boundingBox(), null, "no gap");
      // After the order at most the question stands there.
      const ordered = row(page, "after-order");
      await toScreen(ordered);
      await page
        .locator(
          'goes-with[placement="after-order"][data-state]:not([data-state="waiting"])',
        )
        .waitFor({ state: "attached" });
      assert.equal(await offers(ordered).count(), 0);
    },
    everywhere(RARE),
  );

  journey("nothing bars the way, whatever is open", async (trip) => {
    const { page, server } = trip;
    for (const address of ["index.html", "checkout.html", "thanks.html"]) {
      await page.goto(server.url + address);
      await toScreen(row(page, "controls"));
      assert.deepEqual(await barriers(page), [], address);
    }
    const shown = await lookAt(trip);
    const first = places(shown).first();
    for (const [what, act] of /** @type {[string, () => Promise<void>][]} */ ([
      ["a row", async () => {}],
      ["a menu", () => first.locator('[part="more"]').click()],
      [
        "why this?",
        () => shown.getByRole("menuitem", { name: "Why this?" }).click(),
      ],
      ["a no", () => answer(places(shown).last(), "Not now")],
      ["how often?", () => shown.locator('[part="control"]').click()],
      [
        "your suggestions",
        () => shown.getByRole("button", { name: "Your suggestions" }).click(),
      ],
    ])) {
      await act();
      assert.deepEqual(await barriers(page), [], what);
    }
    await page.keyboard.press("Escape");
    await putInCart(page);
    assert.deepEqual(await barriers(page), [], "something is in the cart");
  });

  journey("Back leads back to the same place", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip);
    const before = await read(shown);
    const where = async () => {
      const { y = 0 } = (await offers(shown).first().boundingBox()) ?? {};
      return { y: Math.round(y), scroll: await page.evaluate(() => scrollY) };
    };
    await shown.evaluate((host) => host.scrollIntoView({ block: "start" }));
    const link = offers(shown).nth(1).getByRole("link");
    // The driver scrolls to what it clicks, as it sees fit.
    await link.hover();
    const there = await where();
    assert.ok(there.scroll > 0, "it was scrolled to");
    await link.click();
    await page.waitForURL(new RegExp(`sku=${before[1]?.sku}$`));
    await offers(shown).first().waitFor();
    await page.goBack();
    await page.waitForURL(new RegExp(`sku=${CAKE_STAND}$`));
    await offers(shown).first().waitFor();
    assert.deepEqual(await read(shown), before);
    const here = await where();
    const moved = [here.y - there.y, here.scroll - there.scroll];
    assert.ok(
      moved.every((px) => Math.abs(px) <= 1),
      `moved by ${moved}`,
    );
  });

  journey("Back opens no drawer", async (trip) => {
    const { page } = trip;
    await lookAt(trip);
    await putInCart(page);
    const drawer = await openDrawer(page);
    await offers(drawer).first().waitFor();
    await offers(drawer).first().getByRole("link").click();
    await offers(row(page)).first().waitFor();
    await page.goBack();
    await offers(row(page)).first().waitFor();
    assert.deepEqual(await barriers(page), []);
  });
});
