/** The states of the demo shop that are worth a picture: how a shopper comes to each, and how it is looked at. */

import {
  lookAt,
  offers,
  openDrawer,
  places,
  row,
  toScreen,
} from "../../tests/journeys/lib/shop.mjs";

/** @import { BrowserContextOptions, Page } from "playwright-core" */
/** @import { Server } from "./server.mjs" */

/** @typedef {{ page: Page, server: Server }} Trip */

const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

/**
 * A way of looking: the browser's options, and the language of the page if it is not the shop's own.
 * @typedef {object} Look
 * @property {string} name
 * @property {BrowserContextOptions} options
 * @property {string} [language]
 */

/** Every state is looked at in each of these. @type {Record<string, Look>} */
export const LOOKS = {
  "desktop-light": { name: "Desktop", options: { viewport: DESKTOP } },
  "desktop-dark": {
    name: "Desktop, dark",
    options: { viewport: DESKTOP, colorScheme: "dark" },
  },
  "phone-light": { name: "Phone", options: { viewport: PHONE } },
  "phone-dark": {
    name: "Phone, dark",
    options: { viewport: PHONE, colorScheme: "dark" },
  },
};

/** Some states are looked at in these, too. @type {Record<string, Look>} */
export const OTHER_LOOKS = {
  "forced-colors": {
    name: "Forced colours",
    options: { viewport: DESKTOP, forcedColors: "active", colorScheme: "dark" },
  },
  german: { name: "German", options: { viewport: DESKTOP }, language: "de" },
  arabic: { name: "Arabic", options: { viewport: DESKTOP }, language: "ar" },
  zoomed: {
    name: "200 % zoom",
    options: { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 },
  },
  narrow: {
    name: "320 px wide",
    options: { viewport: { width: 320, height: 693 } },
  },
};

/** The states that change most with the width, the language or the colors. */
const IN_OTHER_LOOKS = [
  "product",
  "menu",
  "why",
  "how-often",
  "your-suggestions",
];

/** An item of which the orders say too little to suggest anything at checkout. */
const LITTLE_KNOWN = "23429";

/** The parts of the audit page: where it begins, and whatever else has a place of its own. */
export const AUDIT_PARTS = ["look", "shown", "exposure", "trust", "data"];

/**
 * Chooses from the first card's menu, whatever the language.
 * @param {import("playwright-core").Locator} shown
 * @param {string} key
 */
async function choose(shown, key) {
  await places(shown).first().locator('[part="more"]').click();
  await shown.locator(`[part="menu-item"][data-key^="${key} "]`).click();
}

/** @param {Trip} trip */
async function openControl(trip) {
  const shown = await lookAt(trip);
  await shown.locator('[part="control"]').click();
  return shown;
}

/**
 * @typedef {object} State
 * @property {string} name
 * @property {(trip: Trip) => Promise<unknown>} go
 * @property {string[]} [cart] what the cart holds at first, where it is not the cake stand
 */

/** In the order of the contact sheet. @type {Record<string, State>} */
export const STATES = {
  home: {
    name: "Home, with the tour",
    go: async ({ page, server }) => {
      await page.goto(`${server.url}index.html`);
      await page.locator("#listing .card").first().waitFor();
    },
  },
  product: { name: "The row on a product page", go: lookAt },
  menu: {
    name: "A card’s menu",
    go: async (trip) => {
      const shown = await lookAt(trip);
      await places(shown).first().locator('[part="more"]').click();
    },
  },
  why: {
    name: "Why this?",
    go: async (trip) => choose(await lookAt(trip), "why"),
  },
  saved: {
    name: "Saved for later",
    go: async (trip) => choose(await lookAt(trip), "save"),
  },
  refused: {
    name: "Not interested",
    go: async (trip) => choose(await lookAt(trip), "not-interested"),
  },
  "how-often": { name: "How often?", go: openControl },
  "your-suggestions": {
    name: "Your suggestions",
    go: async (trip) => {
      const shown = await lookAt(trip);
      await choose(shown, "not-interested");
      await shown.locator('[part="control"]').click();
      await shown.locator('[data-key="open-mine"]').click();
    },
  },
  off: {
    name: "Off",
    go: async (trip) => {
      const shown = await openControl(trip);
      await shown.getByRole("radio", { name: "Off" }).click();
      await shown.getByText("Suggestions are off.").waitFor();
    },
  },
  cart: {
    name: "In the cart drawer",
    go: async (trip) => {
      await lookAt(trip);
      await offers(await openDrawer(trip.page))
        .first()
        .waitFor();
    },
  },
  checkout: {
    name: "At checkout",
    go: async ({ page, server }) => {
      await page.goto(`${server.url}checkout.html`);
      await toScreen(row(page, "checkout"));
      await offers(row(page, "checkout")).first().waitFor();
    },
  },
  bundle: {
    name: "A bundle, the total first",
    go: async (trip) => {
      const shown = await lookAt(trip);
      await toScreen(shown.locator('[part="bundle"]'));
    },
  },
  "after-order": {
    name: "After the order, one question",
    go: async ({ page, server }) => {
      await lookAt({ page, server });
      await page.locator(".consent input").check();
      await page.goto(`${server.url}checkout.html`);
      for (const field of await page.locator("#address [required]").all())
        await field.fill("Anywhere");
      await page.getByRole("button", { name: "Place order" }).click();
      const question = row(page, "after-order").locator('[part="question"]');
      await toScreen(question);
    },
  },
  nothing: {
    name: "Nothing to suggest",
    cart: [LITTLE_KNOWN],
    go: async ({ page, server }) => {
      await page.goto(`${server.url}checkout.html`);
      await toScreen(row(page, "checkout"));
      await page
        .locator('goes-with[placement="checkout"][data-state="empty"]')
        .waitFor({ state: "attached" });
    },
  },
  footer: {
    name: "From the footer",
    go: async (trip) => {
      await lookAt(trip);
      await trip.page
        .locator("footer")
        .getByRole("button", { name: "Your suggestions" })
        .click();
      await trip.page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    },
  },
  "behind-the-scenes": {
    name: "Behind the scenes",
    cart: ["22699", "85123A"],
    go: async (trip) => {
      await lookAt(trip);
      await openScenes(trip);
      await trip.page.evaluate(() => scrollTo(0, 0));
    },
  },
};

/** @param {Trip} trip */
export async function openScenes({ page }) {
  await page
    .locator("header")
    .getByRole("button", { name: "Behind the scenes" })
    .click();
  await page.locator(".weighed .bar").first().waitFor();
}

/** @typedef {{ state: string, look: string, from: State, at: Look }} View one picture */

/** @returns {View[]} every picture of the contact sheet, in its order */
export const views = () => [
  ...Object.entries(STATES).flatMap(([state, from]) =>
    Object.entries(LOOKS).map(([look, at]) => ({ state, look, from, at })),
  ),
  ...Object.entries(OTHER_LOOKS).flatMap(([look, at]) =>
    IN_OTHER_LOOKS.flatMap((state) => {
      const from = STATES[state];
      return from ? [{ state, look, from, at }] : [];
    }),
  ),
];

/**
 * Makes every page of a context one of another language, as if the shop had written it so.
 * @param {import("playwright-core").BrowserContext} context
 * @param {string} language
 */
export const speak = (context, language) =>
  context.route(/\.html/, async (route) => {
    const response = await route.fetch();
    const direction = language === "ar" ? "rtl" : "ltr";
    const body = (await response.text()).replace(
      '<html lang="en-GB"',
      `<html lang="${language}" dir="${direction}"`,
    );
    await route.fulfill({ response, body });
  });
