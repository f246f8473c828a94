/** Pages of our own, beside the demo shop: with one script tag, or with a file damaged or missing. */

import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** The widget's script tag, as the README has it. */
export const TAG =
  '<script async src="goes-with.js" data-model="shop.gw"></script>';

/**
 * A bare page.
 * @param {string} body
 * @param {string} [head]
 */
export const pageOf = (body, head = "") => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <link rel="icon" href="data:," />
    <title>A bare page</title>
    ${head}
  </head>
  <body>
    <h1>A bare page</h1>
    ${body}
  </body>
</html>`;

/** @type {string[]} */
const made = [];
process.on("exit", () => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

function newFolder() {
  const folder = mkdtempSync(join(tmpdir(), "goeswith-journey-"));
  made.push(folder);
  return folder;
}

/**
 * A folder with these files, gone when the tests end.
 * @param {Record<string, string | Uint8Array>} files contents by name
 */
export function folderOf(files) {
  const folder = newFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/**
 * A built folder less one file.
 * @param {string} folder
 * @param {string} missing
 */
export function without(folder, missing) {
  const names = readdirSync(folder);
  if (!names.includes(missing)) throw new Error(`${folder} has no ${missing}`);
  const rest = newFolder();
  for (const name of names.filter((name) => name !== missing))
    symlinkSync(join(folder, name), join(rest, name));
  return rest;
}

/**
 * The bytes of a file with one bit of one byte flipped.
 * @param {string} file
 * @param {number} at place of the byte, as a part of the file from 0 to 1
 */
export function flipped(file, at) {
  const bytes = readFileSync(file);
  const place = Math.floor(bytes.length * at);
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  return bytes;
}

/** The first half of a file. @param {string} file */
export function halved(file) {
  const bytes = readFileSync(file);
  return bytes.subarray(0, Math.floor(bytes.length / 2));
}
