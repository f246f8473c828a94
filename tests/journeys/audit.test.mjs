/** The audit page of the demo's model: for everyone, on a phone, in the dark, and without a mouse. */

import assert from "node:assert/strict";
import { assertAccessible } from "./lib/axe.mjs";
import { journeys } from "./lib/journey.mjs";

const PHONE = { width: 390, height: 844 };

journeys("The audit page", (journey) => {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    journey(
      `axe finds nothing, and nothing is wider than a phone, ${colorScheme}`,
      async ({ page, server }) => {
        await page.goto(`${server.url}audit.html`);
        await page.getByRole("heading", { name: "Worth a look" }).waitFor();
        await assertAccessible(page, "the audit", { hasRows: false });
        const width = await page.evaluate(
          () => document.documentElement.scrollWidth,
        );
        assert.ok(width <= PHONE.width, `${width} pixels wide`);
      },
      { colorScheme, viewport: PHONE },
    );
  }

  journey(
    "the keyboard copies a line, and the line can be read beside it",
    async ({ page, server }) => {
      await page.goto(`${server.url}audit.html`);
      const copy = page.getByRole("button", { name: "Copy" }).first();
      const line = page.locator(".line").first().locator("code");
      const text = (await line.textContent()) ?? "";
      assert.match(text, /,block,,,\d{4}-\d\d-\d\d$/);
      await copy.focus();
      await page.keyboard.press("Enter");
      await page
        .getByRole("status")
        .getByText(/Copied|Selected/)
        .waitFor();
      assert.equal(
        await page.evaluate(() => String(getSelection())),
        text,
        "where copying is not allowed, the line is selected",
      );
    },
  );

  journey("it asks for nothing but itself", async ({ page, server }) => {
    await page.goto(`${server.url}audit.html`, { waitUntil: "networkidle" });
    const asked = server.requests.map(({ url }) => url);
    assert.deepEqual(asked, ["/audit.html"]);
  });
});
