/**
 * This shop's consent tool, at its smallest: a box in the footer that is empty until somebody ticks it. The tick holds
 * in this tab.
 */
import { html } from "./dom.js";

const KEY = "the-gift-shop.consent";

/** Puts the box into the footer and tells the widget what holds. */
export function offerConsent() {
  const box = html("input", { type: "checkbox" });
  box.checked = isGiven();
  const tell = () => {
    const host = /** @type {{ goeswith?: { consent?: string } }} */ (
      /** @type {unknown} */ (window)
    );
    (host.goeswith ??= {}).consent = box.checked ? "session" : "page";
  };
  box.addEventListener("change", () => {
    keep(box.checked);
    tell();
  });
  if (box.checked) tell();
  // Back brings this page as it was left; on another one the box may have been ticked or emptied since.
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted || box.checked === isGiven()) return;
    box.checked = isGiven();
    tell();
  });
  const text = "Let suggestions remember this visit until the tab is closed";
  document
    .querySelector(".footer-controls")
    ?.append(html("label", { class: "consent" }, box, text));
}

/** @returns {boolean} not where storage is denied */
function isGiven() {
  try {
    return sessionStorage.getItem(KEY) === "given";
  } catch {
    return false;
  }
}

/** @param {boolean} given */
function keep(given) {
  try {
    if (given) sessionStorage.setItem(KEY, "given");
    else sessionStorage.removeItem(KEY);
  } catch {
    // Storage is denied: it holds on this page.
  }
}
