/**
 * The colours a tile is painted in, read from its title. A title that names no
 * colour gets one by its sku: always the same one, from the quieter half.
 *
 * @typedef {object} Paint
 * @property {string} from lightest tone of the ground
 * @property {string} to deepest tone of the ground
 * @property {string} ink the line
 * @property {string} fill the light side of a thing
 * @property {string} tint its coloured side
 */

/** @satisfies {Record<string, Paint>} */
export const PAINTS = {
  rose: {
    from: "#f8e4e2",
    to: "#ecc8c7",
    ink: "#864646",
    fill: "#fff7f5",
    tint: "#e5a5a3",
  },
  red: {
    from: "#f9ddd6",
    to: "#eab5aa",
    ink: "#8a3229",
    fill: "#fff5f2",
    tint: "#d9776a",
  },
  orange: {
    from: "#fbe6d3",
    to: "#f0c8a4",
    ink: "#87491d",
    fill: "#fff8f0",
    tint: "#e8a468",
  },
  honey: {
    from: "#f4ecdf",
    to: "#e5d6ba",
    ink: "#80621f",
    fill: "#fffaf0",
    tint: "#d9bd80",
  },
  yellow: {
    from: "#fbf2d3",
    to: "#efdd9e",
    ink: "#7a6118",
    fill: "#fffcf0",
    tint: "#e6c65c",
  },
  green: {
    from: "#e8f0ea",
    to: "#cde0d3",
    ink: "#35634f",
    fill: "#f7fcf8",
    tint: "#8fbda3",
  },
  olive: {
    from: "#eff0dc",
    to: "#d9dcb6",
    ink: "#5d6127",
    fill: "#fcfcf3",
    tint: "#b4ba76",
  },
  teal: {
    from: "#e0f0ef",
    to: "#bddddb",
    ink: "#285f62",
    fill: "#f5fcfb",
    tint: "#7fbdba",
  },
  blue: {
    from: "#e8ebf6",
    to: "#ccd3e9",
    ink: "#414f80",
    fill: "#f8f9ff",
    tint: "#98a7d6",
  },
  sky: {
    from: "#e3eff7",
    to: "#c2dbec",
    ink: "#2f5d7e",
    fill: "#f5fbff",
    tint: "#86b7d8",
  },
  lilac: {
    from: "#f0e8f4",
    to: "#dccbe6",
    ink: "#66467a",
    fill: "#fcf8ff",
    tint: "#b899cb",
  },
  ivory: {
    from: "#f7f2e8",
    to: "#e9dfcd",
    ink: "#6d5c44",
    fill: "#fffdf8",
    tint: "#d3c1a2",
  },
  brown: {
    from: "#f1e7de",
    to: "#dcc7b5",
    ink: "#6b4630",
    fill: "#fdf8f4",
    tint: "#b98d6d",
  },
  silver: {
    from: "#eef0f1",
    to: "#d5dadd",
    ink: "#4b5960",
    fill: "#fbfcfd",
    tint: "#a9b5bc",
  },
  black: {
    from: "#e9e6e3",
    to: "#cbc6c1",
    ink: "#2e2a28",
    fill: "#fbfaf9",
    tint: "#8b8581",
  },
};

/** Words of a title, each with the paint it calls for. */
const WORDS = {
  rose: "pink pinks rose roses rosebud blush fuschia fuchsia magenta raspberry marshmallow babushka princess sweetheart peony",
  red: "red retrospot ruby cherry strawberry poppy scarlet apples christmas xmas santa london robin paprika",
  orange: "orange peach apricot amber copper terracotta coral pumpkin spice",
  honey:
    "gold golden wood wooden wicker brass honey natural sandalwood bamboo rustic cork",
  yellow:
    "yellow lemon sunflower daisy mustard topaz vanilla banana chick chicks",
  green:
    "green mint woodland botanical herb leaf garden apple forest fern jade emerald holly",
  olive: "olive khaki lime moss peridot camouflage camo",
  teal: "turquoise aqua teal jardin nile duck ocean seaside",
  blue: "blue navy union jack denim indigo midnight spaceboy paisley montana sapphire",
  sky: "sky sea bathroom dolphin swallow snow snowman snowmen snowflake ice",
  lilac: "purple lilac lavender violet amethyst mauve plum butterfly fairy",
  ivory:
    "ivory cream white pearl lace porcelain vintage linen magnolia lattice",
  brown:
    "brown chocolate coffee chestnut tan walnut leather mocha hedgehog owl",
  silver:
    "silver grey gray zinc metal chrome steel slate pewter mirror tin clear glass crystal diamante",
  black: "black skull skulls jet charcoal noir",
};

/** @type {Map<string, Paint>} */
const paintOf = new Map(
  Object.entries(PAINTS).flatMap(([name, paint]) =>
    WORDS[/** @type {keyof typeof PAINTS} */ (name)]
      .split(" ")
      .map((word) => /** @type {[string, Paint]} */ ([word, paint])),
  ),
);

/** Names of colours, which count before things that merely have one. */
const NAMED =
  /^(?:pinks?|fuschia|red|retrospot|orange|peach|gold|yellow|green|mint|olive|lime|turquoise|aqua|blue|navy|sky|purple|lilac|ivory|cream|white|brown|chocolate|silver|grey|black)$/;

/** Paints for titles without any colour. */
const QUIET = [
  PAINTS.rose,
  PAINTS.green,
  PAINTS.honey,
  PAINTS.blue,
  PAINTS.ivory,
  PAINTS.teal,
  PAINTS.lilac,
  PAINTS.sky,
];

/**
 * A small stable hash (FNV-1a).
 * @param {string} text
 * @returns {number} 0..2^32-1
 */
export function hash(text) {
  let value = 0x811c9dc5;
  for (const letter of text) {
    value = Math.imul(value ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return value;
}

/**
 * The paint of an item. The first colour named gives ground and line; a second
 * one colours the thing itself ("black and pink string curtain").
 * @param {{ sku: string, title: string }} item
 * @returns {Paint}
 */
export function paint({ sku, title }) {
  const words = title.toLowerCase().match(/[a-z]+/g) ?? [];
  const [first, second] = words.filter((word) => NAMED.test(word));
  const hint = words.find((word) => paintOf.has(word));
  const ground =
    paintOf.get(first ?? hint ?? "") ??
    QUIET[hash(sku) % QUIET.length] ??
    PAINTS.ivory;
  return { ...ground, tint: paintOf.get(second ?? "")?.tint ?? ground.tint };
}
