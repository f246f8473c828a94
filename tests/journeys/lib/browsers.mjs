/** The real browsers that journeys run in: Debian's packages, without a window. */

import { chromium, firefox } from "playwright-core";
import { which } from "../../../scripts/lib/places.mjs";

/** @typedef {"Chromium" | "Firefox"} BrowserName */

/** @type {BrowserName[]} */
export const BROWSER_NAMES = ["Chromium", "Firefox"];

/**
 * Starts a browser with a profile of its own.
 * @param {BrowserName} name
 * @param {{ isDark?: boolean, keepsLeftPages?: boolean }} [options] `isDark`: for a system that prefers dark colors;
 *   `keepsLeftPages`: Back brings a page as it was left, in Chromium
 */
export function launch(name, { isDark = false, keepsLeftPages = false } = {}) {
  if (name === "Firefox") {
    return firefox.launch({
      channel: "moz-firefox",
      executablePath: which("firefox-esr") ?? "/usr/bin/firefox-esr",
      // Its driver has no way to ask for a color scheme later.
      firefoxUserPrefs: {
        "layout.css.prefers-color-scheme.content-override": isDark ? 0 : 1,
        // Nor does it follow a page that comes back from memory as it was left.
        "browser.sessionhistory.max_total_viewers": 0,
      },
    });
  }
  return chromium.launch({
    executablePath: which("chromium") ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
    ignoreDefaultArgs: keepsLeftPages ? ["--disable-back-forward-cache"] : [],
  });
}
