/**
 * The short tour on the home page: five things to try, each a way to where it
 * is. It never opens over anything, and once hidden it stays away.
 */
import { byId } from "./dom.js";
import { openScenes } from "./scenes/drawer.js";
import { openYourSuggestions } from "./suggestions.js";

const KEY = "the-gift-shop.tour";

/**
 * @param {boolean} isWanted whether this is a page for it
 */
export function offerTour(isWanted) {
  const tour = byId("tour", HTMLElement);
  tour.hidden = !isWanted || wasHidden();
  byId("tour-scenes", HTMLButtonElement).addEventListener("click", openScenes);
  byId("tour-yours", HTMLButtonElement).addEventListener(
    "click",
    openYourSuggestions,
  );
  byId("close-tour", HTMLButtonElement).addEventListener("click", () => {
    tour.hidden = true;
    byId("main", HTMLElement).focus({ preventScroll: true });
    try {
      localStorage.setItem(KEY, "hidden");
    } catch {
      // Storage is denied: it is there again on the next page.
    }
  });
}

function wasHidden() {
  try {
    return localStorage.getItem(KEY) === "hidden";
  } catch {
    return false;
  }
}
