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
  const row = suggestions("cart-drawer");
  const empty = html(
    "div",
    { class: "drawer-empty" },
    html("p", {}, "Nothing in your cart yet."),
    back,
  );
  content.append(empty, lines.element, row);
  content.after(foot);

  watchCart(() => {
    const restore = keepInPlace(content, row);
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
    restore();
  });
}

/**
 * A card that was pressed stays under the finger: where a new line above the row pushes it down, the lines move up.
 * @param {HTMLElement} content what scrolls
 * @param {HTMLElement} row
 * @returns {() => void} to be called once the lines are drawn
 */
function keepInPlace(content, row) {
  if (document.activeElement !== row) return () => {};
  const { top } = row.getBoundingClientRect();
  const offset = () => row.getBoundingClientRect().top - top;
  return () => {
    content.scrollTop += offset();
    const missing = Math.max(0, Math.round(offset()));
    if (missing === 0) return;
    content.style.setProperty("--room", `${missing}px`);
    content.scrollTop += missing;
  };
}
