/** One script tag and the element are enough: on a bare page, twice by mistake, and under a strict policy. */

import assert from "node:assert/strict";
import { demo, dist } from "../../scripts/lib/places.mjs";
import { TAG, folderOf, pageOf } from "./lib/bare.mjs";
import { journeys } from "./lib/journey.mjs";
import { CAKE_STAND, lookAt, offers, places } from "./lib/shop.mjs";
import { recommend } from "./lib/tool.mjs";

/** @import { Locator } from "playwright-core" */

const OTHER = "85123A";

const roots = [
  folderOf({
    "cart.html": pageOf(
      `${TAG}<goes-with cart="${CAKE_STAND}" placement="cart"></goes-with>`,
    ),
    "sku.html": pageOf(`<goes-with sku="${CAKE_STAND}"></goes-with>${TAG}`),
    "max.html": pageOf(
      `${TAG}<goes-with max="1" cart="${CAKE_STAND}" placement="cart"></goes-with>`,
    ),
    "none.html": pageOf(
      `${TAG}<goes-with cart="no-such-sku" placement="cart"><p>Bestsellers</p></goes-with>`,
    ),
    "twice.html": pageOf(
      `${TAG}${TAG}<goes-with cart="${CAKE_STAND}" placement="cart"></goes-with>${TAG}`,
    ),
  }),
  dist,
  demo,
];

/** What the cards say, where the shop gives no links. @param {Locator} row */
const reasons = (row) =>
  offers(row).locator('[part="reason"]').allTextContents();

/** What the tool says. @param {Parameters<typeof recommend>[0]} context */
const toldReasons = async (context) =>
  (await recommend(context)).suggestions.map(({ reason }) => reason);

journeys("On any page", (journey) => {
  for (const [name, context] of /** @type {const} */ ([
    ["cart", { cart: [CAKE_STAND] }],
    ["sku", { view: CAKE_STAND }],
  ])) {
    journey(
      `one tag and the element with ${name} are enough`,
      async ({ page, server }) => {
        await page.goto(`${server.url}${name}.html`);
        assert.equal(await page.locator("script").count(), 1);
        const row = page.locator("goes-with");
        await offers(row).first().waitFor();
        assert.deepEqual(
          await reasons(row),
          await toldReasons({ ...context, cart: [...(context.cart ?? [])] }),
        );
      },
      { roots },
    );
  }

  journey(
    "max is the most that a row shows",
    async ({ page, server }) => {
      await page.goto(`${server.url}max.html`);
      const row = page.locator("goes-with");
      await offers(row).first().waitFor();
      assert.equal(await places(row).count(), 1);
    },
    { roots },
  );

  journey(
    "a cart attribute that changes is a cart that changes",
    async ({ page, server }) => {
      // One card at a time: three would reach the ceiling of the page, and a new cart could bring no new ones.
      await page.goto(`${server.url}max.html`);
      const row = page.locator("goes-with");
      await offers(row).first().waitFor();
      const [before] = await reasons(row);
      await row.evaluate((host, sku) => host.setAttribute("cart", sku), OTHER);
      const [now] = await reasons(row);
      assert.notEqual(now, before);
      assert.ok((await toldReasons({ cart: [OTHER] })).includes(now ?? ""));
      await row.evaluate(
        (host, skus) => host.setAttribute("cart", skus),
        `\n${OTHER}  ${CAKE_STAND} `,
      );
      assert.equal(await places(row).count(), 1);
      await row.evaluate((host) => host.setAttribute("cart", ""));
      await row
        .and(page.locator('[data-state="empty"]'))
        .waitFor({ state: "attached" });
    },
    { roots },
  );

  journey(
    "an item the model does not know suggests nothing, and takes no room",
    async ({ page, server }) => {
      await page.goto(`${server.url}none.html`);
      const row = page.locator('goes-with[data-state="empty"]');
      await row.waitFor({ state: "attached" });
      assert.equal(await row.boundingBox(), null);
    },
    { roots },
  );

  journey(
    "the tag twice, and once more later, works once",
    async ({ page, server }) => {
      await page.goto(`${server.url}twice.html`);
      const row = page.locator("goes-with");
      await offers(row).first().waitFor();
      await page.evaluate(
        () =>
          new Promise((loaded) => {
            const again = document.createElement("script");
            const url = "goes-with.js";
            const policy = /** @type {any} */ (globalThis).trustedTypes;
            again.src =
              policy
                ?.createPolicy("again", {
                  createScriptURL: (/** @type {string} */ same) => same,
                })
                .createScriptURL(url) ?? url;
            again.dataset.model = "shop.gw";
            again.addEventListener("load", loaded);
            document.body.append(again);
          }),
      );
      assert.equal(await page.evaluate("goeswith.ready"), true);
      assert.equal(await row.getByRole("heading", { level: 2 }).count(), 1);
      assert.equal(await places(row).count(), 3);
      const asked = server.requests.map(({ url }) => url);
      assert.equal(asked.filter((url) => url === "/shop.gw").length, 1);
    },
    { roots },
  );

  journey("a strict policy is never broken", async (trip) => {
    const { context, page } = trip;
    await context.addInitScript(() => {
      /** @type {string[]} */
      const broken = [];
      Object.assign(globalThis, { broken });
      addEventListener("securitypolicyviolation", (event) => {
        broken.push(event.violatedDirective);
      });
    });
    const answered = page.waitForResponse(/product\.html/);
    const shown = await lookAt(trip);
    const policy = (await answered).headers()["content-security-policy"] ?? "";
    assert.match(policy, /script-src 'self' 'wasm-unsafe-eval';/);
    assert.match(policy, /style-src 'self';/);
    assert.match(policy, /require-trusted-types-for 'script'/);
    assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'/);
    await places(shown).first().locator('[part="more"]').click();
    await shown.locator('[part="control"]').click();
    assert.deepEqual(await page.evaluate("broken"), []);
  });
});
