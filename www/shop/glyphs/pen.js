/**
 * The pen all glyphs are drawn with. A glyph is a list of strokes on a grid of
 * 64 by 64; a stroke is a path and the tone it is painted in. Colours come
 * later, from the title (see `colours.js`).
 *
 * @typedef {"body" | "tint" | "line" | "spot"} Tone
 *   body: outlined, light fill · tint: outlined, coloured fill ·
 *   line: outline only · spot: coloured fill only
 * @typedef {{ tone: Tone, d: string }} Stroke
 * @typedef {Stroke[]} Glyph
 */

/** @type {(d: string) => Stroke} */
export const body = (d) => ({ tone: "body", d });
/** @type {(d: string) => Stroke} */
export const tint = (d) => ({ tone: "tint", d });
/** @type {(d: string) => Stroke} */
export const line = (d) => ({ tone: "line", d });
/** @type {(d: string) => Stroke} */
export const spot = (d) => ({ tone: "spot", d });

/** @type {(x: number, y: number, rx: number, ry: number) => string} */
export const oval = (x, y, rx, ry) =>
  `M${x - rx} ${y}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0z`;

/** @type {(x: number, y: number, r: number) => string} */
export const circle = (x, y, r) => oval(x, y, r, r);

/** @type {(x: number, y: number, w: number, h: number, r?: number) => string} */
export const box = (x, y, w, h, r = 2) =>
  `M${x + r} ${y}h${w - 2 * r}a${r} ${r} 0 0 1 ${r} ${r}v${h - 2 * r}` +
  `a${r} ${r} 0 0 1 ${-r} ${r}h${2 * r - w}a${r} ${r} 0 0 1 ${-r} ${-r}` +
  `v${2 * r - h}a${r} ${r} 0 0 1 ${r} ${-r}z`;

/**
 * A heart about `2.6 r` wide, its middle at `x, y`.
 * @type {(x: number, y: number, r: number) => string}
 */
export const heart = (x, y, r) => {
  const lobe = r * 0.72;
  const half = r * 1.3;
  return (
    `M${x} ${y + r * 1.15}C${x - r * 0.5} ${y + r * 0.65} ${x - half} ${y + r * 0.2} ${x - half} ${y - r * 0.4}` +
    `a${lobe} ${lobe} 0 0 1 ${half} ${-r * 0.25}` +
    `a${lobe} ${lobe} 0 0 1 ${half} ${r * 0.25}` +
    `C${x + half} ${y + r * 0.2} ${x + r * 0.5} ${y + r * 0.65} ${x} ${y + r * 1.15}z`
  );
};

/**
 * A five-pointed star.
 * @type {(x: number, y: number, r: number) => string}
 */
export const star = (x, y, r) => {
  const corners = Array.from({ length: 10 }, (_, corner) => {
    const reach = corner % 2 === 0 ? r : r * 0.45;
    const angle = (corner * Math.PI) / 5;
    const across = (x + reach * Math.sin(angle)).toFixed(1);
    const down = (y - reach * Math.cos(angle)).toFixed(1);
    return `${across} ${down}`;
  });
  return `M${corners.join("L")}z`;
};

/**
 * A candle flame standing on `x, y`.
 * @type {(x: number, y: number, height?: number) => string}
 */
export const flame = (x, y, height = 11) =>
  `M${x} ${y}c${-height * 0.5} 0 ${-height * 0.5} ${-height * 0.5} 0 ${-height}` +
  `c${height * 0.5} ${height * 0.5} ${height * 0.5} ${height} 0 ${height}z`;
