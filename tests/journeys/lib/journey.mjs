/**
 * Journeys: what a shopper does in a shop, in every browser. Each one has a server and a profile of its own, and
 * the console must be empty when it ends.
 */

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { demoModel, dist, toolBinary } from "../../../scripts/lib/places.mjs";
import { serve } from "../../../scripts/lib/server.mjs";
import { BROWSER_NAMES, launch } from "./browsers.mjs";

/** @import { BrowserContext, ConsoleMessage, Page } from "playwright-core" */
/** @import { BrowserName } from "./browsers.mjs" */

/** How long anything may take to appear: two busy cores, and Firefox. */
const PATIENCE_MS = 15_000;
const LONGEST_JOURNEY_MS = 90_000;

const DESKTOP = { width: 1280, height: 900 };

/**
 * @typedef {object} Trip what a journey has at hand
 * @property {Page} page
 * @property {BrowserContext} context
 * @property {import("../../../scripts/lib/server.mjs").Server} server
 * @property {string[]} said what the console said so far: warnings, errors, and what was thrown
 * @property {BrowserName} browserName
 * @property {boolean} isFailing the journey is about a failure, which the browser itself may speak of, too
 *
 * @typedef {object} Options
 * @property {string[]} [roots] folders that are served; the demo shop when not given
 * @property {{ width: number, height: number }} [viewport]
 * @property {"light" | "dark"} [colorScheme]
 * @property {boolean} [keepsLeftPages]
 *
 * @callback Journey
 * @param {string} name a sentence
 * @param {(trip: Trip) => Promise<void>} body
 * @param {Options} [options]
 * @returns {void}
 */

/**
 * Defines the journeys of one subject, in every browser.
 * @param {string} subject
 * @param {(journey: Journey, browserName: BrowserName) => void} define
 */
export function journeys(subject, define) {
  for (const browserName of BROWSER_NAMES) {
    describe(`${subject}, in ${browserName}`, () => {
      const browsers = new Browsers(browserName);
      before(() => {
        for (const built of [dist, demoModel, toolBinary])
          assert.ok(existsSync(built), "run `npm run build` first");
      });
      after(() => browsers.close());
      define((name, body, options = {}) => {
        test(name, { timeout: LONGEST_JOURNEY_MS }, () =>
          travel(browsers, body, options),
        );
      }, browserName);
    });
  }
}

/** The browsers of one subject, each started when it is first needed: one with other options is one of its own. */
class Browsers {
  /** @type {Map<string, ReturnType<typeof launch>>} */
  #running = new Map();

  /** @param {BrowserName} name */
  constructor(name) {
    this.name = name;
  }

  /** @param {Parameters<typeof launch>[1]} options */
  get(options) {
    const key = JSON.stringify(options);
    const running = this.#running.get(key) ?? launch(this.name, options);
    this.#running.set(key, running);
    return running;
  }

  async close() {
    for (const running of this.#running.values()) await (await running).close();
  }
}

/**
 * @param {Browsers} browsers
 * @param {(trip: Trip) => Promise<void>} body
 * @param {Options} options
 */
async function travel(browsers, body, options) {
  const { roots, viewport = DESKTOP, colorScheme = "light" } = options;
  const { keepsLeftPages = false } = options;
  const isDark = colorScheme === "dark";
  const browser = await browsers.get({ isDark, keepsLeftPages });
  const server = await serve({ roots });
  const context = await browser.newContext({ viewport, colorScheme });
  try {
    context.setDefaultTimeout(PATIENCE_MS);
    const said = listen(context);
    const page = await context.newPage();
    // From the start: asked for just before a key, the driver may hear of it after the key, and miss the chooser.
    page.on("filechooser", () => {});
    const { name: browserName } = browsers;
    const trip = { page, context, server, said, browserName, isFailing: false };
    await body(trip);
    const counts = said.filter(
      (text) => !trip.isFailing || !OF_BROWSER.test(text),
    );
    assert.deepEqual(counts, [], "the console stays empty");
  } finally {
    await context.close();
    await server.close();
  }
}

/**
 * @param {BrowserContext} context
 * @returns {string[]} filled as the pages speak
 */
function listen(context) {
  /** @type {string[]} */
  const said = [];
  context.on("console", (/** @type {ConsoleMessage} */ message) => {
    if (["error", "warning", "assert"].includes(message.type()))
      said.push(`${message.type()}: ${message.text()}`);
  });
  context.on("weberror", (error) => {
    said.push(`thrown: ${error.error().message}`);
  });
  return said;
}

/** What a browser itself says of a file or a policy. */
const OF_BROWSER =
  /^error: .*(Failed to load resource|Content.Security.Policy)|^thrown: (Loading module from|The page.s settings blocked)/;

/**
 * Waits for the widget's one warning and takes it out of what was said; what the browser itself says of the failure
 * does not count.
 * @param {Trip} trip
 * @returns {Promise<string>} the warning
 */
export async function takeWarning(trip) {
  const { page, said } = trip;
  trip.isFailing = true;
  const isOurs = (/** @type {string} */ text) =>
    text.startsWith("warning: goes-with: ");
  if (!said.some(isOurs)) {
    await page.waitForEvent("console", (message) =>
      isOurs(`${message.type()}: ${message.text()}`),
    );
  }
  const taken = said.filter((text) => !OF_BROWSER.test(text));
  assert.equal(taken.length, 1, taken.join("\n"));
  said.length = 0;
  return taken[0] ?? "";
}
