/**
 * A storm of random acts in two tabs: whatever a shopper does, in whatever order, what she said holds everywhere, one
 * animation frame later.
 */

import assert from "node:assert/strict";
import { journeys } from "./lib/journey.mjs";
import { CHOICES } from "./lib/shop.mjs";
import { Said, categoryOf, look } from "./lib/storm.mjs";
import { Walk } from "./lib/walk.mjs";

/** @import { Sight } from "./lib/storm.mjs" */

/** Cycles of one journey, and the seeds of those that are made: 500 cycles in each browser. */
const N_CYCLES = 100;
const STORMS = /** @type {const} */ ([
  ["a hundred random acts in two tabs", 1],
  ["a second hundred", 2],
  ["a third hundred", 3],
  ["a fourth hundred", 4],
  ["a fifth hundred", 5],
]);
/** How long another tab may take to hear of it. */
const HEARSAY_MS = 3_000;
const LAST = 12;
const LATER_MS = 3 * 60 * 60 * 1000;

const PAGES = [
  "index.html",
  "checkout.html",
  ...["22423", "22699", "20725", "85099B", "47566", "22960", "22745"],
  ...["84879", "21212", "22727", "85123A", "22086", "22629", "22112"],
].map((name) => (name.endsWith("l") ? name : `product.html?sku=${name}`));

/** All that the shop's pages load, ever. */
const LOADED =
  /^\/((index|product|checkout)\.html|goes-with(-element)?\.js|goes-with\.(css|\w+\.txt)|goeswith_bg\.wasm|shop\.gw|catalog\.json|icon\.svg|(pages|scenes|styles|fonts|glyphs)\/[\w-]+\.(js|css|woff2)|[\w-]+\.js)$/;

/** The acts, and how often each is drawn. */
const ACTS = /** @type {const} */ ({
  "open a menu": 3,
  "why this?": 3,
  "not helpful": 3,
  "not now": 5,
  "not interested": 5,
  "no more": 5,
  undo: 8,
  level: 4,
  pause: 1,
  resume: 12,
  "your suggestions": 2,
  "undo there": 6,
  "forget there": 3,
  "forget answers": 1,
  "forget everything": 1,
  gift: 2,
  add: 5,
  "undo add": 4,
  close: 2,
  "the drawer": 2,
  "the footer": 1,
  move: 2,
  reload: 1,
  "another tab": 2,
  later: 2,
});
/** @typedef {keyof typeof ACTS} Act */
const DRAWN = /** @type {Act[]} */ (
  Object.entries(ACTS).flatMap(([act, n]) => Array(n).fill(act))
);

/** A walk on which everything that she says is noted, and held against both tabs. */
class Storm extends Walk {
  said = new Said();
  /** Per tab, which answer a card's *Undo* takes back, by the number of its item. @type {Map<string, [string, string]>[]} */
  given = [new Map(), new Map()];
  /** @type {Map<Act, number>} */
  done = new Map();
  mostCards = 0;

  /** @override @param {string} [address] */
  async go(address) {
    await super.go(address);
    this.given[this.at]?.clear();
  }

  /** One of the ways to say no. @param {string} kind @param {Sight} sight */
  async refuse(kind, sight) {
    const chosen = await this.choose(kind, sight);
    if (!chosen) return undefined;
    const { sku, number } = chosen;
    const subject = kind === "no-more" ? categoryOf(sku) : sku;
    this.said.say(kind, subject);
    this.given[this.at]?.set(number, [kind, subject]);
    return chosen.sight;
  }

  /**
   * Does it, as far as it can be done now.
   * @param {Act} act
   * @returns {Promise<Sight | undefined>} what is there a frame later; nothing when it could not be done
   */
  async act(act) {
    const { said, page } = this;
    const sight = await look(page);
    switch (act) {
      case "open a menu":
        return (await this.press("more", sight))?.sight;
      case "why this?":
        return (await this.choose("why", sight))?.sight;
      case "not helpful": {
        const asked = await this.choose("why", sight);
        return asked && (await this.press("not-helpful", asked.sight))?.sight;
      }
      case "not now":
        return this.refuse("not-now", sight);
      case "not interested":
        return this.refuse("not-interested", sight);
      case "no more":
        return this.refuse("no-more", sight);
      case "undo": {
        const undone = await this.press("undo", sight);
        const answer = this.given[this.at]?.get(
          undone?.key.split(" ")[1] ?? "",
        );
        if (undone && answer) said.takeBack(...answer);
        return undone?.sight;
      }
      case "level": {
        const chosen = await this.control("frequency", sight);
        if (!chosen) return undefined;
        [, said.level = ""] = chosen.key.split(" ");
        said.pausedUntil = 0;
        return chosen.sight;
      }
      case "pause": {
        if (said.isPaused || said.level === "off") return undefined;
        const paused = await this.control("pause", sight);
        if (paused) said.pausedUntil = new Date().setHours(24, 0, 0, 0);
        return paused?.sight;
      }
      case "resume": {
        if (!said.isPaused && said.level !== "off") return undefined;
        const way = said.isPaused && this.below(2) === 0 ? "pause" : "resume";
        const resumed = await (way === "pause"
          ? this.control(way, sight)
          : this.press(way, sight));
        if (!resumed) return undefined;
        if (said.isPaused) said.pausedUntil = 0;
        else said.level = "normal";
        return resumed.sight;
      }
      case "your suggestions":
        return (await this.control("open-mine", sight))?.sight;
      case "undo there": {
        const taken = await this.press("unsay", sight);
        const answer = said.standing[Number(taken?.key.split(" ")[1])];
        if (taken) assert.ok(answer, "the line was one of hers");
        if (answer) said.takeBack(answer.kind, answer.subject);
        return taken?.sight;
      }
      case "forget there":
        return (
          await this.press("forget", sight, ({ key }) => key.includes(" "))
        )?.sight;
      case "forget answers": {
        if (said.answers.length === 0) return undefined;
        const forgot = await this.press(
          "forget",
          sight,
          ({ key }) => key === "forget",
        );
        if (forgot) said.answers = [];
        return forgot?.sight;
      }
      case "forget everything": {
        const erased = await this.press("mine-erase", sight);
        if (erased) this.said = new Said();
        return erased?.sight;
      }
      case "gift": {
        const gift = await this.control("gift", sight);
        if (gift) said.isGift = !said.isGift;
        return gift?.sight;
      }
      case "add":
      case "undo add":
        return (
          await this.press(
            "add",
            sight,
            ({ isRemoval }) => isRemoval === (act === "undo add"),
          )
        )?.sight;
      case "close":
        await page.keyboard.press("Escape");
        return look(page);
      case "the drawer":
      case "the footer":
        return this.open(
          act === "the drawer" ? "open-cart" : "your-suggestions",
        );
      case "move":
        await this.go(this.one(PAGES));
        return look(page);
      case "reload":
        await this.go();
        return look(page);
      case "another tab":
        this.at = 1 - this.at;
        await this.page.bringToFront();
        return look(this.page);
      case "later":
        said.age(LATER_MS);
        await page.evaluate(
          ([key, ms]) => {
            const kept = localStorage.getItem(String(key));
            const earlier = (/** @type {string} */ at) =>
              String(Number(at) - Number(ms));
            if (kept)
              localStorage.setItem(
                String(key),
                kept.replace(/\d{13}/g, earlier),
              );
          },
          [CHOICES, LATER_MS],
        );
        await this.go();
        return look(page);
    }
  }

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
  for (const [name, seed] of STORMS) {
    journey(name, async (trip) => {
      const storm = new Storm(trip, seed);
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
      const told = [...storm.done].map(([act, n]) => `${act} ${n}`).join(", ");
      console.log(`seed ${seed} in ${trip.browserName}: ${told}`);
      assert.ok(storm.mostCards >= 3, "rows were full, or nothing was tested");
      const strange = trip.server.requests
        .map(({ url }) => url.replace(/\?sku=\w+$/, ""))
        .filter((path) => !LOADED.test(path));
      assert.deepEqual(strange, []);
    });
  }
});
