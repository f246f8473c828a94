/** The drawing at the top of the home page: bunting over a shelf of gifts. */
import { PAINTS } from "./colours.js";
import { svg } from "./dom.js";
import { drawGlyph } from "./tiles.js";

const WIDTH = 520;
const HEIGHT = 250;
/** Where the things stand: the shelf is this far down. */
const SHELF = 216;

/** @type {{ glyph: string, paint: keyof typeof PAINTS, x: number, size: number, foot: number }[]} */
const THINGS = [
  { glyph: "teapot", paint: "rose", x: 22, size: 112, foot: 51 },
  { glyph: "cakeStand", paint: "honey", x: 122, size: 138, foot: 54 },
  { glyph: "lantern", paint: "green", x: 244, size: 108, foot: 54 },
  { glyph: "alarmClock", paint: "red", x: 330, size: 92, foot: 54 },
  { glyph: "plantPot", paint: "teal", x: 412, size: 96, foot: 54 },
];

/** @type {(keyof typeof PAINTS)[]} */
const FLAGS = [
  "rose",
  "honey",
  "sky",
  "green",
  "lilac",
  "red",
  "ivory",
  "blue",
];

/** @param {HTMLElement} place */
export function drawShelf(place) {
  const things = THINGS.map(({ glyph, paint, x, size, foot }) => {
    const drawn = drawGlyph(glyph, PAINTS[paint]);
    const scale = size / 64;
    drawn.setAttribute(
      "transform",
      `translate(${x} ${SHELF - foot * scale - 1}) scale(${scale})`,
    );
    drawn.setAttribute("stroke-width", `${2.6 / scale}`);
    return drawn;
  });
  const line = {
    fill: "none",
    stroke: "currentColor",
    "stroke-width": "2.6",
    "stroke-linecap": "round",
  };
  place.replaceChildren(
    svg(
      "svg",
      {
        viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
        "aria-hidden": "true",
        focusable: "false",
      },
      ...FLAGS.map(flag),
      svg("path", { d: `M4 14Q${WIDTH / 2} 84 ${WIDTH - 4} 14`, ...line }),
      svg("path", {
        d: `M6 ${SHELF + 1}H${WIDTH - 6}M60 ${SHELF + 2}v20M460 ${SHELF + 2}v20`,
        ...line,
      }),
      ...things,
    ),
  );
}

/** @param {keyof typeof PAINTS} paint @param {number} place @returns {SVGElement} */
function flag(paint, place) {
  const [left, right] = [place * 0.115 + 0.05, place * 0.115 + 0.13].map(cord);
  const colours = PAINTS[paint];
  const tip = { x: (left.x + right.x) / 2, y: (left.y + right.y) / 2 + 38 };
  const turn = (right.y - left.y) / 2;
  return svg("path", {
    d: `M${left.x} ${left.y}L${right.x} ${right.y}L${tip.x - turn} ${tip.y}z`,
    fill: place % 2 === 0 ? colours.tint : colours.to,
    stroke: colours.ink,
    "stroke-width": "2.6",
    "stroke-linejoin": "round",
  });
}

/** A point of the cord, `t` from 0 to 1. @param {number} t */
const cord = (t) => ({
  x: 4 + t * (WIDTH - 8),
  y: 14 + 2 * t * (1 - t) * 70,
});
