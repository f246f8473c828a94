/** For journeys of many random acts: what a page shows, pressing anything in it, and a record of what the shopper said. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { demo } from "../../../scripts/lib/places.mjs";
import { CHOICES } from "./shop.mjs";

/** @import { Page } from "playwright-core" */

/**
 * @typedef {{ sku: string, number: string, reason: string, level: string }} Card an offer; `number` is its item in keys
 * @typedef {{ host: number, key: string, isChecked: boolean, isRemoval: boolean }} Control something to press, by the
 *   place of its element in the page and its key there
 * @typedef {{ cards: Card[], controls: Control[] }} Sight all that the widget draws in a page
 */

const DAY_MS = 24 * 60 * 60 * 1000;
/** Most items on a page, by level. */
const CEILINGS = new Map([
  ["off", 0],
  ["fewer", 1],
  ["normal", 3],
  ["more", 5],
]);
const LEVELS = ["guess", "often", "very-often"];
const MAX_REASON = 60;

/** @type {{ categories: string[], items: [sku: string, title: string, pence: number, category: number, family: number][] }} */
const catalogue = JSON.parse(readFileSync(join(demo, "catalog.json"), "utf8"));
const items = new Map(catalogue.items.map((item) => [item[0], item]));

/** The path of an item's category. @param {string} sku */
export const categoryOf = (sku) =>
  catalogue.categories[items.get(sku)?.[3] ?? -1] ?? "";

/** Whole numbers below a bound, the same for the same seed (mulberry32). @param {number} seed */
export function draws(seed) {
  let state = seed;
  return (/** @type {number} */ bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % bound;
  };
}

/** Puts `storm` into every page, before its own scripts. */
export function addEyes() {
  const hosts = () => [...document.querySelectorAll("goes-with")];
  /** Not behind the open drawer, and not in the closed one. @param {Element} host */
  const isReachable = (host) =>
    host.checkVisibility() &&
    (!document.querySelector("dialog[open]") ||
      host.closest("dialog[open]") !== null);
  const look = () => {
    /** @type {Sight} */
    const sight = { cards: [], controls: [] };
    for (const [host, element] of hosts().entries()) {
      const root = element.shadowRoot;
      for (const card of root?.querySelectorAll('[part="card"]') ?? []) {
        const address = card.querySelector("a")?.href ?? document.baseURI;
        const more = card.querySelector('[part="more"]');
        sight.cards.push({
          sku: new URL(address).searchParams.get("sku") ?? "",
          number: more?.getAttribute("data-key")?.split(" ")[1] ?? "",
          reason: card.querySelector('[part="reason"]')?.textContent ?? "",
          level:
            card
              .querySelector("[data-level]")
              ?.getAttribute("data-level")
              ?.toString() ?? "",
        });
      }
      if (!isReachable(element)) continue;
      for (const control of root?.querySelectorAll("[data-key]") ?? []) {
        if (control instanceof HTMLAnchorElement) continue;
        sight.controls.push({
          host,
          key: control.getAttribute("data-key") ?? "",
          isChecked: control instanceof HTMLInputElement && control.checked,
          isRemoval: control.getAttribute("part") === "undo-add",
        });
      }
    }
    return sight;
  };
  const find = (/** @type {{ host: number, key: string }} */ { host, key }) => {
    const found = hosts()[host]?.shadowRoot?.querySelector(
      `[data-key="${key}"]`,
    );
    if (!(found instanceof HTMLElement)) throw new Error(`no ${key}`);
    return found;
  };
  /** What is there in the next animation frame: before it is painted. @returns {Promise<Sight>} */
  const next = () =>
    new Promise((done) => requestAnimationFrame(() => done(look())));
  Object.assign(window, {
    storm: {
      look,
      next,
      click(/** @type {Control} */ control) {
        find(control).click();
        return next();
      },
      focus: (/** @type {Control} */ control) => find(control).focus(),
    },
  });
}

/** What the widget draws in a page now. @param {Page} page @returns {Promise<Sight>} */
export const look = (page) =>
  page.evaluate(() => /** @type {any} */ (window).storm.look());

/**
 * Presses a control, by mouse or by key, and tells what is there a frame later.
 * @param {Page} page
 * @param {Control} control
 * @param {boolean} byKey
 * @returns {Promise<Sight>}
 */
export async function press(page, control, byKey) {
  if (!byKey)
    return page.evaluate(
      (control) => /** @type {any} */ (window).storm.click(control),
      control,
    );
  await page.evaluate(
    (control) => /** @type {any} */ (window).storm.focus(control),
    control,
  );
  const isInput = /^(frequency|gift)/.test(control.key);
  await page.keyboard.press(isInput ? "Space" : "Enter");
  return page.evaluate(() => /** @type {any} */ (window).storm.next());
}

/** What the shopper said, as she would tell it. */
export class Said {
  /** @type {{ kind: string, subject: string, at: number }[]} */
  answers = [];
  level = "normal";
  pausedUntil = 0;
  isGift = false;

  get isPaused() {
    return Date.now() < this.pausedUntil;
  }

  /** @param {string} kind @param {string} subject */
  say(kind, subject) {
    this.takeBack(kind, subject);
    this.answers.push({ kind, subject, at: Date.now() });
  }

  /** @param {string} kind @param {string} subject */
  takeBack(kind, subject) {
    this.answers = this.answers.filter(
      (answer) => answer.kind !== kind || answer.subject !== subject,
    );
  }

  /** Answers that still hold, oldest first. */
  get standing() {
    return this.answers.filter(
      ({ kind, at }) => kind !== "not-now" || Date.now() - at < DAY_MS,
    );
  }

  /** As if all of it had been said earlier. @param {number} ms */
  age(ms) {
    for (const answer of this.answers) answer.at -= ms;
    this.pausedUntil -= ms;
  }

  /** @param {string} sku */
  isRefused(sku) {
    const family = items.get(sku)?.[4] ?? -1;
    const category = categoryOf(sku);
    return this.standing.some(({ kind, subject }) => {
      if (kind === "no-more")
        return category === subject || category.startsWith(`${subject} > `);
      if (subject === sku) return true;
      const isVariant = family >= 0 && items.get(subject)?.[4] === family;
      return kind === "not-interested" && isVariant;
    });
  }

  /** Everything in a page that goes against it. @param {Sight} sight */
  objections({ cards }) {
    const isOff = this.isPaused || this.level === "off";
    const skus = new Set(cards.map(({ sku }) => sku));
    const objections = [];
    if (isOff && skus.size > 0) objections.push("cards while off");
    if (skus.size > (CEILINGS.get(this.level) ?? 0))
      objections.push(`${skus.size} items at level ${this.level}`);
    for (const { sku, reason, level } of cards) {
      if (!items.has(sku)) objections.push(`${sku} is no item`);
      if (this.isRefused(sku)) objections.push(`${sku} is refused`);
      if (!reason || reason.length > MAX_REASON || !LEVELS.includes(level))
        objections.push(`${sku} says "${reason}", ${level}`);
    }
    return objections;
  }

  /** Checks that just this is kept. @param {Page} page */
  async assertKept(page) {
    const text = await page.evaluate((key) => localStorage[key], CHOICES);
    /** @type {string[]} */
    const lines = (text ?? "").split("\n");
    const facts = lines.slice(1).filter(Boolean).map(decodeURIComponent);
    const kept = new Set(facts.map((fact) => fact.replace(/ \d{13}$/, "")));
    // What is over may be kept until the next answer.
    for (const { kind, subject } of this.answers)
      if (kind === "not-now") kept.delete(`${kind} ${subject}`);
    const said = this.standing.filter(({ kind }) => kind !== "not-now");
    const level = kept.size > 0 ? [`frequency ${this.level}`] : [];
    assert.deepEqual(
      [...kept].filter((fact) => fact !== "paused-until").sort(),
      [
        ...level,
        ...(this.isGift ? ["gift"] : []),
        ...said.map(({ kind, subject }) => `${kind} ${subject}`),
      ].sort(),
    );
    assert.equal(
      facts.some(
        (fact) => Number(/^paused-until (\d+)$/.exec(fact)?.[1]) > Date.now(),
      ),
      this.isPaused,
      "paused",
    );
  }
}
