/** Everything that a shopper may do in a journey of many random acts. */

import assert from "node:assert/strict";
import { messagesOf } from "./languages.mjs";
import { Said, categoryOf } from "./said.mjs";
import { CHOICES, MEMORY } from "./shop.mjs";
import { look } from "./storm.mjs";
import { Walk, numberOf } from "./walk.mjs";

/** @import { Trip } from "./journey.mjs" */
/** @import { Mode } from "./said.mjs" */
/** @import { Sight } from "./storm.mjs" */

const LATER_MS = 3 * 60 * 60 * 1000;
const NEXT_DAY_MS = 26 * 60 * 60 * 1000;

export const PAGES = [
  "index.html",
  "checkout.html",
  ...["22423", "22699", "20725", "85099B", "47566", "22960", "22745"],
  ...["84879", "21212", "22727", "85123A", "22086", "22629", "22112"],
].map((name) => (name.endsWith("l") ? name : `product.html?sku=${name}`));

/** A cup that goes with a bowl of its series: the two are a bundle of the demo's model. */
const BUNDLED = "product.html?sku=23291";

const english = messagesOf("en");
/** The kinds of relations: name, and what it is called. */
const KINDS = english.keys
  .filter((key) => key.startsWith("kind-"))
  .map((key) => [key.slice("kind-".length), english.say(key)]);

/** The acts, and how often each is drawn. */
export const ACTS = /** @type {const} */ ({
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
  "save for later": 3,
  "undo save": 2,
  "refuse a kind": 1,
  "the question": 1,
  "tick a bundle": 2,
  search: 1,
  download: 2,
  "bring it back": 3,
});
/** @typedef {keyof typeof ACTS} Act */
/** Each as often as it is drawn. */
export const DRAWN = /** @type {Act[]} */ (
  Object.entries(ACTS).flatMap(([act, n]) => Array(n).fill(act))
);

/** A walk on which everything that she says is noted. */
export class Acts extends Walk {
  /** Per tab, which answer a card's *Undo* takes back, by the number of its item. @type {Map<string, [string, string]>[]} */
  given = [new Map(), new Map()];
  /**
   * The level before suggestions were turned off, by tab: "Show suggestions again" goes back to it.
   * @type {Map<number, string>}
   */
  beforeOff = new Map();
  /** Her last download, and what she had said by then. @type {{ data: unknown, said: Said } | undefined} */
  file;

  /** @param {Trip} trip @param {number} seed @param {Mode} mode */
  constructor(trip, seed, mode) {
    super(trip, seed);
    this.said = new Said(mode);
  }

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
        const answer = this.given[this.at]?.get(numberOf(undone?.key ?? ""));
        if (undone && answer) said.takeBack(...answer);
        return undone?.sight;
      }
      case "level": {
        const chosen = await this.control("frequency", sight);
        if (!chosen) return undefined;
        if (said.level !== "off") this.beforeOff.set(this.at, said.level);
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
        else said.level = this.beforeOff.get(this.at) ?? "normal";
        return resumed.sight;
      }
      case "your suggestions":
        return (await this.control("open-mine", sight))?.sight;
      case "undo there": {
        const taken = await this.press("unsay", sight);
        const answer = taken && said.standing[Number(numberOf(taken.key))];
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
        if (erased) this.said = new Said(said.mode);
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
        await this.passTime();
        return look(page);
      case "save for later":
      case "undo save":
        return this.save(act === "save for later", sight);
      case "refuse a kind": {
        const refused = await this.inMine("no-kind", sight);
        const kind = KINDS.find(([, name]) => refused?.label.endsWith(name));
        if (refused) assert.ok(kind, refused.label);
        if (kind) said.say("no-kind", kind[0]);
        return refused?.sight;
      }
      case "the question":
        return this.answerQuestion(sight);
      case "tick a bundle":
        return this.tick(sight);
      case "search":
        await this.go(`index.html?q=${this.one(["cake", "tea", "heart"])}`);
        return look(page);
      case "download": {
        const data = await page.evaluate(() =>
          /** @type {any} */ (window).goeswith.export(),
        );
        this.file = { data, said: said.copy() };
        return sight;
      }
      case "bring it back":
        if (!this.file) return undefined;
        said.takeIn(this.file.said);
        return page.evaluate((data) => {
          const { goeswith, storm } = /** @type {any} */ (window);
          goeswith.import(data);
          return storm.next();
        }, this.file.data);
    }
  }

  /** As if all had been said and noted earlier. */
  async passTime() {
    // Where impressions are counted from page to page, a few hours would leave nothing to show.
    const ms = this.said.mode === "page" ? LATER_MS : NEXT_DAY_MS;
    this.said.age(ms);
    await this.page.evaluate(
      ({ keys, ms }) => {
        const earlier = (/** @type {string} */ at) => String(Number(at) - ms);
        for (const storage of [localStorage, sessionStorage])
          for (const key of keys) {
            const kept = storage.getItem(key);
            if (kept) storage.setItem(key, kept.replace(/\d{13}/g, earlier));
          }
      },
      { keys: [CHOICES, MEMORY], ms },
    );
    await this.go();
  }

  /** *Save for later*, and its undo: the card says so. @param {boolean} isSave @param {Sight} sight */
  async save(isSave, sight) {
    const isSaved = (
      /** @type {Sight} */ { controls },
      /** @type {string} */ number,
    ) => controls.some(({ key }) => key === `undo-save ${number}`);
    // A card whose item is in the cart says that instead.
    const isInCart = (/** @type {string} */ number) =>
      sight.controls.some(
        ({ key, isRemoval }) => isRemoval && key === `add ${number}`,
      );
    const done = isSave
      ? await this.choose(
          "save",
          sight,
          (number) => !isSaved(sight, number) && !isInCart(number),
        )
      : await this.press("undo-save", sight);
    if (done)
      assert.equal(isSaved(done.sight, numberOf(done.key)), isSave, "saved");
    return done?.sight;
  }

  /** Presses something in *Your suggestions*, which is opened first where it is not. @param {string} key @param {Sight} sight */
  async inMine(key, sight) {
    const there = await this.press(key, sight);
    if (there) return there;
    const opened = await this.control("open-mine", sight);
    return opened && this.press(key, opened.sight);
  }

  /** Answers the question after the order, where it is asked, and goes on or not. @param {Sight} sight */
  async answerQuestion(sight) {
    let asked = sight;
    if (!asked.isAsked) {
      await this.go("thanks.html");
      asked = await look(this.page);
    }
    const answered = await this.press(
      this.one(["helped", "helped-not", "skip"]) ?? "",
      asked,
    );
    if (!answered) return undefined;
    const last = this.one(["keep", "skip-missing", "missing"]) ?? "";
    const then =
      last === "missing" ? undefined : await this.press(last, answered.sight);
    const end = this.one(["share", "forget-reply"]) ?? "";
    const ended = then && (await this.press(end, then.sight));
    return (ended ?? then ?? answered).sight;
  }

  /** Ticks a line of a bundle, and perhaps adds it. @param {Sight} sight */
  async tick(sight) {
    let ticked = await this.press("tick", sight);
    if (!ticked) {
      await this.go(BUNDLED);
      ticked = await this.press("tick", await look(this.page));
    }
    if (!ticked || this.below(2) === 0) return ticked?.sight;
    return (await this.press("add-chosen", ticked.sight))?.sight;
  }
}
