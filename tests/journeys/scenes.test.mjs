/** Behind the scenes: what the demo's drawer tells is what the rows do, and looking changes nothing. */

import assert from "node:assert/strict";
import { assertAccessible } from "./lib/axe.mjs";
import { journeys } from "./lib/journey.mjs";
import {
  CHOICES,
  answer,
  howOften,
  lookAt,
  offers,
  openDrawer,
  places,
  putInCart,
  read,
  row,
  stored,
  toScreen,
} from "./lib/shop.mjs";

/** @import { Page } from "playwright-core" */
/** @import { Inspection } from "../../www/shop/scenes/inspection.js" */

const TEACUP = "22699";
/** A cup that goes with a bowl of its series: the two are a bundle. */
const CUP = "23291";

/** @param {Page} page */
const drawer = (page) =>
  page.getByRole("complementary", { name: "Behind the scenes" });

/** @param {Page} page */
const opener = (page) =>
  page.locator("header").getByRole("button", { name: "Behind the scenes" });

/**
 * @param {Page} page
 * @returns {Promise<Inspection>}
 */
const inspect = (page) => page.evaluate(() => window.goeswith.inspect());

/**
 * The items listed in the drawer, with why each is not shown and how long its bar is.
 * @param {Page} page
 */
const weighed = (page) =>
  drawer(page)
    .locator(".weighed > li")
    .evaluateAll((all) =>
      all.map((item) => ({
        sku: item.getAttribute("data-sku"),
        why: item.getAttribute("data-why"),
        text: item.querySelector(".why")?.textContent ?? "",
        pieces: [...item.querySelectorAll("rect")].map((piece) => ({
          anchor: piece.getAttribute("data-anchor"),
          width: Number(piece.getAttribute("width")),
        })),
      })),
    );

journeys("Behind the scenes", (journey) => {
  journey("what is shown, with what adds up to it", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip, TEACUP);
    await putInCart(page);
    await lookAt(trip);
    const before = await read(shown);
    await opener(page).click();
    await drawer(page).getByText("What it weighs").waitFor();

    const { rows } = await inspect(page);
    const [told] = rows;
    assert.ok(told);
    assert.deepEqual(
      rows.map(({ placement, stage }) => [placement, stage]),
      [["product", "product"]],
    );
    assert.deepEqual(
      told.anchors.map(({ sku, kind }) => [sku, kind]),
      [
        [TEACUP, "cart"],
        ["22423", "view"],
      ],
    );
    assert.deepEqual(told.context.cart, [TEACUP]);
    assert.equal(told.context.page, "22423");
    const shownThere = told.candidates.filter((candidate) => candidate.shown);
    assert.deepEqual(
      shownThere.map(({ sku, title }) => [sku, title]),
      before.map(({ sku, title }) => [sku, title]),
    );
    for (const { title, score, contributions } of told.candidates) {
      const sum = contributions.reduce((all, part) => all + part.score, 0);
      assert.equal(sum, score, title);
      assert.ok(score > 0, title);
    }
    assert.equal(
      told.candidates.some(({ why }) => why !== ""),
      true,
    );

    const listed = await weighed(page);
    assert.deepEqual(
      listed.map(({ sku, why }) => [sku, why]),
      told.candidates.map(({ sku, why }) => [sku, why]),
    );
    const best = Math.max(...told.candidates.map(({ score }) => score));
    for (const [at, { pieces }] of listed.entries()) {
      const { contributions } = told.candidates[at] ?? { contributions: [] };
      assert.deepEqual(
        pieces,
        contributions.map(({ anchor, score }) => ({
          anchor,
          width: (100 * score) / best,
        })),
      );
    }
    assert.deepEqual(await read(shown), before, "the row is as it was");
  });

  journey("the bundle below the cards is told as it stands", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip, CUP);
    const box = shown.locator('[part="bundle"]');
    const [heading, ...titles] = await box
      .locator("h3, [part=choice] bdi")
      .allTextContents();
    await opener(page).click();
    const { rows } = await inspect(page);
    const bundle = rows[0]?.bundle;
    assert.ok(bundle && heading);
    assert.equal(bundle.name, "", "found in orders");
    assert.equal(bundle.skus.length, titles.length);
    const total = `£${(bundle.total / 100).toFixed(2)}`;
    assert.ok(heading.startsWith(`${total} for these`), heading);
    const told = drawer(page).locator("#scenes-weighs");
    await told.getByText(titles.join(" + "), { exact: true }).waitFor();
    await told.getByText(new RegExp(`^${total} in all; [\\d,]+`)).waitFor();
    await assertAccessible(page, "with a bundle");
  });

  journey("what goes into the cart is held back there", async (trip) => {
    const { page } = trip;
    await lookAt(trip);
    await opener(page).click();
    await drawer(page).getByText("In the cart", { exact: true }).waitFor();
    await drawer(page).getByText("nothing", { exact: true }).waitFor();
    const [first] = (await weighed(page)).filter(({ why }) => why === "");
    assert.ok(first?.sku);
    await lookAt(trip, first.sku);
    await putInCart(page);
    await lookAt(trip);
    await drawer(page)
      .locator(`[data-sku="${first.sku}"]`)
      .getByText("in your cart")
      .waitFor();

    await openDrawer(page);
    await drawer(page).getByText("the row in the cart drawer").waitFor();
    await drawer(page)
      .getByText("kept back: three on this page already")
      .first()
      .waitFor();
    await page.keyboard.press("Escape");
    await drawer(page).getByText("the row below the product").waitFor();
  });

  journey("what pacing allows follows “How often?”", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip);
    await opener(page).click();
    const left = drawer(page).locator("#scenes-pacing dd");
    await left.first().waitFor();
    assert.deepEqual(await left.allTextContents(), ["0", "6", "17", "57"]);
    await drawer(page).getByText("8 of 100 orders").waitFor();
    await howOften(shown, "More");
    await drawer(page).getByText("“How often?” says More").waitFor();
    const { pacing } = await inspect(page);
    assert.equal(pacing.frequency, "more");
    assert.deepEqual(
      [pacing.leftOnPage, pacing.leftInHour, pacing.leftInDay],
      [5, 20, 40].map((ceiling) => ceiling - pacing.shownOnPage),
    );
    assert.equal(pacing.bar, 5);
    assert.equal(pacing.barNow, 5 + pacing.shownOnPage);
    await shown.getByRole("radio", { name: "Off" }).click();
    await drawer(page)
      .getByText("“How often?” says Off: nothing is shown.")
      .waitFor();
    assert.ok(
      (await inspect(page)).rows
        .flatMap(({ candidates }) => candidates)
        .every((candidate) => !candidate.shown),
    );
  });

  journey("what is stored is told to the letter", async (trip) => {
    const { page } = trip;
    const shown = await lookAt(trip);
    await opener(page).click();
    const said = drawer(page).locator('[data-key="goeswith"]');
    await said.getByText("0 bytes").waitFor();
    const [refused] = await read(shown);
    await answer(places(shown).first(), "Not interested in this");
    await drawer(page).getByText("You said no a moment ago").waitFor();
    const text = (await stored(page, CHOICES)) ?? "";
    assert.match(text, /not-interested/);
    assert.equal(await said.locator("pre").textContent(), text);
    await said.getByText(`${Buffer.byteLength(text)} bytes`).waitFor();
    await drawer(page)
      .locator(`[data-sku="${refused?.sku}"]`)
      .getByText("you said: not interested")
      .waitFor();
    assert.deepEqual((await inspect(page)).kept, {
      mode: "page",
      choices: text,
      memory: "",
    });
    await page.evaluate(() => (window.goeswith.consent = "session"));
    const did = drawer(page).locator('[data-key="goeswith-memory"]');
    await did.getByText("sessionStorage, under “goeswith-memory”").waitFor();
    assert.equal(
      await did.locator("pre").textContent(),
      await page.evaluate(() => sessionStorage.getItem("goeswith-memory")),
    );
  });

  journey("no request since the page loaded, and one is told", async (trip) => {
    const { page, server } = trip;
    await lookAt(trip);
    await opener(page).click();
    const since = drawer(page).locator(".since");
    await drawer(page).getByText("None since the page loaded").waitFor();
    await openDrawer(page);
    await drawer(page).getByText("Nothing speaks here").waitFor();
    await page.keyboard.press("Escape");
    assert.equal(await since.getAttribute("data-since"), "0");
    const loaded = drawer(page).locator("#scenes-requests summary");
    const [n] = /\d+/.exec((await loaded.textContent()) ?? "") ?? [];
    const asked = server.requests.filter(({ url }) => !/html|icon/.test(url));
    assert.ok(Number(n) >= asked.length, `${n} of ${asked.length}`);
    await page.evaluate(() => fetch("icon.svg?again").then(() => undefined));
    await drawer(page).getByText("1 since the page loaded").waitFor();
  });

  journey("by keyboard, and from page to page", async (trip) => {
    const { page, server } = trip;
    await lookAt(trip);
    const focusedText = () =>
      page.evaluate(() => document.activeElement?.textContent?.trim());
    await opener(page).focus();
    await page.keyboard.press("Enter");
    assert.equal(await focusedText(), "Behind the scenes");
    assert.equal(await opener(page).getAttribute("aria-expanded"), "true");
    const isAtMore = async () => /^\d+ more$/.test((await focusedText()) ?? "");
    for (let step = 0; step < 5 && !(await isAtMore()); step += 1)
      await page.keyboard.press("Tab");
    assert.ok(await isAtMore());
    await page.keyboard.press("Enter");
    const unfolded = drawer(page).locator("#scenes-weighs details[open]");
    await unfolded.waitFor();
    // What changes in the section is drawn anew: unfolded it stays, and the focus with it.
    await page.evaluate(() => (window.goeswith.cart = ["85123A"]));
    await drawer(page).getByText("in the cart", { exact: true }).waitFor();
    await unfolded.waitFor();
    assert.ok(await isAtMore());
    await page.keyboard.press("Escape");
    assert.equal(await drawer(page).count(), 0);
    assert.equal(await focusedText(), "Behind the scenes");

    await page.keyboard.press("Enter");
    for (const other of ["index.html", "checkout.html", "thanks.html"]) {
      await page.goto(`${server.url}${other}`);
      await drawer(page).waitFor();
      assert.equal(await opener(page).getAttribute("aria-expanded"), "true");
      assert.equal(
        await drawer(page).evaluate((it) =>
          it.contains(document.activeElement),
        ),
        false,
        "the focus is not taken",
      );
    }
    await opener(page).click();
    await page.reload();
    await opener(page).waitFor();
    assert.equal(await drawer(page).count(), 0);
  });

  for (const [screen, viewport] of /** @type {const} */ ([
    ["a desktop", { width: 1280, height: 900 }],
    ["a phone", { width: 320, height: 700 }],
  ]))
    for (const colorScheme of /** @type {const} */ (["light", "dark"]))
      journey(
        `axe has nothing to say, on ${screen}, ${colorScheme}`,
        async (trip) => {
          const { page, server } = trip;
          await page.goto(`${server.url}index.html`);
          await page.locator("#listing .card").first().waitFor();
          await toScreen(row(page, "listing"));
          await assertAccessible(page, "the tour");
          const shown = await lookAt(trip);
          await opener(page).click();
          await answer(places(shown).first(), "Not interested in this");
          await drawer(page).getByText("You said no a moment ago").waitFor();
          for (const summary of await drawer(page).locator("summary").all())
            await summary.click();
          await assertAccessible(page, "the drawer is open");
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - innerWidth,
          );
          assert.ok(overflow <= 0, `${overflow} px too wide`);
        },
        { viewport, colorScheme },
      );
});

journeys("The tour", (journey) => {
  journey("each step leads to its place", async (trip) => {
    const { page, server } = trip;
    const home = `${server.url}index.html`;
    const tour = page.getByRole("region", { name: "New here?" });
    for (const step of ["Ask why", "Say no"]) {
      await page.goto(home);
      await tour.getByRole("link", { name: step }).click();
      await offers(row(page)).first().waitFor();
      const card = places(row(page)).first();
      await card.locator('[part="more"]').click();
      const wanted =
        step === "Ask why" ? "Why this?" : "Not interested in this";
      await card.getByRole("menuitem", { name: wanted }).waitFor();
    }
    await page.goto(home);
    await tour.getByRole("link", { name: "Choose how often" }).click();
    const control = row(page, "controls");
    await control.locator('[part="control"]').click();
    await control.getByRole("radio", { name: "Fewer" }).waitFor();
    await page.goto(home);
    await tour.getByRole("button", { name: "Your suggestions" }).click();
    await page.getByRole("dialog", { name: "Your suggestions" }).waitFor();
    await page.goto(home);
    await tour.getByRole("button", { name: "Behind the scenes" }).click();
    await drawer(page).waitFor();
  });

  journey("hidden, it stays away", async ({ page, server }) => {
    await page.goto(`${server.url}index.html?q=tea`);
    await page.locator("#listing .card").first().waitFor();
    const tour = page.getByRole("region", { name: "New here?" });
    assert.equal(await tour.count(), 0, "not beside what she searched for");
    await page.goto(`${server.url}index.html`);
    await tour.getByRole("button", { name: "Hide this" }).click();
    assert.equal(await tour.count(), 0);
    await page.reload();
    await page.locator("#listing .card").first().waitFor();
    assert.equal(await tour.count(), 0);
  });
});
