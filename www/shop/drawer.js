/** The cart drawer: a native modal dialog at the side, made on first use. */
import { watchCart } from "./cart.js";
import { catalog } from "./catalog.js";
import { button, html } from "./dom.js";
import { editableLines, linesOf, subtotal } from "./lines.js";
import { count, price } from "./money.js";
import { suggestions } from "./suggestions.js";

/** @type {HTMLDialogElement | undefined} */
let drawer;

/** Opens the cart drawer. */
export function openCart() {
  drawer ??= makeDrawer();
  drawer.showModal();
}

/** @returns {HTMLDialogElement} */
function makeDrawer() {
  const heading = html(
    "h2",
    { id: "cart-heading", tabindex: "-1" },
    "Your cart",
  );
  const content = html("div", { class: "drawer-content" });
  const close = button(
    { class: "round", "aria-label": "Close the cart" },
    () => dialog.close(),
    "×",
  );
  const dialog = html(
    "dialog",
    { class: "drawer", "aria-labelledby": "cart-heading" },
    html("div", { class: "drawer-head" }, heading, close),
    content,
  );
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  void fill(content, heading, dialog);
  return dialog;
}

/**
 * @param {HTMLElement} content
 * @param {HTMLElement} heading
 * @param {HTMLDialogElement} dialog
 */
async function fill(content, heading, dialog) {
  const items = await catalog;
  const lines = editableLines(items, () => heading.focus());
  const sum = html("p", { class: "drawer-sum" });
  const checkout = html(
    "a",
    { class: "primary", href: "checkout.html" },
    "Go to checkout",
  );
  const foot = html("div", { class: "drawer-foot" }, sum, checkout);
  const back = button(
    { class: "secondary" },
    () => dialog.close(),
    "Look around",
  );
  const empty = html(
    "div",
    { class: "drawer-empty" },
    html("p", {}, "Nothing in your cart yet."),
    back,
  );
  content.append(empty, lines.element, suggestions("cart-drawer"));
  content.after(foot);

  watchCart(() => {
    lines.refresh();
    const now = linesOf(items);
    const things = now.reduce((all, { quantity }) => all + quantity, 0);
    empty.hidden = now.length > 0;
    lines.element.hidden = now.length === 0;
    foot.hidden = now.length === 0;
    sum.replaceChildren(
      html("span", {}, `Subtotal, ${count(things, "thing", "things")}`),
      html("strong", {}, price(subtotal(now))),
    );
  });
}
