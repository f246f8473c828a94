/**
 * What was made from what, so that nothing up to date is made again. Contents are compared, not times:
 * a fresh clone or another branch changes times without changing contents. Imports Node builtins only.
 */

import { createHash } from "node:crypto";
import {
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { root } from "./places.mjs";

/** Inside node_modules, so that `npm ci` and a fresh clone forget everything. @param {string} name */
const stampFile = (name) =>
  join(root, "node_modules/.cache/goeswith", `${name}.json`);

/**
 * Names the contents of files and folders: every path and every byte in them.
 * @param {string[]} paths what is missing counts as missing, without an error
 * @returns {string} SHA-256, in hex
 */
export function fingerprint(paths) {
  const hash = createHash("sha256");
  for (const file of paths.flatMap(filesIn)) {
    const content = readFileSync(file);
    hash.update(`${relative(root, file)}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/**
 * @param {string} name
 * @param {Record<string, string>} facts fingerprints of what went in and what came out
 */
export function isCurrent(name, facts) {
  try {
    return readFileSync(stampFile(name), "utf8") === JSON.stringify(facts);
  } catch {
    return false;
  }
}

/**
 * Remembers the facts after a thing was made.
 * @param {string} name
 * @param {Record<string, string>} facts
 */
export function keep(name, facts) {
  mkdirSync(dirname(stampFile(name)), { recursive: true });
  writeFileSync(stampFile(name), JSON.stringify(facts));
}

/**
 * @param {string} path
 * @returns {string[]}
 */
export function filesIn(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return [];
  if (stat.isFile()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesIn(join(path, name)));
}
