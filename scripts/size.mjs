/** `npm run size`: what a page loads, as the network carries it, against the budgets; over budget fails. */

import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { demoModel, dist, root } from "./lib/places.mjs";
import { Failure, main } from "./lib/run.mjs";
import { filesIn } from "./lib/stamp.mjs";

/** All code of a page: loader, element, glue, wasm, styles, and the messages of one language. Bytes after brotli. */
const MAX_CODE_BYTES = 90_000;

/** The demo's model: thousands of items with titles. Bytes after brotli. */
const MAX_MODEL_BYTES = 175_000;

await main(async () => {
  const files = filesIn(dist);
  if (files.length === 0 || !existsSync(demoModel)) {
    throw new Failure("Nothing is built yet: run `npm run build` first.");
  }
  print("file", "raw", "brotli");
  const isMessages = (/** @type {string} */ file) => file.endsWith(".txt");
  const measured = files.map((file) => ({ file, bytes: measure(file) }));
  const languages = measured.filter(({ file }) => isMessages(file));
  const code = measured
    .filter(({ file }) => !isMessages(file))
    .reduce(
      (sum, { bytes }) => sum + bytes,
      Math.max(...languages.map(({ bytes }) => bytes)),
    );
  print("all code of a page", "", count(code));
  print("budget", "", count(MAX_CODE_BYTES));
  console.log();
  const model = measure(demoModel);
  print("budget", "", count(MAX_MODEL_BYTES));

  const over = [
    ...(code > MAX_CODE_BYTES ? ["The code"] : []),
    ...(model > MAX_MODEL_BYTES ? ["The model"] : []),
  ];
  if (over.length > 0) {
    throw new Failure(
      `${over.join(" and ").replace("and The", "and the")}: over budget. Make it smaller; a budget rises only by a decision in docs/decisions/.`,
    );
  }
});

/**
 * Prints one file's line.
 * @param {string} file
 * @returns {number} bytes after brotli
 */
function measure(file) {
  const raw = readFileSync(file);
  const brotli = brotliCompressSync(raw, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: raw.length,
    },
  });
  print(relative(root, file), count(raw.length), count(brotli.length));
  return brotli.length;
}

/** @param {number} bytes */
function count(bytes) {
  return bytes.toLocaleString("en-US");
}

/**
 * Prints one row of the table.
 * @param {string} name
 * @param {string} raw
 * @param {string} brotli
 */
function print(name, raw, brotli) {
  console.log(`${name.padEnd(32)}${raw.padStart(10)}${brotli.padStart(10)}`);
}
