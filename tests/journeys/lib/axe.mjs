/** axe-core, run in a page: it sees into open shadow roots. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../scripts/lib/places.mjs";

/** @import { Page } from "playwright-core" */

const source = readFileSync(
  join(root, "node_modules/axe-core/axe.min.js"),
  "utf8",
);

/** Waits until nothing moves any more: a card that is fading in has too little contrast. @param {Page} page */
export const stillness = (page) =>
  page.evaluate(() => {
    const roots = [
      document,
      ...[...document.querySelectorAll("goes-with")].flatMap(
        ({ shadowRoot }) => shadowRoot ?? [],
      ),
    ];
    return Promise.allSettled(
      roots.flatMap((within) =>
        within.getAnimations().map(({ finished }) => finished),
      ),
    );
  });

/**
 * Checks the whole page as it stands.
 * @param {Page} page
 * @param {string} what the state it is in
 * @param {{ hasRows?: boolean }} [options] whether rows of suggestions are on it
 */
export async function assertAccessible(page, what, { hasRows = true } = {}) {
  const isThere = await page.evaluate(() => "axe" in globalThis);
  if (!isThere) await page.evaluate(source);
  let { violations, shadowNodes } = await judge(page);
  // A card may have begun to fade in meanwhile; what is wrong is still wrong when nothing moves.
  if (violations.length > 0) ({ violations, shadowNodes } = await judge(page));
  const told = violations.map(
    ({ id, target, failureSummary }) =>
      `${id}: ${target.join(" ")}\n${failureSummary}`,
  );
  assert.deepEqual(told, [], what);
  if (hasRows) assert.ok(shadowNodes > 0, `${what}: axe saw into the rows`);
}

/** What axe says of the page once nothing moves. @param {Page} page */
async function judge(page) {
  await stillness(page);
  return page.evaluate(async () => {
    const results = await /** @type {any} */ (globalThis).axe.run({
      resultTypes: ["violations", "passes"],
    });
    /** @param {any[]} rules */
    const nodes = (rules) =>
      rules.flatMap(({ id, nodes }) =>
        nodes.map((/** @type {any} */ { target, failureSummary }) => ({
          id,
          target: target.flat(),
          failureSummary,
        })),
      );
    return {
      violations: nodes(results.violations),
      shadowNodes: nodes(results.passes).filter(
        ({ target }) => target.length > 1,
      ).length,
    };
  });
}
