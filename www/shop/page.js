/** What every page does: the cart button, the drawer, the widget, the footer. */
import { cartCount, watchCart } from "./cart.js";
import { offerConsent } from "./consent.js";
import { byId } from "./dom.js";
import { openCart } from "./drawer.js";
import { count } from "./money.js";
import { offerBehindTheScenes } from "./scenes/drawer.js";
import { connectSuggestions, offerYourSuggestions } from "./suggestions.js";

/** Brings the parts to life that all pages share. */
export function startPage() {
  const opener = byId("open-cart", HTMLButtonElement);
  const number = byId("cart-count", HTMLSpanElement);
  const status = byId("cart-status", HTMLParagraphElement);
  opener.addEventListener("click", openCart);

  /** @type {number | undefined} */
  let before;
  watchCart(() => {
    const now = cartCount();
    number.textContent = now === 0 ? "" : ` · ${now}`;
    if (before !== undefined && now !== before) {
      status.textContent = `${count(now, "thing", "things")} in your cart`;
    }
    before = now;
  });
  connectSuggestions();
  offerConsent();
  offerYourSuggestions(byId("your-suggestions", HTMLButtonElement));
  offerBehindTheScenes();
}
