/**
 * What `goeswith.inspect()` says in code, in words for people.
 *
 * @import { Contribution, Inspection } from "./inspection.js"
 */

/** Why an item is not shown. What is not here is said as it is, without its hyphens. */
const WHY = {
  "in-cart": "in your cart",
  viewed: "you are looking at it",
  variant: "another kind of what you have",
  "need-met": "you have what does its job",
  owned: "you bought it before",
  sensitive: "a private matter",
  "out-of-proportion": "costs far more than what it goes with",
  incompatible: "does not fit what you have",
  "sold-out": "sold out",
  "variant-of-suggestion": "another kind of what is shown",
  "substitute-of-suggestion": "does the job of what is shown",
  "not-now": "you said: not now",
  "not-interested": "you said: not interested",
  "category-refused": "you said: no more of these",
  "below-bar": "too few orders say so",
  tired: "shown on three pages today",
  silence: "quiet: you just said no",
  restraint: "not sure enough for one more",
  "no-room": "no room in this row",
  next: "may come next",
};

/** What a contribution rests on. */
const BASIS = {
  "bought-together": "bought together",
  "completes-set": "completes the set",
  "bought-later": "bought later",
  "needed-with": "needed with it",
  fits: "fits it",
  protects: "protects it",
  powers: "powers it",
  "care-for": "cares for it",
  alike: "titles are alike",
};

const PLACES = {
  listing: "the row on this page",
  product: "the row below the product",
  "cart-drawer": "the row in the cart drawer",
  cart: "the row below the cart",
  checkout: "the row at checkout",
  "after-order": "the row after the order",
};

const STAGES = {
  browse: "looking around",
  product: "looking at a product",
  cart: "reading the cart",
  checkout: "at checkout",
  "after-order": "after the order",
};

const MODES = {
  off: "The shop allows nothing, so nothing is shown.",
  page: "Only what you tell the widget is kept. What you do is forgotten with this page.",
  session: "What you do is kept until this tab is closed.",
  remembered: "What you do is kept for up to 30 days.",
};

/** As the widget numbers them, from the night on. */
const DAYPARTS = [
  "at night",
  "early",
  "in the morning",
  "in the afternoon",
  "in the evening",
  "late",
];

const NUMBERS = ["none", "one", "two", "three", "four", "five"];
const whole = new Intl.NumberFormat("en-GB");
const MINUTE_MS = 60_000;

/**
 * @param {Record<string, string>} words
 * @param {string} code
 */
const said = (words, code) => words[code] ?? code.replaceAll("-", " ");

/** @param {number} n */
const number = (n) => NUMBERS[n] ?? String(n);

/** @param {string} placement */
export const placeName = (placement) => said(PLACES, placement);

/** @param {string} stage */
export const stageName = (stage) => said(STAGES, stage);

/** @param {string} mode */
export const modeSentence = (mode) => said(MODES, mode);

/**
 * @param {string} why
 * @param {Inspection["pacing"]} pacing
 */
export function whyNot(why, pacing) {
  if (why !== "ceiling") return said(WHY, why);
  if (pacing.paused) return "kept back: paused for today";
  if (pacing.frequency === "off") return "kept back: suggestions are off";
  if (pacing.leftOnPage === 0)
    return `kept back: ${number(pacing.shownOnPage)} on this page already`;
  if (pacing.leftInHour === 0) return "kept back: enough for this hour";
  if (pacing.leftInDay === 0) return "kept back: enough for today";
  return "kept back: enough for this week";
}

/**
 * @param {Contribution} contribution
 * @param {(sku: string) => string} titleOf
 */
export function basisWords({ basis, inPlaceOf, both, of }, titleOf) {
  const isCategory = !Object.hasOwn(BASIS, basis);
  const how = both > 0 ? "goes with" : "picked by the shop for";
  const what = isCategory ? `${how} ${basis}` : said(BASIS, basis);
  const count =
    both > 0 ? `, ${whole.format(both)} of ${whole.format(of)} orders` : "";
  return `${what}${count}${inPlaceOf ? `, in place of ${titleOf(inPlaceOf)}` : ""}`;
}

/** @param {number} ageMs */
export function age(ageMs) {
  const minutes = Math.floor(ageMs / MINUTE_MS);
  return minutes === 0 ? "just now" : `${minutes} min ago`;
}

/** @param {Inspection["rows"][number]["context"]} context */
export function circumstances({ month, daypart, device, market }) {
  const name =
    month !== null &&
    new Date(2000, month, 15).toLocaleDateString("en-GB", { month: "long" });
  return [name, daypart !== null && DAYPARTS[daypart], device, market]
    .filter(Boolean)
    .join(", ");
}

/**
 * What pacing decided, in sentences.
 * @param {Inspection["pacing"]} pacing
 * @param {(sku: string) => string} titleOf
 */
export function pacingSentences(pacing, titleOf) {
  const { frequency, paused, bar, barNow, silent, tired } = pacing;
  if (paused) return ["Paused for today: nothing is shown."];
  if (frequency === "off") return ["“How often?” says Off: nothing is shown."];
  return [
    `“How often?” says ${frequency.replace(/^./, (first) => first.toUpperCase())}. These are limits, never targets.`,
    silent && "You said no a moment ago, so nothing new comes for a while.",
    `The next one must surely go along in ${barNow} of 100 orders. The first of an hour needs ${bar}.`,
    tired.length > 0 &&
      `Shown often enough for today: ${tired.map(titleOf).join(", ")}.`,
  ].filter((sentence) => sentence !== false);
}
