/**
 * *Behind the scenes*: a drawer beside the shop that shows, live, what the
 * widget sees, weighs, keeps and requests. Not modal: the shop stays in use.
 *
 * @import { Catalog } from "../catalog.js"
 * @import { Child } from "../dom.js"
 * @import { Inspection, Row } from "./inspection.js"
 */
import { catalog } from "../catalog.js";
import { button, byId, html } from "../dom.js";
import { inspection } from "./inspection.js";
import {
  glance,
  keptSection,
  pacingSection,
  requestsSection,
  sees,
  weighs,
} from "./sections.js";

const KEY = "the-gift-shop.behind-the-scenes";
/** How long something may be behind what the shopper did. */
const PAUSE_MS = 300;

/** @type {HTMLElement | undefined} */
let drawer;
/** @type {ReturnType<typeof setInterval> | undefined} */
let timer;
/** @type {Catalog | undefined} */
let items;

/** Connects this page's button; the drawer is open again if it was on the page before. */
export function offerBehindTheScenes() {
  const opener = byId("behind-the-scenes", HTMLButtonElement);
  opener.addEventListener("click", () => {
    if (drawer?.hidden === false) close();
    else openScenes();
  });
  void catalog.then((loaded) => {
    items = loaded;
  }, ignore);
  if (wasOpen()) show();
}

/** Opens the drawer and puts the focus into it. */
export function openScenes() {
  show().querySelector("h2")?.focus();
}

/** @returns {HTMLElement} */
function show() {
  drawer ??= makeDrawer();
  drawer.hidden = false;
  clearInterval(timer);
  timer = setInterval(refresh, PAUSE_MS);
  refresh();
  said(true);
  return drawer;
}

function close() {
  if (!drawer) return;
  const hadFocus = drawer.contains(document.activeElement);
  drawer.hidden = true;
  clearInterval(timer);
  said(false);
  if (hadFocus) byId("behind-the-scenes", HTMLButtonElement).focus();
}

/** @param {boolean} isOpen */
function said(isOpen) {
  const opener = byId("behind-the-scenes", HTMLButtonElement);
  opener.setAttribute("aria-expanded", String(isOpen));
  document.documentElement.classList.toggle("has-scenes", isOpen);
  try {
    sessionStorage.setItem(KEY, isOpen ? "open" : "");
  } catch {
    // Storage is denied: the next page begins without the drawer.
  }
}

function wasOpen() {
  try {
    return sessionStorage.getItem(KEY) === "open";
  } catch {
    return false;
  }
}

/** @type {[id: string, heading: string][]} */
const SECTIONS = [
  ["sees", "What the widget sees"],
  ["weighs", "What it weighs"],
  ["pacing", "How much is enough"],
  ["kept", "What is stored here"],
  ["requests", "What the page requested"],
];

/** @returns {HTMLElement} */
function makeDrawer() {
  const head = html(
    "div",
    { class: "drawer-head" },
    html("h2", { id: "scenes-heading", tabindex: "-1" }, "Behind the scenes"),
    button(
      { class: "round", "aria-label": "Close Behind the scenes" },
      close,
      "×",
    ),
  );
  const made = html(
    "aside",
    { id: "scenes", class: "scenes", "aria-labelledby": "scenes-heading" },
    head,
    html(
      "div",
      { class: "scenes-content" },
      html("div", { id: "scenes-glance" }),
      ...SECTIONS.map(([id, heading]) =>
        html(
          "section",
          { "aria-labelledby": `scenes-${id}-heading` },
          html("h3", { id: `scenes-${id}-heading` }, heading),
          html("div", { id: `scenes-${id}` }),
        ),
      ),
    ),
  );
  made.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  document.body.append(made);
  return made;
}

/** Draws what has changed since the last time, and nothing else. */
function refresh() {
  const told = inspection();
  if (!told) {
    draw("sees", [html("p", {}, "The widget is not running on this page.")]);
    return;
  }
  const titleOf = titles(told);
  const row = rowInFront(told.rows);
  draw("glance", glance(row, told.kept));
  draw("sees", sees(row, titleOf));
  draw("weighs", weighs(row, told.pacing, titleOf));
  draw("pacing", pacingSection(told.pacing, titleOf));
  draw("kept", keptSection(told.kept));
  draw("requests", requestsSection());
}

/**
 * The cart drawer's row while that is open, else the page's own.
 * @param {Row[]} rows
 */
function rowInFront(rows) {
  const isCartOpen = document.querySelector("dialog.drawer[open]") !== null;
  const isInFront = (/** @type {Row} */ { placement }) =>
    (placement === "cart-drawer") === isCartOpen;
  return rows.find(isInFront);
}

/** @param {Inspection} told */
function titles({ rows }) {
  const known = new Map(
    rows.flatMap(({ anchors, candidates }) =>
      [...anchors, ...candidates].map(({ sku, title }) => [sku, title]),
    ),
  );
  return (/** @type {string} */ sku) =>
    known.get(sku) ?? items?.find(sku)?.title ?? sku;
}

/**
 * Replaces a section's content if it would look different; what was unfolded
 * stays unfolded, and the focus where it was.
 * @param {string} id
 * @param {Child[]} children
 */
function draw(id, children) {
  const place = byId(`scenes-${id}`, HTMLDivElement);
  const next = html("div", { id: place.id }, ...children);
  const unfolded = place.querySelector("details")?.open === true;
  const details = next.querySelector("details");
  if (details && unfolded) details.open = true;
  if (next.isEqualNode(place)) return;
  const hadFocus = place.contains(document.activeElement);
  const focused = document.activeElement?.localName ?? "";
  place.replaceChildren(...next.childNodes);
  if (!hadFocus) return;
  const again = place.querySelector(focused) ?? drawer?.querySelector("h2");
  if (again instanceof HTMLElement) again.focus({ preventScroll: true });
}

/** The page itself says when the catalogue could not be loaded. */
function ignore() {}
