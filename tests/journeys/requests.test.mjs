/** Nothing is sent: no request after the first paint, and none that depends on cart, score or suggestion. */

import assert from "node:assert/strict";
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
  putInCart,
  read,
  row,
  toScreen,
} from "./lib/shop.mjs";

/** @import { BrowserContext, Page } from "playwright-core" */
/** @import { Server } from "../../scripts/lib/server.mjs" */

/** What the widget itself loads, in order; nothing else, ever. */
const WIDGET = [
  "/goes-with.js",
  "/goes-with-element.js",
  "/shop.gw",
  "/goes-with.css",
  "/goes-with.en.txt",
  "/goeswith_bg.wasm",
];

const MARK = "/icon.svg?mark";

/** A request of our own: when the server has it, it has all that came before. @param {Page} page */
const mark = (page) =>
  page.evaluate((address) => fetch(address).then(() => undefined), MARK);

/** The requests a page makes, as they leave. @param {Page} page */
function leaving(page) {
  /** @type {string[]} */
  const urls = [];
  page.on("request", (request) => {
    const { pathname, search } = new URL(request.url());
    urls.push(pathname + search);
  });
  return urls;
}

/**
 * Walks through the shop and looks at every row.
 * @param {BrowserContext} context
 * @param {Server} server
 * @param {string[]} cart
 */
async function walk(context, server, cart) {
  await beginWith(context, cart);
  const page = await context.newPage();
  const left = leaving(page);
  const from = server.requests.length;
  const suggested = [];
  for (const [address, placement] of /** @type {const} */ ([
    ["index.html", "listing"],
    [`product.html?sku=${CAKE_STAND}`, "product"],
    ["checkout.html", "checkout"],
  ])) {
    await page.goto(server.url + address);
    const shown = row(page, placement);
    await toScreen(shown);
    await offers(shown).first().waitFor();
    suggested.push(...(await read(shown)));
    if (placement === "product") {
      const drawer = await openDrawer(page);
      await offers(drawer).first().waitFor();
      suggested.push(...(await read(drawer)));
    }
    await mark(page);
  }
  const asked = server.requests.slice(from).map(({ url }) => url);
  return { suggested, left, asked };
}

/** @param {string[]} urls */
const ofWidget = (urls) => urls.filter((url) => WIDGET.includes(url));

journeys("Nothing is sent", (journey) => {
  journey("two carts make the same requests", async ({ context, server }) => {
    const other = await context.browser()?.newContext();
    assert.ok(other);
    try {
      const one = await walk(context, server, [CAKE_STAND]);
      const two = await walk(other, server, ["85099B", "22112", "20725"]);
      assert.notDeepEqual(one.suggested, two.suggested);
      assert.deepEqual(one.asked.sort(), two.asked.sort());
      assert.deepEqual(ofWidget(one.left), [...WIDGET, ...WIDGET, ...WIDGET]);
      assert.deepEqual(ofWidget(two.left), ofWidget(one.left));
      assert.ok(one.asked.every((url) => !url.includes("47566")));
    } finally {
      await other.close();
    }
  });

  journey("nothing a shopper does makes a request", async (trip) => {
    const { page, server } = trip;
    const left = leaving(page);
    const shown = await lookAt(trip);
    await page.waitForLoadState("load");
    await mark(page);
    left.length = 0;
    const from = server.requests.length;

    await putInCart(page);
    const first = places(shown).first();
    await first.locator('[part="add"]').click();
    await first.locator('[part="undo-add"]').click();
    await answer(first, "Why this?");
    await shown.getByRole("button", { name: "Close" }).click();
    await answer(first, "Not interested in this");
    await first.getByRole("button", { name: "Undo" }).click();
    await answer(first, "Not now");
    await howOften(shown, "More");
    await shown.getByRole("button", { name: "Pause for today" }).click();
    await shown.getByRole("button", { name: "Show suggestions again" }).click();
    await openDrawer(page);
    await offers(row(page, "cart-drawer")).first().waitFor();
    await page.evaluate("goeswith.export(), goeswith.erase()");
    await mark(page);

    const asked = server.requests.slice(from).map(({ url }) => url);
    assert.deepEqual(asked, [MARK]);
    assert.deepEqual(left, [MARK]);
  });

  journey("rows that come later load nothing", async (trip) => {
    const { page, server } = trip;
    await lookAt(trip);
    await page.waitForLoadState("load");
    await mark(page);
    const from = server.requests.length;
    await page.evaluate((sku) => {
      const later = document.createElement("goes-with");
      later.setAttribute("cart", sku);
      later.setAttribute("placement", "cart");
      document.querySelector("main")?.prepend(later);
    }, CAKE_STAND);
    await toScreen(row(page, "cart"));
    await offers(row(page, "cart")).first().waitFor();
    await mark(page);
    const asked = server.requests.slice(from).map(({ url }) => url);
    assert.deepEqual(asked, [MARK]);
  });
});
