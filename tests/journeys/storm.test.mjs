/**
 * A storm of random acts in two tabs: whatever a shopper does, in whatever order, what she said holds everywhere, one
 * animation frame later.
 */

import assert from "node:assert/strict";
import { journeys } from "./lib/journey.mjs";
import { ACTS, Acts, DRAWN, PAGES } from "./lib/acts.mjs";
import { look } from "./lib/storm.mjs";

/** @import { Act } from "./lib/acts.mjs" */
/** @import { Sight } from "./lib/storm.mjs" */

/** Cycles of one journey, and the seeds of those that are made, each with how much may be kept: 500 cycles in each browser. */
const N_CYCLES = 100;
const STORMS = /** @type {const} */ ([
  ["a hundred random acts in two tabs", 1, "page"],
  ["a second hundred, kept for the visit", 2, "session"],
  ["a third hundred, remembered", 3, "remembered"],
  ["a fourth hundred", 4, "page"],
  ["a fifth hundred, remembered", 5, "remembered"],
]);
/** How long another tab may take to hear of it. */
const HEARSAY_MS = 3_000;
const LAST = 12;

/** All that the shop's pages load, ever. */
const LOADED =
  /^\/((index|product|checkout|thanks)\.html|goes-with(-element)?\.js|goes-with\.(css|\w+\.txt)|goeswith_bg\.wasm|shop\.gw|catalog\.json|icon\.svg|(pages|scenes|styles|fonts|glyphs)\/[\w-]+\.(js|css|woff2)|[\w-]+\.js)$/;

/** A walk on which everything that she says is held against both tabs. */
class Storm extends Acts {
  /** @type {Map<Act, number>} */
  done = new Map();
  mostCards = 0;

  /** Draws until something can be done, does it, and checks both tabs. */
  async cycle() {
    /** @type {Act | undefined} */
    let act;
    /** @type {Sight | undefined} */
    let sight;
    while (!sight) {
      act = this.one(DRAWN) ?? "reload";
      sight = await this.act(act);
    }
    if (!act) return;
    this.done.set(act, (this.done.get(act) ?? 0) + 1);
    this.last.push(act);
    this.last.splice(0, this.last.length - LAST);
    this.mostCards = Math.max(this.mostCards, sight.cards.length);
    assert.deepEqual(this.said.objections(sight), [], "one frame later");
    await this.said.assertKept(this.page);
    const other = this.tabs[1 - this.at];
    assert.ok(other);
    const until = Date.now() + HEARSAY_MS;
    let objections = this.said.objections(await look(other));
    while (objections.length > 0 && Date.now() < until) {
      await other.waitForTimeout(20);
      objections = this.said.objections(await look(other));
    }
    assert.deepEqual(objections, [], "in the other tab");
  }
}

journeys("A storm of controls", (journey) => {
  /** What was done in any of them. @type {Set<Act>} */
  const done = new Set();

  for (const [name, seed, mode] of STORMS) {
    journey(name, async (trip) => {
      const storm = new Storm(trip, seed, mode);
      await trip.context.addInitScript((consent) => {
        Object.assign(window, { goeswith: { consent } });
      }, mode);
      await storm.begin(PAGES.slice(2));
      for (let cycle = 0; cycle < N_CYCLES; cycle += 1) {
        try {
          await storm.cycle();
        } catch (error) {
          const last = storm.last.join("\n");
          throw new Error(
            `seed ${seed}, cycle ${cycle}, after\n${last}\n${error}`,
            { cause: error },
          );
        }
      }
      for (const act of storm.done.keys()) done.add(act);
      const told = [...storm.done].map(([act, n]) => `${act} ${n}`).join(", ");
      console.log(`seed ${seed} in ${trip.browserName}: ${told}`);
      assert.ok(storm.mostCards >= 3, "rows were full, or nothing was tested");
      const strange = trip.server.requests
        .map(({ url }) => url.replace(/\?(sku|q)=\w+$/, ""))
        .filter((path) => !LOADED.test(path));
      assert.deepEqual(strange, []);
    });
  }

  journey("nothing that can be done was left out", async () => {
    const never = Object.keys(ACTS).filter(
      (act) => !done.has(/** @type {Act} */ (act)),
    );
    assert.deepEqual(never, []);
  });
});
