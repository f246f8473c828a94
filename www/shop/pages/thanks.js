/** The page after an order. */
import { byId, html } from "../dom.js";
import { count, price } from "../money.js";
import { lastOrder } from "../order.js";
import { startPage } from "../page.js";

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
