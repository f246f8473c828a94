/**
 * Goes With. A page needs one tag:
 *
 *   <script async src="goes-with.js" data-model="shop.gw"></script>
 *
 * and <goes-with> where suggestions should appear. `data-pictures` may name a picture pack. If anything fails,
 * the page is as it was, and what stands inside <goes-with> stays.
 */
(() => {
  const script = document.currentScript;
  if (!(script instanceof HTMLScriptElement)) return;
  if (!window.customElements || customElements.get("goes-with")) return;
  // A second tag, perhaps before the first has loaded: one is enough.
  const started = Symbol.for("goes-with");
  const page = /** @type {any} */ (window);
  if (page[started]) return;
  page[started] = true;
  const { model, pictures } = script.dataset;
  const load = () =>
    import(new URL("goes-with-element.js", script.src).href)
      .then(({ start }) => start(model, pictures))
      .catch((error) => console.warn(`goes-with: ${error.message ?? error}`));
  // A page that the browser makes ready in advance is none that she looked at.
  const made = /** @type {any} */ (document);
  if (!made.prerendering) load();
  else document.addEventListener("prerenderingchange", load, { once: true });
})();
