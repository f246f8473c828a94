/**
 * Which glyph a title calls for.
 *
 * A title's last noun is usually the thing itself ("pink polkadot hot water
 * bottle"), unless it only says what is printed on it ("lunch bag dolly girl").
 * So words come in two tables, both read by the rule that the last match wins:
 * things first, and motifs only where no thing is named. What stands behind
 * "with", "in" or a comma is an aside, read only if the rest names nothing.
 */

import { MOTIFS, THINGS } from "./words.js";

/** Titles that open like this say what they are first, and its print after. */
const OPENERS =
  /^(?:(?:set|pack)(?: of)? \d+ |\d+ )?(?:wrap|doormat|jumbo bag|lunch bag|lunch box|charlotte bag|mini jigsaw|wall art|playing cards|ribbons|cards|calendar|cake cases|colour pencils|plasters|magnets|jigsaw|sketchbook|greeting card|card|tea towel|hot water bottle|hand warmer|photo frame|cushion cover|gift bag|paper bunting|storage tin|ribbon reel|recipe box|cake tins|herb tins|bathroom scales|drawer knob|t-light holder|christmas card|coffee mug|money box|napkin charms) /;

/** @typedef {(text: string) => string | undefined} Reader */

/**
 * Compiles a table to a reader that gives the glyph of a text's last match;
 * among words that start together the longest is taken.
 * @param {Record<string, string>} table
 * @returns {Reader}
 */
function reader(table) {
  /** @type {Map<string, string>} */
  const glyphOf = new Map();
  for (const [glyph, words] of Object.entries(table)) {
    for (const word of words.split(", ")) glyphOf.set(word, glyph);
  }
  const longestFirst = [...glyphOf.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(
    `(?<![a-z])(${longestFirst.join("|")})(?:e?s)?(?![a-z])`,
    "g",
  );
  return (text) => glyphOf.get([...text.matchAll(pattern)].at(-1)?.[1] ?? "");
}

const thing = reader(THINGS);
const motif = reader(MOTIFS);

/**
 * The name of the glyph that a text calls for, or `undefined`.
 * @param {string} text
 * @returns {string | undefined}
 */
export function glyphName(text) {
  const whole = text.toLowerCase();
  const head = whole.split(/,| with | in | for | on /)[0] ?? whole;
  const opener = OPENERS.exec(whole)?.[0];
  return (
    thing(opener ?? "") ??
    thing(head) ??
    thing(whole) ??
    motif(head) ??
    motif(whole)
  );
}
