/**
 * Bars that show how much each anchor adds. Drawn, not styled: the shop's
 * content security policy allows no style attribute.
 *
 * @import { Candidate, Row } from "./inspection.js"
 */
import { html, svg } from "../dom.js";

/** So many anchors have a colour of their own; the rest share the last. */
const COLOURS = 5;

/**
 * The colours of a row's anchors, the ones that add most first.
 * @param {Row} row
 */
export function colours({ candidates }) {
  /** @type {Map<string, number>} */
  const totals = new Map();
  for (const { anchor, score } of candidates.flatMap(
    ({ contributions }) => contributions,
  ))
    totals.set(anchor, (totals.get(anchor) ?? 0) + score);
  const ranked = [...totals].sort((a, b) => b[1] - a[1]);
  const place = new Map(ranked.map(([sku], at) => [sku, at]));
  return (/** @type {string} */ sku) =>
    `colour-${Math.min(place.get(sku) ?? COLOURS, COLOURS)}`;
}

/**
 * One bar, as long as the candidate's score, with a piece for each contribution.
 * @param {Candidate} candidate
 * @param {number} best the score of a full bar
 * @param {(sku: string) => string} colourOf
 */
export function bar({ contributions }, best, colourOf) {
  let from = 0;
  const pieces = contributions.map(({ anchor, score }) => {
    const width = (100 * score) / best;
    const piece = svg("rect", {
      class: colourOf(anchor),
      "data-anchor": anchor,
      x: String(from),
      width: String(width),
      height: "8",
    });
    from += width;
    return piece;
  });
  return svg(
    "svg",
    {
      class: "bar",
      viewBox: "0 0 100 8",
      preserveAspectRatio: "none",
      "aria-hidden": "true",
    },
    ...pieces,
  );
}

/** @param {string} colour */
export const dot = (colour) =>
  html("span", { class: `dot ${colour}`, "aria-hidden": "true" });
