/**
 * `npm run screenshots`: pictures of the built demo shop and of its model's audit. The README's own goes to docs/pictures/, everything else to
 * test-results/screenshots/, for the eye: each state on a phone and a desktop, light and dark.
 */

import { existsSync, mkdirSync } from "node:fs";
import { join, relative } from "node:path";
import { stillness } from "../tests/journeys/lib/axe.mjs";
import { launch } from "../tests/journeys/lib/browsers.mjs";
import {
  CAKE_STAND,
  answer,
  beginWith,
  lookAt,
  offers,
  openDrawer,
  places,
  row,
  toScreen,
} from "../tests/journeys/lib/shop.mjs";
import { demoAudit, demoModel, dist, root } from "./lib/places.mjs";
import { Failure, main } from "./lib/run.mjs";
import { serve } from "./lib/server.mjs";

/** @typedef {{ page: import("playwright-core").Page, server: import("./lib/server.mjs").Server }} Trip */

const README_PICTURE = join(root, "docs/pictures/shop.png");
const FOLDER = join(root, "test-results/screenshots");

const SCREENS = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 900 },
};

/** Room below the row in the README's picture, in pixels. */
const MARGIN = 32;

/**
 * The states, and how a shopper comes to each.
 * @type {Record<string, (trip: Trip) => Promise<unknown>>}
 */
const STATES = {
  home: async ({ page, server }) => {
    await page.goto(`${server.url}index.html`);
    await page.locator("#listing .card").first().waitFor();
  },
  product: lookAt,
  cart: async (trip) => {
    await lookAt(trip);
    await offers(await openDrawer(trip.page))
      .first()
      .waitFor();
  },
  checkout: async ({ page, server }) => {
    await page.goto(`${server.url}checkout.html`);
    await toScreen(row(page, "checkout"));
    await offers(row(page, "checkout")).first().waitFor();
  },
  menu: async (trip) => {
    const shown = await lookAt(trip);
    await places(shown).first().locator('[part="more"]').click();
  },
  why: async (trip) => {
    const shown = await lookAt(trip);
    await places(shown).first().locator('[part="more"]').click();
    await shown.getByRole("menuitem", { name: "Why this?" }).click();
  },
  "how-often": async (trip) => {
    const shown = await lookAt(trip);
    await shown.locator('[part="control"]').click();
  },
  "your-suggestions": async (trip) => {
    const shown = await lookAt(trip);
    await answer(places(shown).first(), "Not interested in this");
    await shown.locator('[part="control"]').click();
    await shown.getByRole("button", { name: "Your suggestions" }).click();
  },
  footer: async (trip) => {
    await lookAt(trip);
    await trip.page
      .locator("footer")
      .getByRole("button", { name: "Your suggestions" })
      .click();
    await trip.page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  },
  off: async (trip) => {
    const shown = await lookAt(trip);
    await shown.locator('[part="control"]').click();
    await shown.getByRole("radio", { name: "Off" }).click();
    await shown.getByText("Suggestions are off.").waitFor();
  },
};

/** States of the audit page: where it begins, and whatever else has a place of its own. */
for (const part of ["look", "shown", "exposure", "trust", "data"])
  STATES[`audit-${part}`] = async ({ page, server }) => {
    await page.goto(`${server.url}audit.html#${part}`);
  };

/** @param {string} path */
function tell(path) {
  console.log(relative(root, path));
}

/**
 * @param {import("playwright-core").Browser} browser
 * @param {import("playwright-core").BrowserContextOptions} options
 * @param {(trip: Trip) => Promise<void>} visit
 */
async function onNewPage(browser, options, visit) {
  const server = await serve();
  const context = await browser.newContext(options);
  try {
    await beginWith(context, [CAKE_STAND]);
    await visit({ page: await context.newPage(), server });
  } finally {
    await context.close();
    await server.close();
  }
}

/** The product's page down to the end of its row. @param {Trip} trip */
async function pictureForReadme(trip) {
  const { page } = trip;
  const shown = await lookAt(trip);
  await page.evaluate(() => scrollTo(0, 0));
  await stillness(page);
  const box = await shown.boundingBox();
  if (!box) throw new Error("the row has no place on the page");
  const { width } = SCREENS.desktop;
  const height = Math.ceil(box.y + box.height + MARGIN);
  await page.screenshot({
    path: README_PICTURE,
    fullPage: true,
    clip: { x: 0, y: 0, width, height },
  });
  tell(README_PICTURE);
}

await main(async () => {
  if (![dist, demoModel, demoAudit].every((path) => existsSync(path)))
    throw new Failure("Nothing is built yet: run `npm run build` first.");
  for (const folder of [FOLDER, join(root, "docs/pictures")])
    mkdirSync(folder, { recursive: true });

  const browser = await launch("Chromium");
  try {
    const viewport = SCREENS.desktop;
    await onNewPage(browser, { viewport }, pictureForReadme);
    for (const [screen, viewport] of Object.entries(SCREENS))
      for (const colorScheme of /** @type {const} */ (["light", "dark"]))
        for (const [state, go] of Object.entries(STATES))
          await onNewPage(browser, { viewport, colorScheme }, async (trip) => {
            await go(trip);
            await stillness(trip.page);
            const name = `${state}-${screen}-${colorScheme}.png`;
            await trip.page.screenshot({ path: join(FOLDER, name) });
            tell(join(FOLDER, name));
          });
  } finally {
    await browser.close();
  }
});
