/** The native tool, asked about the model that the pages load. */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { demoModel, env, toolBinary } from "../../../scripts/lib/places.mjs";

const run = promisify(execFile);

/**
 * @typedef {object} Told what `goeswith recommend` says
 * @property {string} heading
 * @property {{ sku: string, title: string, reason: string, level: string, why: string[], anchors: { sku: string, n_both: number, n_orders: number }[] }[]} suggestions
 */

/**
 * What the tool suggests now for a cart and a product being looked at.
 * @param {{ cart?: string[], view?: string, n?: number }} context
 * @returns {Promise<Told>}
 */
export async function recommend({ cart = [], view, n }) {
  const args = ["recommend", demoModel, "--json"];
  // What the page counts, too: both run on this machine's clock.
  const now = new Date();
  args.push("--month", String(now.getMonth() + 1));
  args.push("--hour", String(now.getHours()));
  if (cart.length > 0) args.push("--cart", cart.join(","));
  if (view) args.push("--view", view);
  if (n) args.push("-n", String(n));
  return JSON.parse(await told(args));
}

/**
 * The type of the relation, how many orders held both items, and how many held the first.
 * @param {string} anchor
 * @param {string} candidate
 */
export async function explain(anchor, candidate) {
  const text = await told(["explain", demoModel, anchor, candidate]);
  const number = (/** @type {string} */ what) => {
    const found = new RegExp(`^ *${what} +([\\d,]+)`, "m").exec(text);
    assert.ok(found?.[1], `no "${what}" in\n${text}`);
    return Number(found[1].replaceAll(",", ""));
  };
  const [, type = ""] = / → \S+, (\S+)$/m.exec(text) ?? [];
  return {
    type,
    both: number("orders with both"),
    of: number("orders with the first"),
  };
}

/** @param {string[]} args */
async function told(args) {
  const { stdout } = await run(toolBinary, args, { env });
  return stdout;
}
