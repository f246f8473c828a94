/** A model whose last day is over suggests nothing, and the shop is told. What an earlier visit kept ends, too. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  demo,
  demoModel,
  dist,
  env,
  toolBinary,
} from "../../scripts/lib/places.mjs";
import { TAG, folderOf, pageOf } from "./lib/bare.mjs";
import { journeys, takeWarning } from "./lib/journey.mjs";
import { CAKE_STAND, CHOICES, MEMORY, started, stored } from "./lib/shop.mjs";

const PAGE = pageOf(
  `${TAG}<goes-with sku="${CAKE_STAND}"></goes-with><goes-with placement="controls"></goes-with>`,
);

/** The demo's model with a last day. @param {string} day */
function endingOn(day) {
  const folder = folderOf({ "bare.html": PAGE });
  const tool = (/** @type {string[]} */ ...args) =>
    execFileSync(toolBinary, args, { env, maxBuffer: 2 ** 28 });
  const lines = tool("export", demoModel).toString();
  const path = join(folder, "lines.jsonl");
  writeFileSync(path, lines.replace('"types"', `"last_day":"${day}","types"`));
  tool("import", path, "-o", join(folder, "shop.gw"));
  assert.ok(readFileSync(join(folder, "shop.gw")).length > 0);
  return folder;
}

const [over, toCome] = ["2012-01-31", "9999-12-31"].map(endingOn);

journeys("A model that ends", (journey) => {
  journey(
    "after its last day nothing is suggested, and the shop is told",
    async (trip) => {
      const { page, server } = trip;
      await page.goto(`${server.url}bare.html`);
      assert.match(await takeWarning(trip), /2012-01-31: build it anew/);
      const [shown, controls] = ["", "controls"].map((placement) =>
        page.locator(placement ? `[placement=${placement}]` : "goes-with[sku]"),
      );
      await controls?.getByText("How often?").waitFor();
      await page.waitForSelector('goes-with[sku][data-state="empty"]', {
        state: "attached",
      });
      assert.equal(await shown?.locator('[part="card"]').count(), 0);
      const inside = await page.evaluate(() => window.goeswith.inspect());
      assert.deepEqual([inside.rows, inside.endedMs], [[], Date.UTC(2012, 1)]);
    },
    { roots: [over ?? "", dist, demo] },
  );

  journey(
    "before it is over suggestions are as ever, and nothing is said",
    async ({ page, server }) => {
      await page.goto(`${server.url}bare.html`);
      await page.locator('[part="card"]').first().waitFor();
      const inside = await page.evaluate(() => window.goeswith.inspect());
      assert.deepEqual([inside.rows.length, inside.endedMs], [1, null]);
    },
    { roots: [toCome ?? "", dist, demo] },
  );

  journey(
    "what an earlier visit kept goes after 30 days, though nobody asks for it",
    async ({ page, server }) => {
      await page.goto(`${server.url}bare.html`);
      await started(page);
      const day = 24 * 60 * 60 * 1000;
      const [old, young] = [31, 29].map((days) => Date.now() - days * day);
      const kept = `goeswith-memory 1\nview ${CAKE_STAND} ${young}\n`;
      const said = `goeswith 1\nfrequency normal\nnot-interested A ${old}\n`;
      const over = `not-now B ${young}\npaused-until ${young}\n`;
      await page.evaluate((texts) => Object.assign(localStorage, texts), {
        [MEMORY]: `${kept}owned ${CAKE_STAND} ${old}\n`,
        [CHOICES]: said + over,
      });
      await page.reload();
      await started(page);
      assert.equal(await stored(page, MEMORY), kept);
      assert.equal(await stored(page, CHOICES), said, "nor what is over");
    },
    { roots: [toCome ?? "", dist, demo] },
  );
});
