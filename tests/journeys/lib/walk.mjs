/** A walk through the shop in two tabs: going from page to page, and pressing what is there, drawn by chance. */

import assert from "node:assert/strict";
import { addEyes, draws, look, press } from "./storm.mjs";

/** @import { Page } from "playwright-core" */
/** @import { Trip } from "./journey.mjs" */
/** @import { Control, Sight } from "./storm.mjs" */

/** The number of its item, in the key of a card's part. @param {string} key */
export const numberOf = (key) => key.split(" ")[1] ?? "";

export class Walk {
  /** @type {Page[]} */
  tabs = [];
  /** The tab in front. */
  at = 0;
  /** What was pressed and done, the latest last. @type {string[]} */
  last = [];

  /** @param {Trip} trip @param {number} seed */
  constructor({ context, server }, seed) {
    this.context = context;
    this.server = server;
    this.below = draws(seed);
  }

  get page() {
    const page = this.tabs[this.at];
    assert.ok(page);
    return page;
  }

  /** Opens both tabs. @param {string[]} addresses */
  async begin(addresses) {
    await this.context.addInitScript(addEyes);
    for (const at of [0, 1]) {
      this.at = at;
      this.tabs.push(await this.context.newPage());
      await this.go(addresses[at] ?? "");
    }
  }

  /** @template T @param {readonly T[]} all @returns {T | undefined} */
  one(all) {
    return all[this.below(Math.max(all.length, 1))];
  }

  /** Opens an address, or the same again, and brings every row on screen. @param {string} [address] */
  async go(address) {
    const { page } = this;
    if (address === undefined) await page.reload();
    else await page.goto(this.server.url + address);
    await page
      .locator("goes-with[data-state]")
      .first()
      .waitFor({ state: "attached" });
    await page.evaluate(async () => {
      const frame = () => new Promise(requestAnimationFrame);
      await /** @type {any} */ (window).goeswith.ready;
      await frame();
      for (const row of document.querySelectorAll("goes-with")) {
        row.scrollIntoView({ block: "center" });
        await frame();
        await frame();
      }
    });
  }

  /**
   * Presses one of the controls whose key begins so; not one that is chosen already.
   * @param {string} beginning
   * @param {Sight} sight
   * @param {(control: Control) => boolean} [suits]
   * @returns {Promise<{ key: string, host: number, label: string, sight: Sight } | undefined>}
   */
  async press(beginning, sight, suits = () => true) {
    const control = this.one(
      sight.controls.filter(
        (control) =>
          (control.key === beginning ||
            control.key.startsWith(`${beginning} `)) &&
          (!control.isChecked || control.key === "gift") &&
          suits(control),
      ),
    );
    if (!control) return undefined;
    const { key, host, label } = control;
    this.last.push(`tab ${this.at}: ${key}`);
    return {
      key,
      host,
      label,
      sight: await press(this.page, control, this.below(4) === 0),
    };
  }

  /**
   * Opens the menu of a card and presses an entry.
   * @param {string} entry
   * @param {Sight} sight
   * @param {(number: string) => boolean} [suits] by the number of the card's item
   */
  async choose(entry, sight, suits = () => true) {
    const isOpen = (/** @type {Control} */ { key, host }) =>
      sight.controls.some(
        (other) =>
          other.host === host && other.key === key.replace("more", "why"),
      );
    const opened = await this.press(
      "more",
      sight,
      (control) => !isOpen(control) && suits(numberOf(control.key)),
    );
    if (!opened) return undefined;
    const number = numberOf(opened.key);
    const chosen = await this.press(
      entry,
      opened.sight,
      ({ host, key }) => host === opened.host && key === `${entry} ${number}`,
    );
    assert.ok(chosen, `the menu has ${entry}`);
    const sku = sight.cards.find((card) => card.number === number)?.sku ?? "";
    return { ...chosen, sku, number };
  }

  /** Presses a control within "How often?", which is opened first where it is not. @param {string} key @param {Sight} sight */
  async control(key, sight) {
    const there = await this.press(key, sight);
    if (there) return there;
    const opened = await this.press("control", sight);
    return opened && this.press(key, opened.sight);
  }

  /** Presses one of the shop's own buttons, unless the drawer lies over it. @param {string} id */
  async open(id) {
    const { page } = this;
    const isDone = await page.evaluate((id) => {
      if (document.querySelector("dialog[open]")) return false;
      document.getElementById(id)?.click();
      return true;
    }, id);
    return isDone ? look(page) : undefined;
  }
}
