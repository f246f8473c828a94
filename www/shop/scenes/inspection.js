/**
 * What the drawer knows: what `goeswith.inspect()` tells, what lies in storage,
 * and what this page has requested. Nothing that another shop could not ask.
 *
 * @typedef {object} Contribution
 * @property {string} anchor sku
 * @property {string} kind
 * @property {string} basis
 * @property {string | null} inPlaceOf sku
 * @property {number} score
 * @property {number} both
 * @property {number} of
 *
 * @typedef {object} Candidate
 * @property {string} sku
 * @property {string} title
 * @property {number} score
 * @property {Contribution[]} contributions
 * @property {boolean} shown
 * @property {string} why
 *
 * @typedef {object} Anchor
 * @property {string} sku
 * @property {string} title
 * @property {string} kind
 * @property {number} weight
 *
 * @typedef {object} Context
 * @property {string[]} cart
 * @property {{ sku: string, ageMs: number }[]} views
 * @property {{ query: string, ageMs: number }[]} searches
 * @property {string | null} page
 * @property {number | null} month
 * @property {number | null} daypart
 * @property {"phone" | "tablet" | "desktop" | null} device
 * @property {string | null} market the country of the page, such as GB
 * @property {string[]} soldOut
 * @property {string[]} owned
 *
 * @typedef {object} Row
 * @property {string} placement
 * @property {string} stage
 * @property {Context} context
 * @property {Anchor[]} anchors
 * @property {Candidate[]} candidates
 * @property {{ name: string, skus: string[], total: number, orders: number } | null} bundle
 *
 * @typedef {object} Inspection
 * @property {Row[]} rows
 * @property {{ frequency: string, paused: boolean, shownOnPage: number, leftOnPage: number, leftInHour: number, leftInDay: number, leftInWeek: number, bar: number, barNow: number, silent: boolean, tired: string[] }} pacing
 * @property {{ mode: string, choices: string, memory: string }} kept
 */

/** @returns {Inspection | undefined} nothing before the widget is ready, and where it has failed */
export const inspection = () =>
  /** @type {any} */ (window).goeswith?.inspect?.();

/** The moment from which on a request is one too many. */
let settledAt = Infinity;

const loaded = new Promise((resolve) => {
  if (document.readyState === "complete") resolve(undefined);
  else addEventListener("load", resolve, { once: true });
});
void Promise.all([loaded, customElements.whenDefined("goes-with")]).then(() => {
  settledAt = performance.now();
});

/** The browser fetches the tab's icon when it likes. */
const icon = document.querySelector("link[rel=icon]")?.getAttribute("href");

/** @returns {{ before: PerformanceResourceTiming[], since: PerformanceResourceTiming[], isSettled: boolean }} */
export function requests() {
  const all = /** @type {PerformanceResourceTiming[]} */ (
    performance.getEntriesByType("resource")
  );
  const iconUrl = icon && new URL(icon, location.href).href;
  const isBefore = (/** @type {PerformanceResourceTiming} */ entry) =>
    entry.startTime <= settledAt || entry.name === iconUrl;
  return {
    before: all.filter(isBefore),
    since: all.filter((entry) => !isBefore(entry)),
    isSettled: settledAt < Infinity,
  };
}
