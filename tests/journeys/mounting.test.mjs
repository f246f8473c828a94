/** Elements come, move and go: nothing of them stays behind, and what they share is there once. */

import assert from "node:assert/strict";
import { demo, dist } from "../../scripts/lib/places.mjs";
import { TAG, folderOf, pageOf } from "./lib/bare.mjs";
import { journeys } from "./lib/journey.mjs";
import { CAKE_STAND, howOften, offers, places, read } from "./lib/shop.mjs";

/** @import { BrowserContext, Page } from "playwright-core" */

const PLACEMENTS = ["product", "cart", "checkout", "cart-drawer", "listing"];

const roots = [
  folderOf({
    "bare.html": pageOf(
      `${TAG}<main></main><script src="cart.js"></script><script src="link.js"></script>`,
    ),
    "many.html": pageOf(
      `${TAG}<script src="link.js"></script>${PLACEMENTS.map(
        (placement) =>
          `<goes-with cart="${CAKE_STAND}" placement="${placement}"></goes-with>`,
      ).join("")}`,
    ),
    "cart.js": `(window.goeswith ??= {}).cart = ["${CAKE_STAND}"];`,
    "link.js": `(window.goeswith ??= {}).link = (sku) => "?sku=" + sku;`,
  }),
  dist,
  demo,
];

/** Counts live listeners, and keeps hold of the wasm's memory. @param {BrowserContext} context */
const instrument = (context) =>
  context.addInitScript(() => {
    /** @type {WeakMap<EventTarget, Map<unknown, Set<string>>>} */
    const known = new WeakMap();
    const counted = { listeners: 0, wasmBytes: () => 0 };
    Object.assign(globalThis, { counted });

    const { addEventListener, removeEventListener } = EventTarget.prototype;
    /** @param {EventTarget} target @param {unknown} listener */
    const keysOf = (target, listener) => {
      const ofTarget = known.get(target) ?? new Map();
      known.set(target, ofTarget);
      const keys = ofTarget.get(listener) ?? new Set();
      ofTarget.set(listener, keys);
      return keys;
    };
    /** @param {string} type @param {boolean | EventListenerOptions} [options] */
    const keyOf = (type, options) =>
      `${type} ${typeof options === "object" ? Boolean(options.capture) : Boolean(options)}`;
    /** @param {string} type @param {any} heard @param {any} options */
    EventTarget.prototype.addEventListener = function (type, heard, options) {
      const keys = keysOf(this ?? window, heard);
      const { size } = keys;
      counted.listeners += keys.add(keyOf(type, options)).size - size;
      return addEventListener.call(this ?? window, type, heard, options);
    };
    /** @param {string} type @param {any} heard @param {any} options */
    EventTarget.prototype.removeEventListener = function (
      type,
      heard,
      options,
    ) {
      const keys = keysOf(this ?? window, heard);
      if (keys.delete(keyOf(type, options))) counted.listeners -= 1;
      return removeEventListener.call(this ?? window, type, heard, options);
    };

    const { instantiateStreaming } = WebAssembly;
    WebAssembly.instantiateStreaming = async (...args) => {
      const made = await instantiateStreaming.apply(WebAssembly, args);
      const memory = /** @type {WebAssembly.Memory} */ (
        made.instance.exports.memory
      );
      counted.wasmBytes = () => memory.buffer.byteLength;
      return made;
    };
  });

/** @param {Page} page */
const counts = (page) =>
  page.evaluate(() => {
    const { counted } = /** @type {any} */ (globalThis);
    return { listeners: counted.listeners, wasmBytes: counted.wasmBytes() };
  });

/**
 * Puts rows onto the page and takes them away again, each after it has drawn its cards.
 * @param {Page} page
 * @param {number} rounds of ten rows
 */
const comeAndGo = (page, rounds) =>
  page.evaluate(async (n) => {
    const main = document.querySelector("main");
    for (let round = 0; round < n; round += 1) {
      const rows = Array.from({ length: 10 }, () => {
        const row = document.createElement("goes-with");
        row.setAttribute("placement", "cart");
        return row;
      });
      // Beside one another, so that all are on screen.
      main?.append(...rows);
      for (const row of rows) {
        row.scrollIntoView();
        while (row.getAttribute("data-state") !== "shown")
          await new Promise((frame) => requestAnimationFrame(frame));
      }
      for (const row of rows) row.remove();
    }
  }, rounds);

journeys("Mount and unmount", (journey) => {
  journey(
    "two hundred rows leave no listener and no memory behind",
    async ({ page, context, server }) => {
      await instrument(context);
      await page.goto(`${server.url}bare.html`);
      await page.evaluate(() => customElements.whenDefined("goes-with"));
      const before = await counts(page);
      assert.ok(before.wasmBytes > 0);
      const listening = await page.evaluate(() => {
        const row = document.createElement("goes-with");
        document.body.append(row);
        const { listeners } = /** @type {any} */ (globalThis).counted;
        row.remove();
        return listeners;
      });
      assert.ok(listening > before.listeners, "a row does listen");

      await comeAndGo(page, 2);
      const warm = await counts(page);
      assert.equal(warm.listeners, before.listeners);
      await comeAndGo(page, 20);
      assert.deepEqual(await counts(page), warm);
    },
    { roots },
  );

  journey(
    "a row that is moved draws again, once",
    async ({ page, context, server }) => {
      await instrument(context);
      await page.goto(`${server.url}many.html`);
      const moved = page.locator('goes-with[placement="cart"]');
      await offers(moved).first().waitFor();
      const before = await read(moved);
      const { listeners } = await counts(page);
      for (const place of ["prepend", "append"]) {
        await moved.evaluate((row, how) => {
          if (how === "prepend") document.body.prepend(row);
          else document.body.append(row);
          row.scrollIntoView();
        }, place);
        await moved
          .and(page.locator('[data-state="shown"]'))
          .waitFor({ state: "attached" });
        assert.deepEqual(await read(moved), before);
        assert.equal(await moved.getByRole("heading", { level: 2 }).count(), 1);
      }
      assert.equal((await counts(page)).listeners, listeners);
      await offers(moved).first().locator('[part="more"]').click();
      await moved.getByRole("menu").waitFor();
    },
    { roots },
  );

  journey(
    "a row that is away while the cart changes shows the new one when it returns",
    async ({ page, server }) => {
      await page.goto(`${server.url}many.html`);
      const row = page.locator('goes-with[placement="checkout"]');
      await offers(row).first().waitFor();
      const heading = row.getByRole("heading", { level: 2 });
      const before = await heading.textContent();
      await row.evaluate((element) => {
        element.remove();
        window.goeswith.cart = ["85123A"];
        document.body.prepend(element);
        element.scrollIntoView();
      });
      await row
        .and(page.locator('[data-state="shown"], [data-state="empty"]'))
        .waitFor({ state: "attached" });
      const now = (await heading.count()) ? await heading.textContent() : "";
      assert.notEqual(now, before);
    },
    { roots },
  );
});

journeys("Rows of one page", (journey) => {
  journey(
    "share one model, one state and one count",
    async ({ page, server }) => {
      await page.goto(`${server.url}many.html`);
      const rows = page.locator("goes-with");
      for (const placement of PLACEMENTS) {
        const row = page.locator(`goes-with[placement="${placement}"]`);
        await row.evaluate((element) => element.scrollIntoView());
        await offers(row).first().waitFor();
        assert.equal(await places(row).count(), 3);
      }
      const all = await read(rows);
      assert.equal(all.length, 3 * PLACEMENTS.length);
      assert.equal(new Set(all.map(({ sku }) => sku)).size, 3);

      await howOften(rows.last(), "Off");
      assert.deepEqual(await read(rows), []);
      const asked = server.requests.map(({ url }) => url);
      for (const file of ["/shop.gw", "/goeswith_bg.wasm", "/goes-with.css"])
        assert.equal(asked.filter((url) => url === file).length, 1, file);
    },
    { roots },
  );
});
