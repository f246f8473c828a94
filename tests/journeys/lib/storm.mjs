/** For journeys of many random acts: what a page shows, and pressing anything in it. */

/** @import { Page } from "playwright-core" */

/**
 * @typedef {{ sku: string, number: string, reason: string, level: string }} Card an offer; `number` is its item in keys
 * @typedef {{ host: number, key: string, label: string, isChecked: boolean, isRemoval: boolean }} Control something to
 *   press, by the place of its element in the page and its key there
 * @typedef {{ cards: Card[], controls: Control[], isAsked: boolean }} Sight all that the widget draws in a page;
 *   `isAsked`: whether the question after the order stands there
 */

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
    const sight = { cards: [], controls: [], isAsked: false };
    for (const [host, element] of hosts().entries()) {
      const root = element.shadowRoot;
      sight.isAsked ||= !!root?.querySelector('[part="question"]');
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
          label: control.getAttribute("aria-label") ?? "",
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
  const isInput = /^(frequency|gift|tick)/.test(control.key);
  await page.keyboard.press(isInput ? "Space" : "Enter");
  return page.evaluate(() => /** @type {any} */ (window).storm.next());
}
