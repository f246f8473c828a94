/** The page's language: which message file it takes, and how `Intl` writes its numbers. */

/** For a page in a language without a message file, and for one that names none. */
const COMMON = "en";

/**
 * The language of the texts, and what the engine's `Locale` reads of its numbers.
 * @param {string} tag what `<html lang>` says, such as "de-AT"
 */
export function languageOf(tag) {
  const named = tag.replaceAll("_", "-").toLowerCase();
  const isNamed = (/** @type {string} */ known) =>
    named === known || named.startsWith(`${known}-`);
  const language = LANGUAGES.find(isNamed);
  return {
    language: language ?? COMMON,
    locale: language ? localeOf(named, language) : localeOf(COMMON, COMMON),
  };
}

/**
 * @param {string} tag
 * @param {string} language for a tag that the browser does not know
 * @returns {string}
 */
function localeOf(tag, language) {
  try {
    const number = new Intl.NumberFormat(tag);
    const plural = new Intl.PluralRules(tag);
    const upTo = (/** @type {number} */ n) => [...Array(n).keys()];
    return [
      `digits = ${upTo(10).map(number.format).join("")}`,
      `thousand = ${number.format(1_111)}`,
      `billion = ${number.format(1_111_111_111)}`,
      `plurals = ${upTo(200)
        .map((n) => plural.select(n))
        .join(" ")}`,
    ].join("\n");
  } catch {
    return localeOf(language, language);
  }
}
