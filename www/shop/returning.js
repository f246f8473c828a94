/**
 * Back leads to the same place, though the page is filled after it has loaded
 * and the browser would scroll back before there is anything to scroll to.
 */

/** What says that somebody scrolls by herself. */
const BY_HAND = ["wheel", "touchmove", "keydown", "pointerdown"];

/**
 * Remembers where the page was left by a link, and goes there again; once more
 * whenever something has taken its room.
 * @param {HTMLElement} place what holds the links and the suggestions, filled
 */
export function returnToPlace(place) {
  place.addEventListener("click", () => {
    history.replaceState({ scroll: scrollY }, "");
  });
  const scroll = history.state?.scroll;
  if (typeof scroll !== "number") return;
  scrollTo(0, scroll);

  const grown = new ResizeObserver(() => scrollTo(0, scroll));
  // The whole page: its foot is filled late, too.
  grown.observe(document.body);
  for (const type of BY_HAND) {
    addEventListener(type, () => grown.disconnect(), {
      once: true,
      passive: true,
    });
  }
}
