/**
 * The print on a tile's ground, where the title names one: polka dots,
 * stripes, gingham, hearts, stars, flowers. Each is one small repeat.
 */
import { circle, heart, star } from "./glyphs/pen.js";

/** A daisy of five petals around `x, y`. @type {(x: number, y: number) => string} */
const daisy = (x, y) =>
  [0, 1, 2, 3, 4]
    .map((petal) => {
      const angle = (petal * 2 * Math.PI) / 5;
      return circle(
        +(x + 2.4 * Math.sin(angle)).toFixed(2),
        +(y - 2.4 * Math.cos(angle)).toFixed(2),
        1.5,
      );
    })
    .join("");

/**
 * @typedef {object} Print
 * @property {RegExp} named the words that call for it
 * @property {number} repeat side of the square that repeats
 * @property {string} d
 */

/** @type {Print[]} */
const PRINTS = [
  {
    named: /retrospot|polka ?dot|\bspot|spotty/,
    repeat: 16,
    d: circle(4, 4, 2.1) + circle(12, 12, 2.1),
  },
  { named: /strip/, repeat: 12, d: "M0 0h6v12H0z" },
  {
    named: /gingham|check|tartan|patchwork/,
    repeat: 12,
    d: "M0 0h6v12H0zM0 0h12v6H0z",
  },
  {
    named: /heart|love|valentine/,
    repeat: 22,
    d: heart(5.5, 5.5, 2.2) + heart(16.5, 16.5, 2.2),
  },
  {
    named: /star\b|stars\b|christmas|xmas|spaceboy/,
    repeat: 22,
    d: star(5.5, 5.5, 2.6) + star(16.5, 16.5, 2.6),
  },
  {
    named:
      /flower|floral|daisy|rose|blossom|botanic|paisley|folkart|peony|poppy/,
    repeat: 26,
    d: daisy(6.5, 6.5) + daisy(19.5, 19.5),
  },
];

/**
 * @param {string} title
 * @returns {Print | undefined}
 */
export function print(title) {
  const words = title.toLowerCase();
  return PRINTS.find(({ named }) => named.test(words));
}
