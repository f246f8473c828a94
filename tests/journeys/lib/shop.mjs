/** What a shopper does in the demo shop, in words of one step each. */

/** @import { Locator, Page } from "playwright-core" */
/** @import { Server } from "../../../scripts/lib/server.mjs" */

/** The item most journeys begin with: a cake stand that a tenth of all orders hold. */
export const CAKE_STAND = "22423";

/** Where the shop and the widget keep what they keep. */
export const SHOP_CART = "the-gift-shop.cart";
export const CHOICES = "goeswith";
export const MEMORY = "goeswith-memory";

const CARD = '[part~="card"]';

/**
 * @param {Page} page
 * @param {string} placement
 */
export const row = (page, placement = "product") =>
  page.locator(`goes-with[placement="${placement}"]`);

/** The cards of a row that still offer something. @param {Locator} row */
export const offers = (row) => row.locator('[part="card"]');

/** Every place in a row, offered or answered. @param {Locator} row */
export const places = (row) => row.locator(CARD);

/**
 * Opens a product's page and waits for its row.
 * @param {{ page: Page, server: Server }} trip
 * @param {string} sku
 */
export async function lookAt({ page, server }, sku = CAKE_STAND) {
  await page.goto(`${server.url}product.html?sku=${sku}`);
  const shown = row(page);
  await toScreen(shown);
  await offers(shown).first().waitFor();
  return shown;
}

/**
 * Waits until the widget of a page has started: its module may come after the page has loaded, and `window.goeswith`
 * is not there before, or only what the shop put in it.
 * @param {Page} page
 */
export const started = (page) =>
  page.waitForFunction(() => /** @type {any} */ (window).goeswith?.ready);

/** Puts the product of this page into the cart. @param {Page} page */
export async function putInCart(page) {
  await page.getByRole("button", { name: "Add to cart", exact: true }).click();
  await page.getByRole("button", { name: "In your cart" }).waitFor();
}

/**
 * Opens the cart drawer and waits for what it suggests.
 * @param {Page} page
 */
export async function openDrawer(page) {
  await page.locator("#open-cart").click();
  const shown = row(page, "cart-drawer");
  await toScreen(shown);
  return shown;
}

/** Brings an element on screen, even one that takes no room. @param {Locator} element */
export async function toScreen(element) {
  await element.waitFor({ state: "attached" });
  await element.evaluate((host) => host.scrollIntoView({ block: "center" }));
}

/**
 * @typedef {object} Offer what a card says
 * @property {string} sku
 * @property {string} title
 * @property {string} reason
 * @property {string} level
 */

/**
 * What the cards of a row say, in order.
 * @param {Locator} row
 * @returns {Promise<Offer[]>}
 */
export function read(row) {
  return offers(row).evaluateAll((cards) =>
    cards.map((card) => {
      const text = (/** @type {string} */ part) =>
        card.querySelector(`[part="${part}"]`)?.textContent ?? "";
      const address = card.querySelector("a")?.getAttribute("href") ?? "";
      return {
        sku: new URL(address, document.baseURI).searchParams.get("sku") ?? "",
        title: text("title"),
        reason: text("reason"),
        level:
          card.querySelector("[data-level]")?.getAttribute("data-level") ?? "",
      };
    }),
  );
}

/**
 * Opens a card's menu and chooses from it.
 * @param {Locator} card
 * @param {string | RegExp} answer
 */
export async function answer(card, answer) {
  await card.locator('[part="more"]').click();
  await card.getByRole("menuitem", { name: answer }).click();
}

/**
 * Opens "How often?" in a row and chooses a level.
 * @param {Locator} row
 * @param {"Off" | "Fewer" | "Normal" | "More"} level
 */
export async function howOften(row, level) {
  await row.locator('[part="control"]').click();
  await row.getByRole("radio", { name: level }).click();
}

/**
 * What is stored under a key.
 * @param {Page} page
 * @param {string} key
 */
export const stored = (page, key) =>
  page.evaluate((name) => localStorage.getItem(name), key);

/**
 * Puts items into the shop's cart before the first page opens.
 * @param {import("playwright-core").BrowserContext} context
 * @param {string[]} skus
 */
export const beginWith = (context, skus) =>
  context.addInitScript(
    ([key, lines]) => {
      // Firefox runs this on its empty first page, too, where nothing may be stored.
      if (!origin.startsWith("http") || sessionStorage.getItem("begun")) return;
      sessionStorage.setItem("begun", "yes");
      localStorage.setItem(key ?? "", lines ?? "");
    },
    [SHOP_CART, JSON.stringify(skus.map((sku) => ({ sku, quantity: 1 })))],
  );

/**
 * The page again, some time later: as if every answer had been given so much earlier. After a no nothing new is shown
 * for a minute.
 * @param {import("playwright-core").Page} page
 * @param {number} ms
 */
export async function reloadLater(page, ms = 61_000) {
  await page.evaluate(
    ([key, ms]) => {
      const kept = localStorage.getItem(String(key)) ?? "";
      const earlier = (/** @type {string} */ at) =>
        String(Number(at) - Number(ms));
      localStorage.setItem(String(key), kept.replace(/\d{13}/g, earlier));
    },
    [CHOICES, ms],
  );
  await page.reload();
}
