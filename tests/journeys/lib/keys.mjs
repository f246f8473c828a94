/** A page by keyboard alone: where the focus is, and going on from there. */

import assert from "node:assert/strict";

/** @import { Page } from "playwright-core" */

/** More steps than the shop's pages have places to stop at. */
const MAX_TABS = 80;

/** Where the focus is, inside shadow roots, too. @param {Page} page */
export const focused = (page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    let host = "";
    while (element?.shadowRoot?.activeElement) {
      host = element.getAttribute("placement") ?? "";
      element = element.shadowRoot.activeElement;
    }
    return {
      host,
      part: element?.getAttribute("part") ?? "",
      name: element?.getAttribute("aria-label") ?? element?.textContent ?? "",
      value: element instanceof HTMLInputElement ? element.value : "",
    };
  });

/**
 * Goes on with Tab until the focus, within the same row, is on what has such a name.
 * @param {Page} page
 * @param {string | RegExp} name
 */
export async function tabToName(page, name) {
  const { host } = await focused(page);
  for (let step = 0; step < MAX_TABS; step += 1) {
    await page.keyboard.press("Tab");
    const now = await focused(page);
    const isIt =
      name instanceof RegExp ? name.test(now.name) : now.name === name;
    if (now.host === host && isIt) return;
  }
  assert.fail(`Tab never came to ${name} in ${host}`);
}

/**
 * Goes on with Tab, or back, until the focus is on such a part of a row.
 * @param {Page} page
 * @param {string} placement
 * @param {string} part
 * @param {"Tab" | "Shift+Tab"} [key]
 */
export async function tabTo(page, placement, part, key = "Tab") {
  for (let step = 0; step < MAX_TABS; step += 1) {
    await page.keyboard.press(key);
    const now = await focused(page);
    if (now.host === placement && now.part === part) return;
  }
  assert.fail(`Tab never came to ${part} in ${placement}`);
}

/** @param {Page} page @param {...string} keys */
export async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
}
