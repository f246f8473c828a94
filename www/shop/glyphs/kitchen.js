/** Things for the kitchen and the table. @import { Glyph } from "./pen.js" */
import { body, box, circle, heart, line, oval, spot, tint } from "./pen.js";

/** @type {Record<string, Glyph>} */
export const kitchen = {
  mug: [
    body("M14 17h28v26a8 8 0 0 1-8 8H22a8 8 0 0 1-8-8z"),
    line("M42 24h3a7 7 0 0 1 7 7v3a7 7 0 0 1-7 7h-3"),
    tint(heart(28, 34, 5)),
  ],
  teacup: [
    body("M13 20h32v8a16 16 0 0 1-32 0z"),
    line("M45 23h3a5.5 5.5 0 0 1 0 11h-4"),
    tint(circle(29, 30, 4.5)),
    line("M9 49q20 5 40 0"),
  ],
  teapot: [
    line("M16 36C9 34 12 25 5 23"),
    line("M48 27c11-3 13 15-1 15"),
    body("M16 33c0-19 33-19 33 0 0 12-6 18-16.5 18S16 45 16 33z"),
    line("M23 21c0-6 19-6 19 0"),
    line("M32.5 12v3"),
    tint(circle(32.5, 36, 5.5)),
    line("M32.5 30.5q-3 5.5 0 11 3-5.5 0-11"),
  ],
  coffeePot: [
    line("M21 27c-6-2-6-9-11-9"),
    line("M42 23c12-2 13 17 2 18"),
    body("M22 19h19l5 33H17z"),
    body("M22 19c1-7 18-7 19 0z"),
    line("M31.5 9v3"),
    tint(circle(31.5, 37, 5)),
  ],
  jug: [
    line("M43 24c12-3 13 18 2 19"),
    body("M20 14h24l-2 9c5 8 5 18 1 29H21c-4-11-4-21 1-29l-7-7z"),
    spot(circle(32, 38, 4.5)),
    line("M22 24h20"),
  ],
  glass: [
    body("M18 12h28l-4 41H22z"),
    tint("M19.5 27h25L42 53H22z"),
    line("M27 34l1 12"),
  ],
  wineGlass: [
    body("M20 10h24c3 14-2 24-12 24S17 24 20 10z"),
    tint("M19 20h26c0 9-5 14-13 14s-13-5-13-14z"),
    line("M32 34v18M23 53h18"),
  ],
  bottle: [
    body(
      "M27 9h10v13c6 4 8 8 8 14v14a4 4 0 0 1-4 4H23a4 4 0 0 1-4-4V36c0-6 2-10 8-14z",
    ),
    tint(box(19, 36, 26, 11, 0.1)),
    line("M26 14h12"),
  ],
  jar: [
    body(
      "M19 20h26c4 3 5 6 5 10v18a5 5 0 0 1-5 5H19a5 5 0 0 1-5-5V30c0-4 1-7 5-10z",
    ),
    tint(box(18, 11, 28, 9)),
    body(box(22, 32, 20, 12, 1)),
    line("M27 38h10"),
  ],
  tin: [
    body("M13 21v26c0 8 38 8 38 0V21"),
    tint(oval(32, 21, 19, 7)),
    line("M13 34c0 8 38 8 38 0"),
    line("M29 19.5h6"),
  ],
  cakeTin: [
    body("M15 22h34v27c0 4-34 4-34 0z"),
    tint("M12 16c0-5 40-5 40 0v6c0 4-40 4-40 0z"),
    line("M12 16c0 4 40 4 40 0"),
    spot(heart(32, 38, 5)),
  ],
  cakeStand: [
    body("M24 14h16l-1 5H25z"),
    line("M20 20h24M14 33h36M8 46h48"),
    body("M21 26h22l-1 7H22z"),
    tint("M16 39h32l-1 7H17z"),
    line("M32 20v6M32 33v6"),
    line("M32 46v7M23 54h18"),
    tint(circle(32, 10, 2.5)),
  ],
  cakeCase: [
    body("M15 33h34l-6 20H21z"),
    tint("M13 33c-3-7 4-10 6-9 1-9 13-12 18-6 7-2 11 3 10 8 5 0 6 5 4 7z"),
    line("M25 34l2 18M32 34v18M39 34l-2 18"),
    spot(circle(32, 13, 3)),
  ],
  cake: [
    body(box(12, 31, 40, 21, 3)),
    tint(
      "M12 39v-5a4 4 0 0 1 4-4h32a4 4 0 0 1 4 4v5c-4 5-6 0-10 0s-6 6-10 0-6 5-10 0-6 4-10 0z",
    ),
    line("M32 30v-9M8 53h48"),
    spot("M32 19c-4-1-3-5 0-9 3 4 4 8 0 9z"),
  ],
  plate: [
    body(circle(32, 32, 23)),
    line(circle(32, 32, 15)),
    tint(heart(32, 32, 6)),
  ],
  bowl: [
    body("M9 27h46c0 14-8 23-16 24H25C17 50 9 41 9 27z"),
    tint("M11 34h42c-2 9-8 16-14 17H25c-6-1-12-8-14-17z"),
    line("M24 52h16"),
  ],
  cutlery: [
    line("M18 10v10M24 10v10M21 26v28"),
    line("M15 10v8c0 10 12 10 12 0v-8"),
    body("M43 10c-8 8-8 20-2 24h3V10z"),
    line("M44 34v20"),
  ],
  spoon: [
    body("M44 10c9 5 5 18-6 20-8 0-9-9-5-14 3-5 7-7 11-6z"),
    line("M35 29L14 53"),
    body("M17 11l9 6 3 8-8-2z"),
    line("M28 25l20 28"),
  ],
  napkin: [
    body("M32 8l24 24-24 24L8 32z"),
    tint("M32 22l10 10-10 10-10-10z"),
    line("M32 8l-7 24 7 24"),
  ],
  apron: [
    line("M25 14c0-7 14-7 14 0"),
    body(
      "M25 14h14c0 9 4 13 9 15v24a2 2 0 0 1-2 2H18a2 2 0 0 1-2-2V29c5-2 9-6 9-15z",
    ),
    tint("M23 36h18v6a6 6 0 0 1-6 6h-6a6 6 0 0 1-6-6z"),
    line("M16 30l-7 6M48 30l7 6"),
  ],
  towel: [
    line("M10 13h44"),
    body("M18 13h28v38H18z"),
    tint("M18 36h28v7H18z"),
    line("M18 51v4M25 51v4M32 51v4M39 51v4M46 51v4"),
  ],
  tray: [
    body("M10 24h44l-5 22a4 4 0 0 1-4 3H19a4 4 0 0 1-4-3z"),
    tint("M12 33h40l-3 13a4 4 0 0 1-4 3H19a4 4 0 0 1-4-3z"),
    line("M24 24v-4a3 3 0 0 1 3-3h10a3 3 0 0 1 3 3v4"),
  ],
  coaster: [
    body(box(9, 22, 34, 34, 5)),
    body(box(21, 9, 34, 34, 5)),
    tint(circle(38, 26, 10)),
    line(circle(38, 26, 4)),
  ],
  doily: [
    body(
      "M32 9c4 0 4 4 8 4s6 2 8 5 5 4 5 8 4 4 4 7-4 4-4 8-3 6-6 8-4 4-8 4-4 4-7 4-4-4-8-4-6-2-8-5-5-4-5-8-4-4-4-7 4-4 4-8 3-6 6-8 4-4 8-4 4-4 7-4z",
    ),
    tint(circle(32, 33, 12)),
    line(
      "M32 26q4 3 0 7-4-4 0-7M32 40q-4-3 0-7 4 4 0 7M25 33q3-4 7 0-4 4-7 0M39 33q-3 4-7 0 4-4 7 0",
    ),
  ],
  lunchBox: [
    line("M24 21v-4a5 5 0 0 1 5-5h6a5 5 0 0 1 5 5v4"),
    body(box(10, 21, 44, 31, 6)),
    tint("M10 34h44v12a6 6 0 0 1-6 6H16a6 6 0 0 1-6-6z"),
    body(box(27, 30, 10, 8)),
  ],
  pan: [
    body("M8 26h34v13a8 8 0 0 1-8 8H16a8 8 0 0 1-8-8z"),
    tint("M8 35h34v4a8 8 0 0 1-8 8H16a8 8 0 0 1-8-8z"),
    line("M42 29h14M6 26h38M19 19q3-3 0-6M29 19q3-3 0-6"),
  ],
  whisk: [
    body("M32 36c-13-6-14-26 0-27 14 1 13 21 0 27z"),
    line("M32 36c-6-6-6-21 0-27 6 6 6 21 0 27"),
    tint(box(29, 36, 6, 19, 3)),
  ],
  board: [
    body(
      "M27 20v-6a5 5 0 0 1 10 0v6h8a4 4 0 0 1 4 4v26a4 4 0 0 1-4 4H19a4 4 0 0 1-4-4V24a4 4 0 0 1 4-4z",
    ),
    spot(circle(32, 15, 2)),
    tint(heart(32, 37, 7)),
  ],
  scales: [
    tint("M16 13h32c0 8-6 11-16 11S16 21 16 13z"),
    body("M22 30h20l7 24H15z"),
    body(circle(32, 42, 8)),
    line("M32 24v6M32 42l3-4"),
  ],
  eggCup: [
    tint("M20 29c0-11 5-19 12-19s12 8 12 19z"),
    body("M17 29h30c0 10-5 15-15 15s-15-5-15-15z"),
    line("M32 44v7M23 54c0-5 18-5 18 0z"),
  ],
  toastRack: [
    line("M10 50h44M16 50V28a8 8 0 0 1 16 0v22M32 50V28a8 8 0 0 1 16 0v22"),
    tint("M22 50V33c-3-6 14-6 12 0v17z"),
  ],
  sweets: [
    tint(circle(32, 32, 12)),
    body("M22 25L9 20l3 12-3 12 13-5M42 25l13-5-3 12 3 12-13-5"),
    line("M24 30q8-6 16 0M24 37q8-6 16 0"),
  ],
  breadBin: [
    body(
      "M8 48V33c0-12 8-17 16-17h16c8 0 16 5 16 17v15a3 3 0 0 1-3 3H11a3 3 0 0 1-3-3z",
    ),
    tint("M8 36c0-14 8-20 16-20h16c8 0 16 6 16 20z"),
    line("M27 36h10"),
  ],
};
