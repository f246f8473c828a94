/** Things to wear and to carry, and for the bathroom. @import { Glyph } from "./pen.js" */
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
export const wear = {
  bag: [
    body("M13 22h38l3 28a4 4 0 0 1-4 4H14a4 4 0 0 1-4-4z"),
    tint("M11.5 38h41l1.5 12a4 4 0 0 1-4 4H14a4 4 0 0 1-4-4z"),
    line("M22 30v-9a10 10 0 0 1 20 0v9"),
  ],
  giftBag: [
    line("M25 18c0-10 14-10 14 0"),
    body("M15 18h34l3 36H12z"),
    tint(heart(32, 37, 8)),
    line("M44 18l2 36"),
  ],
  backpack: [
    line("M25 15c0-9 14-9 14 0"),
    body("M14 54V30c0-10 6-16 18-16s18 6 18 16v24z"),
    tint("M20 38h24v12H20z"),
    line("M14 54h36M20 38h24M29 44h6M24 26h16"),
  ],
  handbag: [
    line("M21 28c0-24 22-24 22 0"),
    body("M12 28h40l4 22a3 3 0 0 1-3 3H11a3 3 0 0 1-3-3z"),
    tint("M12 28h40l1.5 8H37a5 5 0 0 1-10 0H10.5z"),
  ],
  purse: [
    body("M15 25c-14 14-6 29 6 29h22c12 0 20-15 6-29z"),
    tint("M15 25c0-9 34-9 34 0v3H15z"),
    line("M29 15a3 3 0 1 1 3 2M35 15a3 3 0 1 0-3 2"),
    spot(circle(32, 41, 3)),
  ],
  wallet: [
    body(box(8, 18, 48, 32, 5)),
    tint("M40 28h16v12H40a6 6 0 0 1 0-12z"),
    line("M14 18l28-8 3 8M43 34h1"),
  ],
  passport: [
    body(box(15, 8, 34, 48, 4)),
    tint(circle(32, 29, 10)),
    line("M22 29h20M32 19q-8 10 0 20 8-10 0-20M24 48h16"),
  ],
  suitcase: [
    line("M24 20v-7a3 3 0 0 1 3-3h10a3 3 0 0 1 3 3v7"),
    body(box(8, 20, 48, 33, 5)),
    tint("M17 20h7v33h-7zM40 20h7v33h-7z"),
  ],
  necklace: [
    line("M12 9c0 38 40 38 40 0"),
    body(circle(18, 27, 3)),
    body(circle(46, 27, 3)),
    body(circle(24, 34, 3.5)),
    body(circle(40, 34, 3.5)),
    tint("M32 35l8 9-8 13-8-13z"),
    line("M24 44h16"),
  ],
  bracelet: [
    line(oval(32, 34, 22, 15)),
    body(circle(12, 40, 4)),
    body(circle(20, 46, 4.5)),
    tint(circle(32, 49, 5.5)),
    body(circle(44, 46, 4.5)),
    body(circle(52, 40, 4)),
    line("M28 19h8"),
  ],
  earrings: [
    line("M20 22c-7-3-5-14 2-13 4 1 4 5 2 7M44 22c-7-3-5-14 2-13 4 1 4 5 2 7"),
    tint("M20 26l7 11-7 17-7-17zM44 26l7 11-7 17-7-17z"),
    line("M13 37h14M37 37h14M20 22v4M44 22v4"),
  ],
  ring: [
    body(circle(32, 40, 16)),
    line(circle(32, 40, 11)),
    tint("M24 9h16l6 7-14 13-14-13z"),
    line("M18 16h28M27 16l5 13 5-13"),
  ],
  hairClip: [
    line("M9 46c14 8 34 8 46-4M9 46c10 0 30 0 46-4"),
    body(
      "M32 29c-3-11-17-14-19-5s8 12 19 5zM32 29c3-11 17-14 19-5s-8 12-19 5z",
    ),
    tint(circle(32, 28, 4.5)),
    line("M29 32l-4 8M35 32l4 7"),
  ],
  headband: [
    line("M12 52c-8-54 48-54 40 0"),
    line("M18 52c-6-42 34-42 28 0"),
    tint(circle(43, 19, 7)),
    spot(circle(43, 19, 2)),
  ],
  brooch: [
    body(circle(32, 32, 20)),
    tint("M32 17l13 15-13 15-13-15z"),
    line("M19 32h26M32 17l-5 15 5 15 5-15z"),
  ],
  charm: [
    line("M32 7c-7 0-7 10 0 10s7-10 0-10M32 17v8"),
    body(heart(32, 39, 13)),
    tint(heart(32, 39, 6)),
  ],
  gem: [
    body("M19 13h26l12 14-25 28L7 27z"),
    tint("M22 27h20L32 55z"),
    line("M7 27h50M19 13l3 14 10-14 10 14 3-14"),
  ],
  beads: [
    line("M8 20c10 30 38 30 48 0"),
    body(circle(11, 26, 4.5)),
    tint(circle(18, 36, 5)),
    body(circle(27, 42, 5)),
    tint(circle(37, 42, 5)),
    body(circle(46, 36, 5)),
    tint(circle(53, 26, 4.5)),
  ],
  key: [
    body(circle(22, 22, 13)),
    tint(heart(22, 22, 5)),
    line("M31 31l22 22M45 45l6-6M39 39l5-5"),
  ],
  keyRing: [
    line(circle(25, 20, 12)),
    line("M32 30l3 5"),
    body("M29 35l12-2 11 17-10 6z"),
    tint(circle(40, 44, 4)),
  ],
  scarf: [
    body("M18 12c8-5 20-5 28 0 5 9-2 16-8 19l2 23H28V33c-10-4-14-12-10-21z"),
    tint("M18 12c8 7 20 7 28 0 5 9-2 16-8 19-9 1-16-4-20-19z"),
    line("M30 54v4M34 54v4M38 54v4"),
  ],
  glove: [
    body("M22 42V18c0-12 20-12 20 0v11c6-8 13-2 9 4l-9 13v-4z"),
    tint(box(20, 42, 24, 12, 3)),
    line("M27 42v12M32 42v12M37 42v12"),
  ],
  hat: [
    body("M16 42c0-40 32-40 32 0z"),
    tint(box(11, 40, 42, 12, 5)),
    body(circle(32, 11, 5)),
    line("M25 21c-2 7-2 13-2 19M39 21c2 7 2 13 2 19"),
  ],
  slipper: [
    body(
      "M7 46c0-14 4-24 10-25 5-1 7 6 15 11s24 3 24 14c0 4-2 6-6 6H13c-4 0-6-2-6-6z",
    ),
    tint("M32 32c9 5 24 3 24 14H27c0-6 1-11 5-14z"),
  ],
  umbrella: [
    body(
      "M7 34C8 4 56 4 57 34c-5-5-11-5-12.5 0-5-5-20-5-25 0C18 29 12 29 7 34z",
    ),
    tint("M19.5 34C20 22 26 13 32 11.5 38 13 44 22 44.5 34c-5-5-20-5-25 0z"),
    line("M32 8v3M32 31v18a5 5 0 0 1-10 0"),
  ],
  tShirt: [
    body("M23 10c3 6 15 6 18 0l15 8-5 12-7-3v27H20V27l-7 3-5-12z"),
    tint(heart(32, 33, 6)),
  ],
  soap: [
    body("M10 36c0-10 44-10 44 0v8c0 9-44 9-44 0z"),
    tint(oval(32, 36, 15, 4)),
    line(circle(22, 18, 5)),
    line(circle(34, 12, 3)),
    line(circle(43, 20, 4)),
  ],
  sponge: [
    body(box(9, 24, 46, 27, 7)),
    tint(circle(20, 34, 3.5)),
    tint(circle(33, 40, 4.5)),
    tint(circle(45, 33, 3)),
    line(circle(26, 14, 4)),
    line(circle(38, 12, 2.5)),
  ],
  washBag: [
    body("M11 27h42l3 22a4 4 0 0 1-4 4H12a4 4 0 0 1-4-4z"),
    line("M11 27c0-8 42-8 42 0"),
    tint(box(28, 27, 8, 7, 1)),
    spot(circle(20, 42, 2.5) + circle(32, 44, 2.5) + circle(44, 42, 2.5)),
  ],
  hotWaterBottle: [
    body(
      "M27 16h10c0 6 12 4 12 13v19a6 6 0 0 1-6 6H21a6 6 0 0 1-6-6V29c0-9 12-7 12-13z",
    ),
    tint(box(26, 8, 12, 8)),
    line("M22 33v13M42 33v13"),
    tint(heart(32, 37, 6)),
  ],
  warmer: [
    body("M14 18c0-6 36-6 36 0v28c0 6-36 6-36 0z"),
    tint(heart(32, 33, 8)),
    line("M25 9q3-3 0-6M39 9q3-3 0-6"),
  ],
  plaster: [
    body("M14 38l24-24c8-7 20 4 12 12L26 50c-8 7-20-4-12-12z"),
    tint("M24 28l6-6 12 12-6 6-6 6-12-12z"),
    spot(circle(30, 31, 1.5) + circle(34, 35, 1.5) + circle(34, 28, 1.5)),
  ],
  sunglasses: [
    tint(circle(19, 35, 10)),
    tint(circle(45, 35, 10)),
    line("M29 34q3-3 6 0M9 33l4-13M55 33l-4-13"),
  ],
  badge: [
    body(circle(32, 26, 17)),
    tint(star(32, 26, 9)),
    body("M22 40l-4 15 8-3 4 4 2-13M42 40l4 15-8-3-4 4-2-13"),
  ],
};
