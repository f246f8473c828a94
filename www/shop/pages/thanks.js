/** The page after an order. */
import { catalog } from "../catalog.js";
import { byId, html } from "../dom.js";
import { count, price } from "../money.js";
import { lastOrder } from "../order.js";
import { startPage } from "../page.js";
import { justOrdered, suggestions } from "../suggestions.js";

startPage();
const order = lastOrder();
const things = order.reduce((sum, { quantity }) => sum + quantity, 0);
const pence = order.reduce((sum, line) => sum + line.quantity * line.pence, 0);
byId("receipt", HTMLUListElement).replaceChildren(
  ...order.map(({ title, quantity, pence: each }) =>
    html(
      "li",
      {},
      html("span", {}, `${quantity} × ${title}`),
      html("span", {}, price(quantity * each)),
    ),
  ),
);
if (order.length > 0) {
  byId("receipt-total", HTMLElement).textContent =
    `${count(things, "thing", "things")}, ${price(pence)} in all`;
}
// Only now: what stands below the receipt would move as that is filled.
byId("back", HTMLAnchorElement).hidden = false;
justOrdered(order);
void catalog.then(() => {
  byId("main", HTMLElement).append(suggestions("after-order"));
}, ignore);

/** This page needs the catalogue for its suggestions only. */
function ignore() {}
