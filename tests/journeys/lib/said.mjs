/** What the shopper said in a journey of many random acts, and what goes against it. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { demo } from "../../../scripts/lib/places.mjs";
import { CHOICES, MEMORY } from "./shop.mjs";

/** @import { Page } from "playwright-core" */
/** @import { Sight } from "./storm.mjs" */

/** @typedef {"page" | "session" | "remembered"} Mode how much may be kept */

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
/** What a reason says that is of the kind *alike*. */
const LIKENESS = "Looks like a match";

/** @type {{ categories: string[], items: [sku: string, title: string, pence: number, category: number, family: number][] }} */
const catalogue = JSON.parse(readFileSync(join(demo, "catalog.json"), "utf8"));
const items = new Map(catalogue.items.map((item) => [item[0], item]));

/** The path of an item's category. @param {string} sku */
export const categoryOf = (sku) =>
  catalogue.categories[items.get(sku)?.[3] ?? -1] ?? "";

/** @typedef {{ kind: string, subject: string, at: number }} Answer */

/** @param {Answer} answer @param {number} now */
const isOver = ({ kind, at }, now) => kind === "not-now" && now - at >= DAY_MS;

/** What the shopper said, as she would tell it. */
export class Said {
  /** @type {Answer[]} */
  answers = [];
  level = "normal";
  pausedUntil = 0;
  isGift = false;

  get isPaused() {
    return Date.now() < this.pausedUntil;
  }

  /** @param {Mode} mode */
  constructor(mode) {
    this.mode = mode;
  }

  /** What a download of all of it says. */
  copy() {
    const copy = Object.assign(new Said(this.mode), this);
    copy.answers = this.answers.map((answer) => ({ ...answer }));
    return copy;
  }

  /** A download is brought back: each thing that was said since stands above it. @param {Said} earlier */
  takeIn(earlier) {
    const said = this.answers;
    const { level, pausedUntil, isGift, answers } = earlier.copy();
    if (this.level === "normal") this.level = level;
    if (!this.isPaused) this.pausedUntil = pausedUntil;
    this.isGift ||= isGift;
    this.answers = answers;
    // Nothing is over for that: it goes when something is said.
    for (const answer of said) {
      this.takeBack(answer.kind, answer.subject);
      this.answers.push(answer);
    }
  }

  /** @param {string} kind @param {string} subject */
  say(kind, subject) {
    const at = Date.now();
    this.takeBack(kind, subject);
    this.answers = this.answers.filter((answer) => !isOver(answer, at));
    this.answers.push({ kind, subject, at });
  }

  /** @param {string} kind @param {string} subject */
  takeBack(kind, subject) {
    this.answers = this.answers.filter(
      (answer) => answer.kind !== kind || answer.subject !== subject,
    );
  }

  /** Answers that still hold, oldest first. */
  get standing() {
    const now = Date.now();
    return this.answers.filter((answer) => !isOver(answer, now));
  }

  /** @param {string} kind @param {string} subject */
  hasSaid(kind, subject) {
    return this.standing.some(
      (answer) => answer.kind === kind && answer.subject === subject,
    );
  }

  /** As if all of it had been said earlier. @param {number} ms */
  age(ms) {
    for (const answer of this.answers) answer.at -= ms;
    if (this.pausedUntil > 0) this.pausedUntil -= ms;
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
  objections({ cards, isAsked }) {
    const isOff = this.isPaused || this.level === "off";
    const skus = new Set(cards.map(({ sku }) => sku));
    const objections = [];
    if (isOff && skus.size > 0) objections.push("cards while off");
    if (isOff && isAsked) objections.push("a question while off");
    if (skus.size > (CEILINGS.get(this.level) ?? 0))
      objections.push(`${skus.size} items at level ${this.level}`);
    for (const { sku, reason, level } of cards) {
      if (!items.has(sku)) objections.push(`${sku} is no item`);
      if (this.isRefused(sku)) objections.push(`${sku} is refused`);
      if (reason.startsWith(LIKENESS) && this.hasSaid("no-kind", "alike"))
        objections.push(`${sku} is of a kind that is refused`);
      if (!reason || reason.length > MAX_REASON || !LEVELS.includes(level))
        objections.push(`${sku} says "${reason}", ${level}`);
    }
    return objections;
  }

  /** Checks that just this is kept, and what was observed where the mode allows it alone. @param {Page} page */
  async assertKept(page) {
    const [text, inSession, inBrowser] = await page.evaluate(
      ([choices = "", memory = ""]) => [
        localStorage[choices],
        sessionStorage[memory],
        localStorage[memory],
      ],
      [CHOICES, MEMORY],
    );
    if (this.mode !== "session") assert.equal(inSession, undefined, "session");
    if (this.mode !== "remembered")
      assert.equal(inBrowser, undefined, "remembered");
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
