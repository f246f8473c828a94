/**
 * A product picture, drawn from what the title says: its colours, its print
 * and the thing it names. Everything is a presentation attribute, so that a
 * strict content security policy has nothing to object to.
 *
 * @import { Tone } from "./glyphs/pen.js"
 * @import { Paint } from "./colours.js"
 */
import { paint } from "./colours.js";
import { svg } from "./dom.js";
import { glyphs } from "./glyphs.js";
import { print } from "./grounds.js";
import { glyphName } from "./nouns.js";

const WIDTH = 160;
const HEIGHT = 120;
/** Side of the 64-unit glyph on the tile. */
const GLYPH = 60;

let drawn = 0;

/**
 * One glyph in the given colours, on its grid of 64.
 * @param {string} name
 * @param {Paint} colours
 * @returns {SVGGElement}
 */
export function drawGlyph(name, { ink, fill, tint }) {
  /** @type {Record<Tone, Record<string, string>>} */
  const tones = {
    body: { fill },
    tint: { fill: tint },
    line: { fill: "none" },
    spot: { fill: ink, stroke: "none" },
  };
  const strokes = (glyphs[name] ?? []).map(({ tone, d }) =>
    svg("path", { d, ...tones[tone] }),
  );
  return svg(
    "g",
    {
      stroke: ink,
      "stroke-width": "2",
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
    },
    ...strokes,
  );
}

/**
 * @param {{ sku: string, title: string, category?: string }} item
 * @returns {SVGSVGElement} decorative: the title stands beside it
 */
export function tile(item) {
  const colours = paint(item);
  const name =
    glyphName(item.title) ?? glyphName(leaf(item.category)) ?? "present";
  const ground = `tile-ground-${(drawn += 1)}`;
  const whole = { width: `${WIDTH}`, height: `${HEIGHT}` };

  const gradient = svg(
    "linearGradient",
    { id: ground, x1: "0", y1: "0", x2: "0.6", y2: "1" },
    svg("stop", { offset: "0", "stop-color": colours.from }),
    svg("stop", { offset: "1", "stop-color": colours.to }),
  );
  const glyph = drawGlyph(name, colours);
  const scale = GLYPH / 64;
  const left = (WIDTH - GLYPH) / 2;
  const top = (HEIGHT - GLYPH) / 2;
  glyph.setAttribute("transform", `translate(${left} ${top}) scale(${scale})`);

  return svg(
    "svg",
    {
      class: "tile",
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      preserveAspectRatio: "xMidYMid slice",
      "aria-hidden": "true",
      focusable: "false",
    },
    svg("defs", {}, gradient),
    svg("rect", { ...whole, fill: `url(#${ground})` }),
    ...printed(item.title, ground, colours, whole),
    glyph,
  );
}

/**
 * @param {string} title
 * @param {string} ground
 * @param {Paint} colours
 * @param {Record<string, string>} whole
 * @returns {SVGElement[]}
 */
function printed(title, ground, colours, whole) {
  const found = print(title);
  if (!found) return [];
  const id = `${ground}-print`;
  const side = `${found.repeat}`;
  const repeat = svg(
    "pattern",
    { id, width: side, height: side, patternUnits: "userSpaceOnUse" },
    svg("path", { d: found.d, fill: colours.fill, "fill-opacity": "0.42" }),
  );
  return [repeat, svg("rect", { ...whole, fill: `url(#${id})` })];
}

/** @param {string | undefined} category @returns {string} */
const leaf = (category) => category?.split(" > ").at(-1) ?? "";
