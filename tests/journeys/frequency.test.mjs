/** "How often?" is obeyed at the next paint, in every placement and every tab, and on every later page. */

import assert from "node:assert/strict";
import { demo, dist } from "../../scripts/lib/places.mjs";
import { TAG, folderOf, pageOf } from "./lib/bare.mjs";
import { journeys } from "./lib/journey.mjs";
import {
  CAKE_STAND,
  CHOICES,
  beginWith,
  howOften,
  lookAt,
  offers,
  openDrawer,
  putInCart,
  read,
  row,
  stored,
  toScreen,
} from "./lib/shop.mjs";

/** @import { Locator, Page } from "playwright-core" */

/** One of a set of four colors, which others often have in the same order. */
const TEACUP = "22697";

const bare = folderOf({
  "bare.html": pageOf(
    `${TAG}<goes-with cart="${CAKE_STAND}" placement="listing"></goes-with>
    <script src="link.js"></script>`,
  ),
  "link.js": `(window.goeswith ??= {}).link = (sku) => "?sku=" + sku;`,
});

/**
 * Clicks, and counts the cards of the whole page two frames later, in one go: nothing can hide in the time between.
 * @param {Locator} target
 */
const cardsAfter = (target) =>
  target.evaluate(
    (/** @type {HTMLElement} */ element) =>
      new Promise((/** @type {(n: number) => void} */ done) => {
        const cards = () =>
          [...document.querySelectorAll("goes-with")].flatMap(
            ({ shadowRoot }) => [
              ...(shadowRoot?.querySelectorAll('[part~="card"]') ?? []),
            ],
          );
        element.click();
        requestAnimationFrame(() =>
          requestAnimationFrame(() => done(cards().length)),
        );
      }),
  );

/** The SKUs offered in the whole page, each once. @param {Page} page */
async function distinct(page) {
  const all = await read(page.locator("goes-with"));
  return [...new Set(all.map(({ sku }) => sku))];
}

/**
 * A product page with its product in the cart and the drawer made, so that two placements suggest.
 * @param {Parameters<typeof lookAt>[0]} trip
 */
async function twoPlacements(trip) {
  const shown = await lookAt(trip);
  await putInCart(trip.page);
  const drawer = await openDrawer(trip.page);
  await offers(drawer).first().waitFor();
  await trip.page.keyboard.press("Escape");
  return { shown, drawer };
}

journeys("How often?", (journey) => {
  journey(
    "normal is chosen, and each level says what it means",
    async (trip) => {
      const shown = await lookAt(trip);
      await shown.locator('[part="control"]').click();
      const group = shown.getByRole("group", {
        name: "How often should we suggest things?",
      });
      assert.ok(await group.getByRole("radio", { name: "Normal" }).isChecked());
      const lines = await group.locator("small").allTextContents();
      assert.deepEqual(lines, [
        "Nothing, anywhere in the shop",
        "At most 1 on a page",
        "At most 3 on a page",
        "At most 5 on a page",
      ]);
      assert.equal(
        await stored(trip.page, CHOICES),
        null,
        "nothing is kept yet",
      );
    },
  );

  journey("off empties every placement by the next paint", async (trip) => {
    const { page } = trip;
    const { shown, drawer } = await twoPlacements(trip);
    assert.equal((await read(page.locator("goes-with"))).length, 6);
    await shown.locator('[part="control"]').click();
    const off = shown.getByRole("radio", { name: "Off" });
    assert.equal(await cardsAfter(off), 0);
    assert.equal(await drawer.getAttribute("data-state"), "empty");
    assert.match((await stored(page, CHOICES)) ?? "", /^frequency off$/m);

    await shown.getByText("Suggestions are off.").waitFor();
    const back = shown.getByRole("button", { name: "Show suggestions again" });
    assert.equal(await cardsAfter(back), 6);
  });

  journey(
    "after a reload off draws nothing anywhere but the control",
    async (trip) => {
      const { page, server } = trip;
      const { shown } = await twoPlacements(trip);
      await howOften(shown, "Off");
      for (const address of [
        page.url(),
        `${server.url}index.html`,
        `${server.url}checkout.html`,
        `${server.url}thanks.html`,
      ]) {
        await page.goto(address);
        const controls = row(page, "controls");
        await toScreen(controls);
        const control = controls.locator('[part="control"]');
        await control.waitFor();
        assert.match((await control.textContent()) ?? "", /How often\?\s*Off/);
        const suggesting = page.locator(
          'goes-with:not([placement="controls"])',
        );
        await toScreen(suggesting.first());
        await page.waitForFunction(() =>
          [...document.querySelectorAll("goes-with:not([placement=controls])")]
            .map((host) => host.getAttribute("data-state"))
            .every((state) => state === "empty"),
        );
        const drawn = await suggesting.evaluateAll((hosts) =>
          hosts.map((host) => host.shadowRoot?.childElementCount),
        );
        assert.deepEqual(
          drawn,
          drawn.map(() => 0),
        );
        assert.equal(await suggesting.first().boundingBox(), null, "no gap");
      }
    },
  );

  journey("the footer's control brings suggestions back", async (trip) => {
    const { page } = trip;
    await howOften(await lookAt(trip), "Off");
    await page.reload();
    const controls = row(page, "controls");
    await howOften(controls, "Normal");
    const shown = row(page);
    await toScreen(shown);
    await offers(shown).first().waitFor();
    assert.equal((await read(shown)).length, 3);
    assert.ok(
      await controls.getByRole("radio", { name: "Normal" }).isChecked(),
    );
  });

  journey("another tab obeys without a reload", async (trip) => {
    const { context, page, server } = trip;
    const { shown } = await twoPlacements(trip);
    const other = await context.newPage();
    const there = await lookAt({ page: other, server });
    assert.equal((await read(there)).length, 3);

    await howOften(shown, "Off");
    await there
      .and(other.locator('[data-state="empty"]'))
      .waitFor({ state: "attached" });
    assert.deepEqual(await distinct(other), []);
    assert.ok(
      await row(other, "controls")
        .getByText("Off", { exact: true })
        .isVisible(),
    );

    await page.bringToFront();
    await shown.getByRole("button", { name: "Show suggestions again" }).click();
    await other.bringToFront();
    await offers(there).first().waitFor();
    assert.equal((await read(there)).length, 3);
  });

  journey(
    "fewer shows one item on a page, over all placements",
    async (trip) => {
      const { page } = trip;
      const { shown, drawer } = await twoPlacements(trip);
      assert.equal((await distinct(page)).length, 3);
      await howOften(shown, "Fewer");
      assert.equal((await distinct(page)).length, 1);
      assert.equal((await read(drawer)).length, 1);
      await page.reload();
      await offers(shown).first().waitFor();
      assert.equal((await distinct(page)).length, 1);
    },
  );

  journey(
    "more may show more than normal, where there is room",
    async (trip) => {
      const { context, page, server } = trip;
      await beginWith(context, [CAKE_STAND]);
      const shown = await lookAt({ page, server });
      await shown.evaluate((host) => {
        const wide = document.createElement("goes-with");
        wide.setAttribute("placement", "cart");
        wide.setAttribute("max", "5");
        host.before(wide);
      });
      const wide = row(page, "cart");
      await offers(wide).first().waitFor();
      assert.equal((await distinct(page)).length, 3, "the ceiling of normal");
      await howOften(wide, "More");
      assert.equal((await read(wide)).length, 5);
    },
  );

  journey(
    "pause for today holds on every page until it is ended",
    async (trip) => {
      const { page } = trip;
      const shown = await lookAt(trip);
      await shown.locator('[part="control"]').click();
      await shown.getByRole("button", { name: "Pause for today" }).click();
      await shown.getByText("Paused for today.").waitFor();
      assert.deepEqual(await distinct(page), []);
      const kept = (await stored(page, CHOICES)) ?? "";
      const until = Number(/^paused-until (\d+)$/m.exec(kept)?.[1]);
      const midnight = await page.evaluate(() =>
        new Date().setHours(24, 0, 0, 0),
      );
      assert.equal(until, midnight);

      await page.reload();
      const controls = row(page, "controls");
      await controls.getByText("Paused", { exact: true }).waitFor();
      await toScreen(shown);
      await shown
        .and(page.locator('[data-state="empty"]'))
        .waitFor({ state: "attached" });
      await controls.locator('[part="control"]').click();
      await controls
        .getByRole("button", { name: "Show suggestions again" })
        .click();
      await offers(shown).first().waitFor();
    },
  );

  journey("a pause of yesterday is over", async (trip) => {
    const { context, page } = trip;
    await context.addInitScript((key) => {
      if (location.protocol === "http:")
        localStorage.setItem(
          key,
          `goeswith 1\nfrequency normal\npaused-until ${Date.now() - 1000}\n`,
        );
    }, CHOICES);
    const shown = await lookAt(trip);
    assert.equal((await read(shown)).length, 3);
    assert.match(
      (await row(page, "controls").locator('[part="control"]').textContent()) ??
        "",
      /How often\?\s*Normal/,
    );
  });

  for (const [path, isPage] of /** @type {[string, boolean][]} */ ([
    ["/product/teacup", true],
    ["?from=a-letter#top", false],
  ]))
    journey(
      `the first product is ${isPage ? "a page of its own in a single-page app" : "said of the page that stands there"}`,
      async ({ page, server }) => {
        await page.goto(`${server.url}bare.html`);
        const shown = row(page, "listing");
        await offers(shown).nth(2).waitFor();
        const first = await distinct(page);
        await page.evaluate(
          ([path, sku]) => {
            history.pushState({}, "", path);
            /** @type {any} */ (window).goeswith.view = sku;
          },
          [path, TEACUP],
        );
        const all = new Set([...first, ...(await distinct(page))]);
        assert.equal(all.size > 3, isPage, [...all].join(" "));
      },
      { roots: [bare, dist, demo] },
    );
});
