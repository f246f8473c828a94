/** Paper, writing, wrapping, sewing. @import { Glyph } from "./pen.js" */
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
export const paper = {
  card: [
    body("M14 12l25-4v46l-25 2z"),
    body("M39 8h11v44l-11 2z"),
    tint(heart(26, 31, 6)),
    line("M20 45l12-1"),
  ],
  envelope: [
    body(box(8, 16, 48, 34, 3)),
    line("M9 18l23 19 23-19M9 48l17-16M55 48L38 32"),
    tint(heart(32, 38, 4)),
  ],
  postcard: [
    body(box(7, 15, 50, 34, 2)),
    tint(box(42, 20, 10, 12, 1)),
    line("M33 20v24M13 26h14M13 33h14M13 40h9M39 39h13"),
  ],
  wrap: [
    body("M12 44L42 12l12 11-31 32z"),
    tint("M20 36l10-11 12 11-10 11z"),
    body("M12 44c-5 6 5 16 11 11s-5-16-11-11z"),
    line("M17 49l1.5 1.5"),
  ],
  ribbon: [
    body(oval(26, 32, 15, 22)),
    tint(oval(26, 32, 8, 13)),
    line(oval(26, 32, 2.5, 4)),
    line("M32 53c6 2 10-2 12-6s6-4 12 0M26 10h10c8 2 12 12 12 22"),
  ],
  bow: [
    body(
      "M28 28C18 14 8 16 9 27s11 13 19 7zM36 28c10-14 20-12 19-1s-11 13-19 7z",
    ),
    body("M29 35L19 53l8-1 5-14 5 14 8 1-10-18z"),
    tint(box(27, 25, 10, 12, 3)),
  ],
  notebook: [
    body(box(15, 9, 36, 46, 3)),
    tint(box(23, 18, 20, 12, 1)),
    line("M11 17h8M11 26h8M11 35h8M11 44h8M27 24h12"),
  ],
  book: [
    body("M32 17c-7-6-16-6-24-5v37c8-1 17-1 24 5z"),
    tint("M32 17c7-6 16-6 24-5v37c-8-1-17-1-24 5z"),
    line(
      "M14 21c5 0 9 1 12 3M14 29c5 0 9 1 12 3M50 21c-5 0-9 1-12 3M50 29c-5 0-9 1-12 3",
    ),
  ],
  album: [
    body(box(9, 14, 46, 38, 3)),
    tint(box(20, 22, 26, 20, 1)),
    line("M15 14v38M24 38l6-7 5 5 3-3 5 5"),
  ],
  calendar: [
    body(box(10, 14, 44, 40, 4)),
    tint("M10 25h44v-7a4 4 0 0 0-4-4H14a4 4 0 0 0-4 4z"),
    line("M21 9v9M43 9v9M19 34h4M30 34h4M41 34h4M19 44h4M30 44h4"),
    spot(heart(43, 44, 3.5)),
  ],
  pencil: [
    body("M12 52l3-13L43 11l10 10-28 28z"),
    tint("M37 17l6-6 10 10-6 6z"),
    line("M15 39l10 10"),
    spot("M12 52l1.5-6 4.5 4.5z"),
  ],
  pen: [
    body("M19 45L41 10l9 6-22 35-10 5z"),
    tint("M34 21l7-11 9 6-7 11z"),
    line("M19 45l9 6"),
    line("M52 22l-6 12"),
  ],
  pencils: [
    body("M14 20l5-9 5 9v34H14z"),
    tint("M27 16l5-9 5 9v38H27z"),
    body("M40 20l5-9 5 9v34H40z"),
    line("M14 20h10M27 16h10M40 20h10"),
  ],
  pencilCase: [
    body(box(7, 21, 50, 25, 8)),
    line("M14 28h36"),
    tint("M44 25h8v6h-8z"),
    spot(star(27, 38, 4.5)),
  ],
  eraser: [
    body("M9 42l22-24h16l8 8-22 24H17z"),
    tint("M20 30l11-12h16l8 8-11 12-8-8z"),
    line("M17 50h26"),
  ],
  sticker: [
    body("M32 9a23 23 0 1 0 23 23L32 9z"),
    tint("M32 9c-2 14 8 24 23 23z"),
    line(heart(26, 39, 5)),
  ],
  tape: [
    body(circle(28, 32, 21)),
    tint(circle(28, 32, 11)),
    line("M28 53h26l2-4-2-3 2-3h-12"),
  ],
  tissue: [
    body("M9 32h46v17a4 4 0 0 1-4 4H13a4 4 0 0 1-4-4z"),
    tint("M20 35c0-10-3-15-6-19 7 3 11 1 15-6 3 7 8 9 16 6-3 6-2 11 0 19z"),
    line("M18 35h28"),
  ],
  tag: [
    body("M20 21L32 9l12 12v30a3 3 0 0 1-3 3H23a3 3 0 0 1-3-3z"),
    tint(circle(32, 22, 3.5)),
    line("M32 18c0-6 5-10 11-10M26 35h12M26 43h8"),
  ],
  bookmark: [body("M20 9h24v46L32 44 20 55z"), tint(heart(32, 26, 6))],
  sewing: [
    body("M18 12h24v5H18zM18 47h24v5H18z"),
    tint("M21 17h18v30H21z"),
    line(
      "M21 24h18M21 31h18M21 38h18M39 38c9 0 8 10 13 3M52 41V16M51 16q1-5 2 0l-1 5z",
    ),
  ],
  scissors: [
    body(circle(20, 47, 7)),
    body(circle(44, 47, 7)),
    line("M24 41L43 9M40 41L21 9"),
    tint(circle(32, 28, 2)),
  ],
  wool: [
    body(circle(32, 34, 19)),
    tint("M15 27c12-12 26-10 35 0-9-7-22-8-35 0z"),
    line(
      "M18 46C30 46 44 38 49 26M24 51c12-1 23-8 27-16M46 48c5 5 8 6 11 6M12 10l12 12M52 10L40 22",
    ),
  ],
  letter: [
    body(box(10, 10, 44, 44, 5)),
    line("M20 46l12-29 12 29M24.5 36h15"),
    tint(circle(47, 17, 3)),
  ],
  numberTile: [
    body(box(10, 10, 44, 44, 5)),
    line(box(15, 15, 34, 34, 3)),
    line("M27 25l6-4v22M27 43h12"),
    spot(
      circle(20, 20, 1.5) +
        circle(44, 20, 1.5) +
        circle(20, 44, 1.5) +
        circle(44, 44, 1.5),
    ),
  ],
  stamp: [
    tint("M25 12a7 7 0 0 1 14 0c0 8-3 10-3 18h-8c0-8-3-10-3-18z"),
    body("M14 30h36v12H14z"),
    line("M12 50h40"),
  ],
  money: [
    body(
      "M52 30c4 0 4 8 0 9-1 3-3 5-5 7v7h-6l-2-4H27l-2 4h-6v-7c-12-9-8-26 8-28 4 0 8 0 11 1l8-5v9c3 2 5 5 6 7z",
    ),
    line("M27 25h10M9 33c-5 0-4-6-1-6"),
    spot(circle(43, 30, 2)),
    tint(circle(30, 12, 5)),
  ],
};
