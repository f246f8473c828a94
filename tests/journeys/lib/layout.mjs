/** Where things are in a page, and whether they can be seen. */

import assert from "node:assert/strict";
import { stillness } from "./axe.mjs";

/** @import { Locator, Page } from "playwright-core" */

/** The least side of what is pressed (WCAG 2.2, 2.5.8). */
const MIN_TARGET_PX = 24;

/**
 * Nothing of a row is cut off or covered, all that is pressed is large enough, and the page does not scroll sideways.
 * @param {Page} page
 * @param {Locator} shown
 * @param {string} what
 * @param {string} [overlay] what lies over the rest: only that must be free
 */
export async function assertInRoom(page, shown, what, overlay) {
  await stillness(page);
  const faults = await shown.evaluate(
    (host, { overlay, least }) => {
      /** @type {string[]} */
      const faults = [];
      const root = host.shadowRoot;
      const top = overlay ? root?.querySelector(overlay) : root;
      if (!root || !top) return [`there is no ${overlay}`];
      const nameOf = (/** @type {Element} */ element) =>
        `${element.getAttribute("part") ?? element.localName} "${element.textContent.slice(0, 24)}"`;
      const { clientWidth, scrollWidth } = document.documentElement;
      if (scrollWidth > clientWidth) faults.push("the page scrolls sideways");

      /** Cut off by the window's sides or by a box that clips. @param {Element} element */
      const isCut = (element) => {
        const box = element.getBoundingClientRect();
        if (box.left < -0.5 || box.right > clientWidth + 0.5) return true;
        for (
          let around = element.parentElement;
          around;
          around = around.parentElement
        ) {
          if (getComputedStyle(around).overflowY === "visible") continue;
          const clip = around.getBoundingClientRect();
          const isPast =
            box.top < clip.top - 0.5 - around.scrollTop ||
            box.bottom >
              clip.top + around.scrollHeight - around.scrollTop + 0.5;
          if (isPast) return true;
        }
        return false;
      };
      const targets = [
        ...top.querySelectorAll("button, a[href], label"),
      ].filter((target) => target.checkVisibility());
      if (targets.length === 0) faults.push("nothing to press");
      for (const target of targets) {
        target.scrollIntoView({ block: "center", inline: "center" });
        const { x, y, width, height } = target.getBoundingClientRect();
        if (width < least || height < least)
          faults.push(`${nameOf(target)} is ${width} × ${height}`);
        const there = root.elementFromPoint(x + width / 2, y + height / 2);
        if (!target.contains(there))
          faults.push(
            `${nameOf(target)} is covered by ${there ? nameOf(there) : "nothing of the row"}`,
          );
        if (isCut(target)) faults.push(`${nameOf(target)} is cut off`);
      }
      for (const text of top.querySelectorAll("*")) {
        const { overflowX } = getComputedStyle(text);
        if (overflowX === "auto" || text.matches("[part=picture] *, .status"))
          continue;
        if (text.clientWidth > 0 && text.scrollWidth > text.clientWidth + 1)
          faults.push(`${nameOf(text)} overflows`);
      }
      if (top instanceof Element) {
        top.scrollIntoView({ block: "center", inline: "center" });
        const { left, top: y, right, bottom } = top.getBoundingClientRect();
        if (isCut(top))
          faults.push(
            `${overlay} is cut off: ${[left, y, right, bottom].join(" ")}`,
          );
      }
      return faults;
    },
    { overlay, least: MIN_TARGET_PX },
  );
  assert.deepEqual(faults, [], what);
}

/**
 * What can be seen under forced colors.
 * @param {Locator} shown
 * @param {string} [overlay]
 */
export function colorsOf(shown, overlay) {
  return shown.evaluate((host, overlay) => {
    const root = host.shadowRoot;
    const top = (overlay && root?.querySelector(overlay)) || root;
    const isSeen = (/** @type {string} */ color) =>
      !/^rgba\(.*, 0\)$|^transparent$/.test(color);
    const isLined = (/** @type {Element} */ element) => {
      const style = getComputedStyle(element);
      const isBox =
        style.borderTopStyle !== "none" &&
        parseFloat(style.borderTopWidth) > 0 &&
        isSeen(style.borderTopColor);
      return isBox || style.textDecorationLine === "underline";
    };
    const lined = [
      ...(root?.querySelectorAll(
        '[part~="card"], [part="menu"], [part="sheet"], [part~="panel"], [part="control"], [part="add"], [part="undo-add"], [part="more"], [part="undo"], [part="resume"], [part="sheet-button"]',
      ) ?? []),
    ];
    const seen = (/** @type {boolean} */ is) => (is ? "seen" : "not seen");
    const outline = (/** @type {Element | null | undefined} */ element) => {
      if (!element) return "not there";
      const style = getComputedStyle(element);
      return seen(
        style.outlineStyle !== "none" &&
          parseFloat(style.outlineWidth) > 0 &&
          isSeen(style.outlineColor),
      );
    };
    const dots = ["full", "not(.full)"].map((which) =>
      root?.querySelector(which === "full" ? ".dot.full" : ".dot:not(.full)"),
    );
    const [full, empty] = dots.map(
      (dot) => dot && getComputedStyle(dot).backgroundColor,
    );
    const focused = root?.activeElement;
    return {
      bare: lined
        .filter((element) => !isLined(element))
        .map((element) => element.getAttribute("part")),
      level: outline(root?.querySelector('[part="level"]:has(:checked)')),
      dots: seen(!!full && isSeen(full) && full !== empty),
      focus: top?.contains(focused ?? null) ? outline(focused) : "outside",
    };
  }, overlay);
}

/**
 * Where the page's own things are around a row, in pixels of the page, and how high the row is.
 * @param {Locator} shown
 * @returns {Promise<{ height: number, boxes: [name: string, y: number, isBelow: boolean][] }>}
 */
export async function boxesAround(shown) {
  await stillness(shown.page());
  return shown.evaluate((host) => {
    const { height, bottom } = host.getBoundingClientRect();
    const around = [...document.querySelectorAll("body *")].filter(
      (element) =>
        !element.contains(host) &&
        !element.closest("goes-with, dialog, svg, #open-cart, .only-read") &&
        element.checkVisibility(),
    );
    return {
      height: Math.round(height),
      boxes: around.map((element) => {
        const { top } = element.getBoundingClientRect();
        const name = `${element.localName} "${element.textContent.slice(0, 24)}"`;
        return [name, Math.round(top + scrollY), top >= bottom];
      }),
    };
  });
}

/**
 * Watches what moves of itself in a page, from its first paint on; in Chromium alone.
 * @param {Page} page
 * @returns {Promise<() => Promise<string[]>>} what moved so far without an input of hers
 */
export async function watchShifts(page) {
  await page.addInitScript(() => {
    /** @type {string[]} */
    const shifts = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of /** @type {any[]} */ (list.getEntries())) {
        // What answers a press of hers may move what stands below it: a bundle
        // goes with the card that she refused.
        if (entry.hadRecentInput) continue;
        const moved = entry.sources.map(
          (
            /** @type {{ node: Element | null, previousRect: DOMRect, currentRect: DOMRect }} */ source,
          ) => {
            const { node, previousRect: from, currentRect: to } = source;
            const name = node?.getAttribute?.("part") ?? node?.nodeName;
            return `${name} from ${from.x} ${from.y} to ${to.x} ${to.y}`;
          },
        );
        shifts.push(`${entry.value}: ${moved.join(", ")}`);
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  return () =>
    page.evaluate(
      () =>
        new Promise((/** @type {(shifts: string[]) => void} */ done) =>
          requestAnimationFrame(() =>
            setTimeout(() => done(/** @type {any} */ (window).shifts), 100),
          ),
        ),
    );
}

/**
 * More than the shop's cart button, whose number is there a moment later, and whose letters are those of another font
 * until then.
 * @param {string} shift
 */
export const isSeen = (shift) => parseFloat(shift) > 0.0002;
