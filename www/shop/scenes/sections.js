/**
 * The drawer's sections: each makes its content from what is known now.
 *
 * @import { Candidate, Inspection, Row } from "./inspection.js"
 * @import { Child } from "../dom.js"
 */
import { html } from "../dom.js";
import { count, price } from "../money.js";
import { bar, colours, dot } from "./bars.js";
import { requests } from "./inspection.js";
import {
  age,
  basisWords,
  modeSentence,
  pacingSentences,
  placeName,
  circumstances,
  stageName,
  whyNot,
} from "./words.js";

/** So many that were held back are there at once, the others on request. */
const FIRST_HELD = 6;

/** @param {...Child} children */
const item = (...children) => html("li", {}, ...children);

/** @param {string} words */
const muted = (words) => html("p", { class: "muted" }, words);

/**
 * @param {string} summary
 * @param {...Child} children
 */
const more = (summary, ...children) =>
  html("details", {}, html("summary", {}, summary), ...children);

/** @param {[string, number][]} numbers each with what it counts */
const tiles = (numbers) =>
  html(
    "dl",
    { class: "tiles" },
    ...numbers.map(([what, n]) =>
      html("div", {}, html("dt", {}, what), html("dd", {}, String(n))),
    ),
  );

/** @param {string} text */
const bytesOf = (text) => new TextEncoder().encode(text).length;

/**
 * All of it in three numbers.
 * @param {Row | undefined} row
 * @param {Inspection["kept"]} kept
 */
export function glance(row, { choices, memory }) {
  const shown = row?.candidates.filter((candidate) => candidate.shown);
  return [
    tiles([
      ["shown", shown?.length ?? 0],
      ["bytes kept here", bytesOf(choices) + bytesOf(memory)],
      ["requests since it loaded", requests().since.length],
    ]),
  ];
}

/**
 * @param {Row | undefined} row
 * @param {(sku: string) => string} titleOf
 */
export function sees(row, titleOf) {
  if (!row)
    return [
      muted(
        "No row has come near the screen yet. Scroll down to the next one.",
      ),
    ];
  const { cart, views, searches, page, soldOut, owned } = row.context;
  const others = views.filter(({ sku }) => sku !== page).reverse();
  /** @type {[string, string][]} */
  const facts = [
    ["In the cart", cart.map(titleOf).join(", ") || "nothing"],
    ["Looking at", page ? titleOf(page) : ""],
    [
      "Looked at",
      others
        .map(({ sku, ageMs }) => `${titleOf(sku)} (${age(ageMs)})`)
        .join(", "),
    ],
    [
      "Searched for",
      searches
        .map(({ query, ageMs }) => `“${query}” (${age(ageMs)})`)
        .reverse()
        .join(", "),
    ],
    ["Bought before", owned.map(titleOf).join(", ")],
    ["Sold out", soldOut.map(titleOf).join(", ")],
    ["Here and now", circumstances(row.context)],
    ["Stage", stageName(row.stage)],
  ];
  return [
    html(
      "dl",
      { class: "facts" },
      ...facts
        .filter(([, what]) => what)
        .flatMap(([name, what]) => [
          html("dt", {}, name),
          html("dd", {}, what),
        ]),
    ),
  ];
}

/**
 * @param {Row | undefined} row
 * @param {Inspection["pacing"]} pacing
 * @param {(sku: string) => string} titleOf
 */
export function weighs(row, pacing, titleOf) {
  if (!row) return [muted("Nothing yet.")];
  if (row.candidates.length === 0)
    return [
      muted(
        row.anchors.length === 0
          ? "Nothing speaks here, so nothing is shown."
          : "Nothing goes with these, so nothing is shown.",
      ),
    ];
  const colourOf = colours(row);
  const best = Math.max(...row.candidates.map(({ score }) => score));
  const shown = row.candidates.filter((candidate) => candidate.shown);
  const held = row.candidates.filter((candidate) => !candidate.shown);
  const heldItem = (/** @type {Candidate} */ candidate) =>
    html(
      "li",
      { "data-sku": candidate.sku, "data-why": candidate.why },
      html(
        "p",
        { class: "held" },
        html("span", {}, candidate.title),
        html("span", { class: "why" }, whyNot(candidate.why, pacing)),
      ),
      bar(candidate, best, colourOf),
    );
  return [
    muted(
      `For ${placeName(row.placement)}. A longer bar goes with it more surely; each colour is what one thing adds.`,
    ),
    html(
      "ul",
      { class: "legend", "aria-label": "What speaks here" },
      ...row.anchors.map(({ sku, title, kind }) =>
        item(
          dot(colourOf(sku)),
          title,
          html(
            "span",
            { class: "muted" },
            kind === "cart" ? "in the cart" : "looked at",
          ),
        ),
      ),
    ),
    html("h4", {}, shown.length > 0 ? "Shown" : "Nothing is shown"),
    html(
      "ol",
      { class: "weighed" },
      ...shown.map((candidate) =>
        shownItem(candidate, best, colourOf, titleOf),
      ),
    ),
    ...bundleOf(row, titleOf),
    held.length > 0 && html("h4", {}, "Held back, and why"),
    html(
      "ol",
      { class: "weighed" },
      ...held.slice(0, FIRST_HELD).map(heldItem),
    ),
    held.length > FIRST_HELD &&
      more(
        `${held.length - FIRST_HELD} more`,
        html(
          "ol",
          { class: "weighed" },
          ...held.slice(FIRST_HELD).map(heldItem),
        ),
      ),
  ];
}

/**
 * What stands below the cards as one.
 * @param {Row} row
 * @param {(sku: string) => string} titleOf
 */
function bundleOf({ bundle }, titleOf) {
  if (!bundle) return [];
  const { name, skus, total, orders } = bundle;
  const evidence =
    orders > 0
      ? `${count(orders, "order", "orders")} held all of it`
      : "the shop says that they go together";
  return [
    html("h4", {}, "Shown as a bundle"),
    html("p", {}, name && `${name}: `, skus.map(titleOf).join(" + ")),
    muted(`${price(total)} in all; ${evidence}.`),
  ];
}

/**
 * @param {Candidate} candidate
 * @param {number} best
 * @param {(sku: string) => string} colourOf
 * @param {(sku: string) => string} titleOf
 */
function shownItem(candidate, best, colourOf, titleOf) {
  const { sku, title, score, contributions } = candidate;
  return html(
    "li",
    { "data-sku": sku, "data-why": "" },
    html("p", { class: "held" }, html("strong", {}, title)),
    bar(candidate, best, colourOf),
    html(
      "ul",
      { class: "parts" },
      ...contributions.map((contribution) =>
        item(
          dot(colourOf(contribution.anchor)),
          html(
            "span",
            {},
            `${titleOf(contribution.anchor)}: ${basisWords(contribution, titleOf)}`,
          ),
          html(
            "span",
            { class: "share" },
            `${Math.round((100 * contribution.score) / score)} %`,
          ),
        ),
      ),
    ),
  );
}

/**
 * @param {Inspection["pacing"]} pacing
 * @param {(sku: string) => string} titleOf
 */
export function pacingSection(pacing, titleOf) {
  /** @type {[string, number][]} */
  const left = [
    ["this page", pacing.leftOnPage],
    ["this hour", pacing.leftInHour],
    ["today", pacing.leftInDay],
    ["this week", pacing.leftInWeek],
  ];
  return [
    muted("So many more may be shown:"),
    tiles(left),
    ...pacingSentences(pacing, titleOf).map((words) => html("p", {}, words)),
  ];
}

/** @param {Inspection["kept"]} kept */
export function keptSection({ mode, choices, memory }) {
  const place = mode === "session" ? "sessionStorage" : "localStorage";
  return [
    html("p", {}, modeSentence(mode)),
    keptText("What you said", "localStorage", "goeswith", choices),
    keptText("What you did", place, "goeswith-memory", memory),
  ];
}

/**
 * @param {string} what
 * @param {string} place
 * @param {string} key
 * @param {string} text
 */
function keptText(what, place, key, text) {
  return html(
    "div",
    { class: "kept", "data-key": key },
    html(
      "p",
      { class: "held" },
      html("span", {}, what),
      html("span", { class: "why" }, count(bytesOf(text), "byte", "bytes")),
    ),
    text
      ? html("pre", {}, text)
      : html("p", { class: "muted" }, "Nothing is stored."),
    text && html("p", { class: "muted" }, `${place}, under “${key}”`),
  );
}

/** What the page has requested; the widget's part of it is the four files and the model. */
export function requestsSection() {
  const { before, since, isSettled } = requests();
  return [
    html(
      "p",
      { class: "since", "data-since": String(since.length) },
      isSettled
        ? html("strong", {}, since.length === 0 ? "None" : String(since.length))
        : "Still loading.",
      isSettled && " since the page loaded.",
    ),
    since.length > 0 && names(since),
    more(`${before.length} while it was loading`, names(before)),
  ];
}

/** @param {PerformanceResourceTiming[]} entries */
const names = (entries) =>
  html(
    "ul",
    { class: "requests" },
    ...entries.map(({ name, decodedBodySize }) =>
      item(
        html("span", {}, new URL(name).pathname.slice(1)),
        html(
          "span",
          { class: "why" },
          `${Math.ceil(decodedBodySize / 1000)} kB`,
        ),
      ),
    ),
  );
