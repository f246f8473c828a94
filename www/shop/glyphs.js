/**
 * Every glyph of the shop by name, drawn by hand, gathered from one file per
 * theme. `nouns.js` says which words call for which glyph.
 *
 * @import { Glyph } from "./glyphs/pen.js"
 */
import { festive } from "./glyphs/festive.js";
import { home } from "./glyphs/home.js";
import { kitchen } from "./glyphs/kitchen.js";
import { living } from "./glyphs/living.js";
import { paper } from "./glyphs/paper.js";
import { wear } from "./glyphs/wear.js";

/** @type {Readonly<Record<string, Glyph>>} */
export const glyphs = {
  ...kitchen,
  ...home,
  ...paper,
  ...wear,
  ...living,
  ...festive,
};
