/**
 * `npm run screenshots`: pictures of the built demo shop and of its model's audit. The README's own go to
 * docs/pictures/, everything else to test-results/screenshots/, for the eye: each state on a phone and a desktop, light
 * and dark, some in other languages, sizes and colors, and all of them on one contact sheet.
 */

import { existsSync, mkdirSync } from "node:fs";
import { join, relative } from "node:path";
import { stillness } from "../tests/journeys/lib/axe.mjs";
import { launch } from "../tests/journeys/lib/browsers.mjs";
import { CAKE_STAND, beginWith, lookAt } from "../tests/journeys/lib/shop.mjs";
import { contactSheet } from "./lib/contact-sheet.mjs";
import { demoAudit, demoModel, dist, root } from "./lib/places.mjs";
import { Failure, main } from "./lib/run.mjs";
import { serve } from "./lib/server.mjs";
import { AUDIT_PARTS, LOOKS, STATES, speak, views } from "./lib/states.mjs";

/** @import { Browser } from "playwright-core" */
/** @import { Look, Trip, View } from "./lib/states.mjs" */

const README_PICTURES = join(root, "docs/pictures");
const FOLDER = join(root, "test-results/screenshots");

/** Room below the row in the README's picture, in pixels. */
const MARGIN = 32;

/** How much of the sheet's sharpness the copy in the repository keeps, of 100. */
const COPY_QUALITY = 72;

/** @param {View} view */
const pathOf = ({ state, look }) => join(FOLDER, `${state}-${look}.png`);

/** @param {string} path */
function tell(path) {
  console.log(relative(root, path));
}

/**
 * @param {Browser} browser
 * @param {Look} look
 * @param {string[]} cart
 * @param {(trip: Trip) => Promise<void>} visit
 */
async function onNewPage(browser, { options, language }, cart, visit) {
  const server = await serve();
  const context = await browser.newContext(options);
  try {
    await beginWith(context, cart);
    if (language) await speak(context, language);
    await visit({ page: await context.newPage(), server });
  } finally {
    await context.close();
    await server.close();
  }
}

/**
 * Takes a picture of a state.
 * @param {Browser} browser
 * @param {View} view
 */
async function picture(browser, view) {
  const { go, cart = [CAKE_STAND] } = view.from;
  await onNewPage(browser, view.at, cart, async (trip) => {
    await go(trip);
    await stillness(trip.page);
    await trip.page.screenshot({ path: pathOf(view) });
  });
  tell(pathOf(view));
}

/** @returns {View[]} the audit page, part by part */
const auditViews = () =>
  Object.entries(LOOKS).flatMap(([look, at]) =>
    AUDIT_PARTS.map((part) => ({
      state: `audit-${part}`,
      look,
      at,
      from: {
        name: part,
        go: ({ page, server }) => page.goto(`${server.url}audit.html#${part}`),
      },
    })),
  );

/** The product's page down to the end of its row. @param {Trip} trip */
async function shopForReadme(trip) {
  const { page } = trip;
  const shown = await lookAt(trip);
  await page.evaluate(() => scrollTo(0, 0));
  await stillness(page);
  const box = await shown.boundingBox();
  if (!box) throw new Error("the row has no place on the page");
  const width = page.viewportSize()?.width ?? 0;
  const height = Math.ceil(box.y + box.height + MARGIN);
  const path = join(README_PICTURES, "shop.png");
  const clip = { x: 0, y: 0, width, height };
  await page.screenshot({ path, fullPage: true, clip });
  tell(path);
}

/** The drawer beside that page. @param {Trip} trip */
async function scenesForReadme(trip) {
  await STATES["behind-the-scenes"]?.go(trip);
  await stillness(trip.page);
  const path = join(README_PICTURES, "behind-the-scenes.png");
  await trip.page.screenshot({ path });
  tell(path);
}

await main(async () => {
  if (![dist, demoModel, demoAudit].every((path) => existsSync(path)))
    throw new Failure("Nothing is built yet: run `npm run build` first.");
  for (const folder of [FOLDER, README_PICTURES])
    mkdirSync(folder, { recursive: true });

  const browser = await launch("Chromium");
  try {
    const desktop = /** @type {Look} */ (LOOKS["desktop-light"]);
    const scenesCart = STATES["behind-the-scenes"]?.cart ?? [];
    await onNewPage(browser, desktop, [CAKE_STAND], shopForReadme);
    await onNewPage(browser, desktop, scenesCart, scenesForReadme);
    for (const view of [...views(), ...auditViews()])
      await picture(browser, view);
    const sheet = join(FOLDER, "contact-sheet.png");
    const copy = join(README_PICTURES, "contact-sheet.jpg");
    await contactSheet(browser, views(), pathOf, Object.keys(LOOKS), [
      { path: sheet },
      { path: copy, type: "jpeg", quality: COPY_QUALITY },
    ]);
    tell(sheet);
    tell(copy);
  } finally {
    await browser.close();
  }
});
