/** The demo shop's product page in another language, and what a message file says. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { demo, dist, messages, shop } from "../../../scripts/lib/places.mjs";
import { folderOf } from "./bare.mjs";

/**
 * Folders to serve: the demo shop, its product page in a language.
 * @param {string} attributes of `<html>`, such as `lang="de"`
 */
export function rootsIn(attributes) {
  const page = readFileSync(join(shop, "product.html"), "utf8");
  const named = page.replace('<html lang="en-GB">', `<html ${attributes}>`);
  if (named === page) throw new Error("product.html has no lang to replace");
  return [folderOf({ "product.html": named }), dist, demo, shop];
}

/**
 * The messages of a language.
 * @param {string} language
 */
export function messagesOf(language) {
  const lines = readFileSync(join(messages, `${language}.txt`), "utf8")
    .split("\n")
    .filter((line) => !line.startsWith("#") && line.includes("="));
  /** @type {Map<string, string>} */
  const texts = new Map(
    lines.map((line) => {
      const at = line.indexOf("=");
      return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    }),
  );
  return {
    keys: [...texts.keys()],
    /** @param {string} key @param {Record<string, string>} [values] */
    say(key, values = {}) {
      const text = texts.get(key);
      if (text === undefined) throw new Error(`${language}: no ${key}`);
      return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? name);
    },
  };
}

/** A text without the marks around what runs the other way. @param {string} text */
export const unmarked = (text) => text.replace(/[\u2068\u2069]/g, "");
