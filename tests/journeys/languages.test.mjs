/** The texts, the numbers and the direction are those of the page's language. */

import assert from "node:assert/strict";
import { assertAccessible } from "./lib/axe.mjs";
import { journeys } from "./lib/journey.mjs";
import { messagesOf, rootsIn, unmarked } from "./lib/languages.mjs";
import { CAKE_STAND, lookAt, places, read } from "./lib/shop.mjs";
import { recommend } from "./lib/tool.mjs";

/** @import { Locator, Page } from "playwright-core" */

/** What `<html>` says, and which way the language runs. */
const LANGUAGES = {
  de: { html: 'lang="de"', direction: "ltr" },
  ar: { html: 'lang="ar-EG" dir="rtl"', direction: "rtl" },
};

/**
 * Numbers and plural forms as this very browser has them.
 * @param {Page} page
 * @param {string} language
 */
const intlOf = (page, language) =>
  page.evaluate((language) => {
    const numbers = new Intl.NumberFormat(language);
    const plurals = new Intl.PluralRules(language);
    const upTo = [...Array(200).keys()];
    return {
      numbers: upTo.map((n) => numbers.format(n)),
      forms: upTo.map((n) => String(plurals.select(n))),
    };
  }, language);

/** @param {Locator} element */
const directionOf = (element) =>
  element.evaluate((element) => getComputedStyle(element).direction);

/** @param {Page} page */
const focused = (page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement)
      element = element.shadowRoot.activeElement;
    return element?.textContent;
  });

/** The start of a box, the way the text runs. @param {Locator} element @param {string} direction */
async function startOf(element, direction) {
  const box = await element.boundingBox();
  assert.ok(box);
  return direction === "rtl" ? -(box.x + box.width) : box.x;
}

journeys("In the page's language", (journey) => {
  for (const [language, { html, direction }] of Object.entries(LANGUAGES)) {
    const { say, keys } = messagesOf(language);
    const options = { roots: rootsIn(html) };

    journey(
      `${language}: reasons, prices and plural forms are those of the language`,
      async (trip) => {
        const { page } = trip;
        const shown = await lookAt(trip);
        const tag = await page.evaluate("document.documentElement.lang");
        const { numbers, forms } = await intlOf(page, String(tag));
        const told = await recommend({ view: CAKE_STAND });
        const cards = await read(shown);
        assert.equal(cards.length, told.suggestions.length);
        let shares = 0;
        for (const [at, { reason, level }] of cards.entries()) {
          const suggestion = told.suggestions[at];
          assert.equal(suggestion?.level, level);
          const [, part, whole] =
            /^In (\d+) of (\d+) orders/.exec(suggestion.reason) ?? [];
          if (!part) {
            assert.notEqual(unmarked(reason), suggestion.reason);
            continue;
          }
          shares += 1;
          const share = say(`share-orders.${forms[Number(whole)]}`, {
            part: numbers[Number(part)] ?? "",
            whole: numbers[Number(whole)] ?? "",
          });
          const [before = "", after = ""] = say("bought-together", {
            share,
            name: "\n",
          }).split("\n");
          const plain = unmarked(reason);
          assert.ok(plain.startsWith(before), `${plain} / ${before}`);
          assert.ok(plain.endsWith(after), plain);
          assert.ok(plain.length <= 60, plain);
        }
        assert.ok(shares > 0);
        const prices = await shown.locator('[part="price"]').allTextContents();
        const zero = new RegExp(`[${numbers.slice(0, 10).join("")}]`);
        for (const price of prices) assert.match(price, zero);
        const used = new Set(keys.flatMap((key) => key.split(".").slice(1)));
        assert.deepEqual(
          [...used].sort(),
          [...new Set(forms)].sort(),
          "the file has the forms that the browser asks for",
        );
      },
      options,
    );

    journey(
      `${language}: rows run the way of the language, menu and panel too`,
      async (trip) => {
        const { page } = trip;
        const shown = await lookAt(trip);
        const row = shown.locator('[part="row"]');
        assert.equal(await row.getAttribute("lang"), language);
        assert.equal(await directionOf(row), direction);
        const start = (/** @type {Locator} */ of) => startOf(of, direction);
        const [first, second] = [places(shown).nth(0), places(shown).nth(1)];
        assert.ok((await start(first)) < (await start(second)));
        const control = shown.locator('[part="control"]');
        assert.ok(
          (await start(shown.getByRole("heading", { level: 2 }))) <
            (await start(control)),
        );
        const title = first.locator('[part="title"]');
        assert.ok(
          (await start(title.locator("bdi"))) - (await start(title)) < 2,
          "a title begins where the rest does",
        );
        await assertAccessible(page, "the row");

        await first.locator('[part="more"]').click();
        assert.equal(await focused(page), say("why"));
        await page.keyboard.press("ArrowDown");
        await page.keyboard.press("ArrowDown");
        assert.notEqual(await focused(page), say("why"));
        await assertAccessible(page, "the menu");
        await page.keyboard.press("Home");
        await page.keyboard.press("Enter");
        await shown.getByRole("dialog", { name: say("why") }).waitFor();
        await assertAccessible(page, "Why this?");
        await page.keyboard.press("Escape");

        await control.click();
        await shown.getByText(say("frequency-more"), { exact: true }).waitFor();
        await assertAccessible(page, "How often?");
        await shown
          .getByRole("button", { name: say("mine"), exact: true })
          .click();
        const mine = shown.getByRole("dialog", { name: say("mine") });
        const tag = await page.evaluate("document.documentElement.lang");
        const { numbers } = await intlOf(page, String(tag));
        const text = unmarked((await mine.textContent()) ?? "");
        assert.ok(
          text.includes(say("mine-sent", { n: numbers[0] ?? "" })),
          text,
        );
        await assertAccessible(page, "Your suggestions");
      },
      options,
    );

    journey(
      `${language}: one message file is loaded, and nothing afterwards`,
      async (trip) => {
        const { page, server } = trip;
        const shown = await lookAt(trip);
        await page.waitForLoadState("load");
        const files = () =>
          server.requests.filter(({ url }) => url.endsWith(".txt"));
        assert.deepEqual(
          files().map(({ url }) => url),
          [`/goes-with.${language}.txt`],
        );
        const n = server.requests.length;
        await places(shown).first().locator('[part="more"]').click();
        await shown.getByRole("menuitem", { name: say("not-now") }).click();
        await shown.getByText(say("said-not-now")).waitFor();
        assert.equal(server.requests.length, n);
      },
      options,
    );
  }

  for (const [what, html] of Object.entries({
    "a language without a file": 'lang="fr" dir="ltr"',
    "no language": 'data-lang=""',
    "a page that runs from right to left": 'lang="he" dir="rtl"',
  })) {
    journey(
      `${what}: English, and no request fails`,
      async (trip) => {
        const { page } = trip;
        /** @type {string[]} */
        const failed = [];
        page.on("response", (response) => {
          if (!response.ok()) failed.push(response.url());
        });
        const shown = await lookAt(trip);
        await page.waitForLoadState("load");
        assert.deepEqual(failed, []);
        const { suggestions } = await recommend({ view: CAKE_STAND });
        assert.deepEqual(
          (await read(shown)).map(({ reason }) => reason),
          suggestions.map(({ reason }) => reason),
        );
        const row = shown.locator('[part="row"]');
        assert.equal(await row.getAttribute("lang"), "en");
        assert.equal(await directionOf(row), "ltr");
      },
      { roots: rootsIn(html) },
    );
  }
});
