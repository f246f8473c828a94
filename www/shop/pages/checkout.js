/** The checkout: what is in the cart, an address form, and *Place order*. */
import { emptyCart, watchCart } from "../cart.js";
import { catalog } from "../catalog.js";
import { byId, html } from "../dom.js";
import { linesOf, plainRow, subtotal } from "../lines.js";
import { price } from "../money.js";
import { keepOrder } from "../order.js";
import { openCart } from "../drawer.js";
import { startPage } from "../page.js";
import { nowPaying, suggestions } from "../suggestions.js";

const form = byId("address", HTMLFormElement);
const lines = byId("order-lines", HTMLUListElement);
const total = byId("order-total", HTMLElement);
const checkout = byId("checkout", HTMLElement);
const empty = byId("checkout-empty", HTMLElement);

startPage();
byId("change-cart", HTMLButtonElement).addEventListener("click", openCart);
catalog.then(
  (items) => {
    checkout.append(suggestions("checkout"));
    watchCart(() => {
      const now = linesOf(items);
      lines.replaceChildren(...now.map(plainRow));
      total.textContent = price(subtotal(now));
      checkout.hidden = now.length === 0;
      empty.hidden = now.length > 0;
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      nowPaying();
      keepOrder(
        linesOf(items).map(({ item, quantity }) => ({
          sku: item.sku,
          title: item.title,
          quantity,
          pence: item.pence,
        })),
      );
      emptyCart();
      location.assign("thanks.html");
    });
  },
  () => {
    empty.hidden = false;
    empty.replaceChildren(
      html("h1", {}, "Checkout"),
      html(
        "p",
        {},
        "The catalogue could not be loaded. Please load this page again.",
      ),
    );
  },
);
