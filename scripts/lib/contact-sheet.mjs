/** The contact sheet: all pictures on one page, with what they show. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./places.mjs";

/** @import { View } from "./states.mjs" */

/** How high a picture is on the sheet, in pixels; all have the same height. */
const HEIGHT = 264;
const WIDTH = 2240;

/** @param {string} path @param {string} type */
const embedded = (path, type) =>
  `data:${type};base64,${readFileSync(path).toString("base64")}`;

/** @param {string} path where a font package has its file */
const font = (path) =>
  embedded(join(root, "node_modules/@fontsource-variable", path), "font/woff2");

const STYLE = `
  @font-face { font-family: Heading; src: url("${font("eb-garamond/files/eb-garamond-latin-wght-normal.woff2")}"); }
  @font-face { font-family: Text; src: url("${font("inter/files/inter-latin-wght-normal.woff2")}"); }
  * { margin: 0; box-sizing: border-box; }
  body { width: ${WIDTH}px; padding: 56px 64px 64px; background: #fbf8f3; color: #1f1c19; font: 15px/1.4 Text; }
  h1 { font: 500 52px/1.1 Heading; }
  header p { margin: 6px 0 36px; color: #6a635b; font-size: 18px; }
  main { display: flex; flex-wrap: wrap; gap: 36px 40px; }
  h2 { margin-bottom: 10px; font: 500 24px/1.2 Heading; }
  .pictures { display: flex; gap: 10px; }
  figcaption { margin-top: 5px; color: #6a635b; font-size: 13px; }
  img { display: block; height: ${HEIGHT}px; border-radius: 6px; box-shadow: 0 0 0 1px #e6dfd5; }
`;

/** @param {string} text */
const escaped = (text) =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * @param {View[]} views in groups: those of one state, then those of one other look
 * @param {(view: View) => string} pathOf where its picture is
 * @param {string[]} looks the looks that every state has
 * @returns {string} a page of its own, pictures and all
 */
function pageOf(views, pathOf, looks) {
  const isState = (/** @type {View} */ { look }) => looks.includes(look);
  /** @type {Map<string, string[]>} */
  const groups = new Map();
  for (const view of views) {
    const [heading, caption] = isState(view)
      ? [view.from.name, view.at.name]
      : [view.at.name, view.from.name];
    const figure = `<figure><img src="${embedded(pathOf(view), "image/png")}" alt=""><figcaption>${escaped(caption)}</figcaption></figure>`;
    groups.set(heading, [...(groups.get(heading) ?? []), figure]);
  }
  const sections = [...groups].map(
    ([heading, figures]) =>
      `<section><h2>${escaped(heading)}</h2><div class="pictures">${figures.join("")}</div></section>`,
  );
  return `<!doctype html><meta charset="utf-8"><style>${STYLE}</style>
    <header><h1>Goes With</h1><p>Every state that a shopper can see, in the demo shop. Made by <i>npm run screenshots</i>.</p></header>
    <main>${sections.join("")}</main>`;
}

/**
 * Lays the pictures out and takes one of them all.
 * @param {import("playwright-core").Browser} browser
 * @param {View[]} views
 * @param {(view: View) => string} pathOf
 * @param {string[]} looks
 * @param {import("playwright-core").PageScreenshotOptions[]} copies where to, and how
 */
export async function contactSheet(browser, views, pathOf, looks, copies) {
  const page = await browser.newPage({
    viewport: { width: WIDTH, height: 1000 },
  });
  await page.setContent(pageOf(views, pathOf, looks));
  await page.evaluate(() =>
    Promise.all([
      document.fonts.ready,
      ...[...document.images].map((image) => image.decode()),
    ]),
  );
  for (const copy of copies) await page.screenshot({ fullPage: true, ...copy });
  await page.close();
}
