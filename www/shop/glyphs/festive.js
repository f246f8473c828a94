/** Parties, Christmas and play. @import { Glyph } from "./pen.js" */
import {
  body,
  box,
  circle,
  heart,
  line,
  oval,
  spot,
  star,
  tint,
} from "./pen.js";

/** @type {Record<string, Glyph>} */
export const festive = {
  bunting: [
    line("M5 14c18 12 36 12 54 0"),
    body("M9 17l12 5-8 15zM43 22l12-5-4 20z"),
    tint("M25 23h14l-7 17z"),
  ],
  garland: [
    line("M6 14c8 28 44 28 52 0"),
    tint(heart(12, 28, 4.5)),
    body(heart(24, 36, 4.5)),
    tint(heart(40, 36, 4.5)),
    body(heart(52, 28, 4.5)),
    line("M32 35v7"),
    body(star(32, 48, 7)),
  ],
  paperChain: [
    body(circle(15, 22, 9)),
    tint(circle(26, 34, 9)),
    body(circle(40, 36, 9)),
    tint(circle(51, 25, 9)),
  ],
  balloon: [
    body("M32 7c11 0 18 9 18 19S40 46 32 46 14 36 14 26 21 7 32 7z"),
    tint("M29 46h6l2 5H27z"),
    line("M32 51c0 4-4 4-3 8M22 24c0-5 3-9 7-10"),
  ],
  present: [
    body(box(12, 28, 40, 26, 3)),
    tint(box(8, 20, 48, 9, 2)),
    line(
      "M32 20v34M32 20c-14 1-15-12-7-12 5 0 7 6 7 12M32 20c14 1 15-12 7-12-5 0-7 6-7 12",
    ),
  ],
  cracker: [
    body("M20 25h24v14H20z"),
    tint("M20 25L7 19l3 13-3 13 13-6zM44 25l13-6-3 13 3 13-13-6z"),
    spot(star(32, 32, 5)),
  ],
  star: [body(star(32, 33, 25)), tint(star(32, 33, 11))],
  snowflake: [
    line(
      "M32 7v50M10 19.5l44 25M10 44.5l44-25M26 12l6 6 6-6M26 52l6-6 6 6M12 27l8-2-2-8M52 37l-8 2 2 8M12 37l8 2-2 8M52 27l-8-2 2-8",
    ),
    tint(circle(32, 32, 5)),
  ],
  bauble: [
    line("M32 13c-4-3-3-8 0-8s4 5 0 8"),
    body(circle(32, 37, 19)),
    tint("M14 32c12 6 24 6 36 0 2 4 1 9 0 11-12 6-24 6-36 0-1-3-2-7 0-11z"),
    body(box(27, 13, 10, 7, 1)),
  ],
  wreath: [
    body(circle(32, 31, 21)),
    body(circle(32, 31, 11)),
    line(
      "M32 10l-3 5M48 18l-6 2M53 33l-6-3M46 46l-3-6M18 46l3-6M11 33l6-3M16 18l6 2",
    ),
    tint("M32 51c-8-8-14-4-12 2s9 4 12-2c3 6 10 8 12 2s-4-10-12-2z"),
  ],
  stocking: [
    body("M22 18h20v18c0 5 12 5 12 13 0 6-6 6-11 6-12 0-21-5-21-14z"),
    tint(box(19, 9, 26, 10, 3)),
    line("M43 55c0-6 4-10 9-10"),
  ],
  snowman: [
    body(circle(32, 43, 14)),
    body(circle(32, 23, 9)),
    tint("M24 15h16l-2-9H26z"),
    line("M20 15h24"),
    spot(
      circle(29, 22, 1.5) +
        circle(35, 22, 1.5) +
        circle(32, 39, 1.8) +
        circle(32, 46, 1.8),
    ),
  ],
  angel: [
    body(
      "M27 28C10 14 4 26 10 34c4 6 12 6 17 0zM37 28c17-14 23-2 17 6-4 6-12 6-17 0z",
    ),
    body("M32 26l13 29H19z"),
    tint(circle(32, 20, 7)),
    line("M25 8c0-4 14-4 14 0s-14 4-14 0"),
  ],
  bell: [
    body("M14 45c5-5 4-11 5-18 2-15 24-15 26 0 1 7 0 13 5 18z"),
    tint("M14 45h36l2 5H12z"),
    line("M32 16v-6"),
    spot(circle(32, 54, 3.5)),
  ],
  doll: [
    body(
      "M32 7c11 0 15 8 15 16 0 5-2 8-4 10 6 4 8 10 8 16 0 8-38 8-38 0 0-6 2-12 8-16-2-2-4-5-4-10 0-8 4-16 15-16z",
    ),
    tint(heart(32, 44, 5)),
    body(circle(32, 23, 9)),
    spot(circle(28.5, 23, 1.4) + circle(35.5, 23, 1.4)),
    line("M29 27q3 2 6 0"),
  ],
  soldier: [
    tint("M23 26V8h18v18z"),
    body("M23 21h18v10c0 6-18 6-18 0z"),
    body("M18 55c0-14 4-19 14-19s14 5 14 19z"),
    line("M23 21h18M32 40v15M18 55h28"),
    spot(circle(28, 28, 1.4) + circle(36, 28, 1.4)),
  ],
  rocket: [
    body("M32 6c10 8 13 20 10 36H22C19 26 22 14 32 6z"),
    tint(circle(32, 25, 5.5)),
    body("M21 34l-8 8v9l9-6M43 34l8 8v9l-9-6"),
    spot("M32 60c-6-4-6-9-4-14h8c2 5 2 10-4 14z"),
    line("M26 42h12"),
  ],
  blocks: [
    body(box(8, 32, 23, 22, 2)),
    body(box(33, 32, 23, 22, 2)),
    tint(box(20, 9, 23, 22, 2)),
    line("M27 26l4.5-12 4.5 12M28.5 22h6"),
    spot(heart(20, 43, 4) + star(44.5, 43, 6)),
  ],
  jigsaw: [
    body(
      "M9 21h14c-4-12 14-12 10 0h14v13c12-5 12 13 0 9v12H33c4-11-14-11-10 0H9z",
    ),
    tint(circle(22, 36, 3)),
  ],
  dice: [
    body("M10 30l22-9 22 9-22 10zM10 30v15l22 11V40zM54 30v15L32 56V40z"),
    tint(oval(32, 30, 5, 2.5)),
    spot(circle(20, 44, 2.2) + circle(39, 48, 2.2) + circle(47, 39, 2.2)),
  ],
  playingCards: [
    body("M9 20l22-8 13 35-22 8z"),
    body(box(27, 9, 26, 40, 4)),
    tint(heart(40, 29, 7)),
  ],
  ball: [
    body(circle(32, 32, 23)),
    tint("M32 9c-14 12-14 34 0 46 14-12 14-34 0-46z"),
    line("M9 32h46"),
  ],
  skippingRope: [
    line("M14 38C2 2 62 2 50 38"),
    body(box(10, 38, 8, 17, 3)),
    body(box(46, 38, 8, 17, 3)),
    tint("M10 43h8v5h-8zM46 43h8v5h-8z"),
  ],
  car: [
    body("M7 40c0-6 3-8 9-9l7-12h17l9 12c6 1 8 4 8 9v5H7z"),
    tint("M20 31l5-8h6v8zM35 31v-8h4l6 8z"),
    body(circle(19, 46, 6)),
    body(circle(46, 46, 6)),
  ],
  flag: [
    line("M14 8v48"),
    body("M14 11c13-6 23 6 38 0v25c-15 6-25-6-38 0z"),
    tint("M14 19c13-6 23 6 38 0v9c-15 6-25-6-38 0z"),
  ],
  magnet: [
    body("M13 12h12v20a7 7 0 0 0 14 0V12h12v20a19 19 0 0 1-38 0z"),
    tint("M13 12h12v9H13zM39 12h12v9H39z"),
    line("M32 8v6M28 11l-3-3M36 11l3-3"),
  ],
  incense: [
    body("M8 47c8 6 40 6 48 0v5c-8 5-40 5-48 0z"),
    line("M20 47L44 19M44 14c-5-4 5-6 0-11"),
    tint("M34 30l10-11 3 2-10 12z"),
    line("M50 17c-3-3 3-5 0-9"),
  ],
  cone: [
    tint("M32 21l11 27H21z"),
    body("M10 48h44c-2 7-42 7-44 0z"),
    line("M32 21c-5-5 5-7 0-14M27 34h9"),
  ],
  matches: [
    body("M11 30h42v23H11z"),
    tint("M11 43h42v10H11z"),
    line("M22 30V16M32 30V13M42 30V16"),
    spot(oval(22, 13, 2.6, 4) + oval(32, 10, 2.6, 4) + oval(42, 13, 2.6, 4)),
  ],
  headphones: [
    line("M12 40c-6-40 46-40 40 0"),
    tint(box(9, 35, 11, 18, 4)),
    tint(box(44, 35, 11, 18, 4)),
  ],
  radio: [
    line("M18 21L44 8"),
    body(box(8, 21, 48, 31, 5)),
    tint(circle(22, 37, 9)),
    line("M38 31h11M38 38h11M38 45h6"),
  ],
};
