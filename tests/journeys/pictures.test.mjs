/** A picture is the shop's own and loads nothing: a request would tell the shop's server what is suggested. */

import assert from "node:assert/strict";
import { demo, dist } from "../../scripts/lib/places.mjs";
import { TAG, folderOf, pageOf } from "./lib/bare.mjs";
import { journeys } from "./lib/journey.mjs";
import { CAKE_STAND, offers, row } from "./lib/shop.mjs";
import { recommend } from "./lib/tool.mjs";

/** Pictures that would be requested once they are on the page. Made in a document that loads nothing itself. */
const LOADING = {
  "an image": `<img src="/x.png">`,
  "an image with sizes": `<img srcset="/x.png 1x">`,
  "an image inside": `<div><p><img src="/x.png"></p></div>`,
  "an image of another host": `<img src="//localhost/x.png">`,
  "a picture with sources": `<picture><source srcset="/x.png"><img></picture>`,
  "a drawing that holds an image": `<svg><image href="/x.png"/></svg>`,
  "a drawing that holds an old image": `<svg><image xlink:href="/x.png"/></svg>`,
  "a drawing of elsewhere": `<svg><use href="/x.svg#a"/></svg>`,
  "a drawing with a filter of elsewhere": `<svg><rect width="9" height="9" filter="url(/x.svg#f)"/></svg>`,
  "a drawing masked from elsewhere": `<svg><rect width="9" height="9" mask="url(/x.svg#m)"/></svg>`,
  "a drawing whose image comes later": `<svg><image><set attributeName="href" to="/x.png"/></image></svg>`,
  "a drawing filtered by an image": `<svg><filter id="f"><feImage href="/x.png"/></filter><rect filter="url(#f)" width="9" height="9"/></svg>`,
  "a background": `<div data-style="background: url(/x.png); height: 9px"></div>`,
  "a background by another name": `<div data-style='background: image-set("/x.png" 1x); height: 9px'></div>`,
  "a film": `<video poster="/x.png"></video>`,
  "a sound": `<audio src="/x.png" preload="auto"></audio>`,
  "an object": `<object data="/x.png"></object>`,
  "a frame": `<iframe src="/x.png"></iframe>`,
  "a frame with a page of its own": `<iframe srcdoc="<img src=/x.png>"></iframe>`,
  "a style sheet": `<div><link rel="stylesheet" href="/x.png"></div>`,
};

/** Pictures that load nothing. */
const STILL = {
  "a drawing": `<svg viewBox="0 0 9 9"><circle r="3"/></svg>`,
  "a drawing with a gradient of its own": `<svg><defs><linearGradient id="g"/></defs><rect fill="url(#g)" width="9" height="9"/></svg>`,
  "a small image in the address": `<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">`,
  "a part of itself again": `<svg><g id="a"/><use href="#a"/></svg>`,
};

/**
 * Makes the picture anew for each card, in a document without a window, where nothing loads. A style goes the way that
 * a content security policy allows.
 */
const PICTURE = `
  const markup = new URLSearchParams(location.search).get("picture");
  const policy = globalThis.trustedTypes?.createPolicy("pictures", { createHTML: (text) => text });
  (window.goeswith ??= {}).picture = () => {
    const html = policy?.createHTML(markup) ?? markup;
    const picture = new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
    if (picture.dataset.style) picture.style.cssText = picture.dataset.style;
    return picture;
  };
`;

const ONE_PIXEL =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

const [first, second, third] = (await recommend({ cart: [CAKE_STAND] }))
  .suggestions;

const ROW = `<goes-with cart="${CAKE_STAND}" placement="cart"></goes-with>`;
const roots = [
  folderOf({
    "pictures.html": pageOf(`<script src="pictures.js"></script>${TAG}${ROW}`),
    "pictures.js": PICTURE,
    "pack.html": pageOf(
      TAG.replace("></", ' data-pictures="pack.json"></') + ROW,
    ),
    "pack.json": JSON.stringify({
      [first?.sku ?? ""]: ONE_PIXEL,
      [second?.sku ?? ""]: "/x.png",
      [third?.sku ?? ""]: "data:text/html,<p>no picture</p>",
    }),
  }),
  dist,
  demo,
];

/**
 * Shows a row whose cards all get this picture.
 * @param {import("./lib/journey.mjs").Trip} trip
 * @param {string} markup
 * @returns what the shop's server was asked because of it, and what the cards then show
 */
async function show({ page, server }, markup) {
  const from = server.requests.length;
  const query = new URLSearchParams({ picture: markup });
  await page.goto(`${server.url}pictures.html?${query}`);
  const cards = offers(row(page, "cart"));
  await cards.first().waitFor();
  // A request of our own: when the server has it, it has all that came before.
  await page.evaluate(() => fetch("/shop.gw?mark").then(() => {}));
  const asked = server.requests
    .slice(from)
    .map(({ url }) => url)
    .filter((url) => url.startsWith("/x."));
  const shown = await cards
    .locator('[part="picture"]')
    .evaluateAll((pictures) => pictures.map(({ innerHTML }) => innerHTML));
  return { asked, shown };
}

/** Whether a card shows a plain tile in place of a picture. @param {string} html */
const isTile = (html) => html === '<span part="tile"></span>';

/** The names of all elements, in order. @param {string} html */
const names = (html) =>
  [...html.matchAll(/<([a-zA-Z]+)/g)].map(([, name]) => name);

journeys("Pictures", (journey) => {
  journey(
    "what would make a request is left out",
    async (trip) => {
      /** @type {Record<string, unknown>} */
      const letThrough = {};
      for (const [name, markup] of Object.entries(LOADING)) {
        const { asked, shown } = await show(trip, markup);
        const isQuiet = shown.every((html) => !html.includes("/x."));
        if (asked.length > 0 || shown.length !== 3 || !isQuiet)
          letThrough[name] = { asked, shown };
      }
      assert.deepEqual(letThrough, {});
    },
    { roots },
  );

  journey(
    "an image with an address is refused as a whole",
    async (trip) => {
      const { shown } = await show(trip, LOADING["an image"]);
      assert.ok(shown.every(isTile), shown.join("\n"));
    },
    { roots },
  );

  journey(
    "what loads nothing is shown as it is",
    async (trip) => {
      for (const [name, markup] of Object.entries(STILL)) {
        const { asked, shown } = await show(trip, markup);
        assert.deepEqual(asked, []);
        for (const html of shown)
          assert.deepEqual(names(html), names(markup), name);
      }
    },
    { roots },
  );

  journey(
    "a pack of pictures is loaded once, and shows its own",
    async ({ page, server }) => {
      await page.goto(`${server.url}pack.html`);
      const cards = offers(row(page, "cart"));
      await cards.first().waitFor();
      const image = cards.nth(0).locator("img");
      assert.equal(await image.getAttribute("src"), ONE_PIXEL);
      await image.evaluate((/** @type {HTMLImageElement} */ img) =>
        img.decode(),
      );
      assert.ok(await image.isVisible());
      assert.equal(await cards.nth(1).locator('[part="tile"]').count(), 1);
      assert.equal(await cards.nth(2).locator('[part="tile"]').count(), 1);
      await page.evaluate(() => fetch("/shop.gw?mark").then(() => {}));
      const asked = server.requests.map(({ url }) => url);
      assert.equal(asked.filter((url) => url === "/pack.json").length, 1);
      assert.ok(!asked.includes("/x.png"));
    },
    { roots },
  );
});
