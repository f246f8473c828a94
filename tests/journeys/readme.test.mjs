/** README.md is true: every code block of it runs, and every number and name in it is that of the code. */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { chromium } from "playwright-core";
import {
  demo,
  demoModel,
  dist,
  env,
  messages,
  root,
  toolBinary,
  which,
} from "../../scripts/lib/places.mjs";
import { serve } from "../../scripts/lib/server.mjs";

const run = promisify(execFile);

/** The first screen of the README, in lines. */
const MAX_FIRST_SCREEN_LINES = 40;

/** The README may round sizes up by this much, and never down: kilobytes. */
const MAX_ROUNDING_KB = 3;

const read = (/** @type {string} */ path) =>
  readFileSync(join(root, path), "utf8");

const readme = read("README.md");

/** @typedef {{ language: string, text: string, output?: string }} Block */

/**
 * The code blocks in order. A `text` block that directly follows a shell block
 * is its output; any other one is a drawing.
 * @returns {Block[]}
 */
function codeBlocks() {
  /** @type {Block[]} */
  const blocks = [];
  let end = -1;
  for (const found of readme.matchAll(/^```(\w*)\n(.*?)^```$/gms)) {
    const [whole, language = "", text = ""] = found;
    const last = blocks.at(-1);
    const between = readme.slice(end, found.index);
    if (language === "text" && last?.language === "sh" && !between.trim()) {
      last.output = text;
    } else {
      blocks.push({ language, text });
    }
    end = found.index + whole.length;
  }
  return blocks;
}

const blocks = codeBlocks();
const only = (/** @type {string} */ language) =>
  blocks.filter((block) => block.language === language);
const isTask = (/** @type {Block} */ { text }) => text.startsWith("npm ");

/** @type {string} where files are made that pages and commands need */
let folder;
/** @type {import("../../scripts/lib/server.mjs").Server} */
let server;
/** @type {import("playwright-core").Browser} */
let browser;

before(async () => {
  for (const built of [dist, demoModel, toolBinary])
    assert.ok(existsSync(built), "nothing is built yet: run `npm run build`");
  folder = await mkdtemp(join(tmpdir(), "goeswith-readme-"));
  await symlink(join(root, "data"), join(folder, "data"));
  server = await serve({ roots: [folder, dist, demo] });
  browser = await chromium.launch({
    executablePath: which("chromium") ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
});

after(async () => {
  await browser?.close();
  await server?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/**
 * Opens a bare page with this in its body, and with these scripts and styles,
 * as files: the server's content security policy allows no others.
 * @param {{ body?: string, modules?: string[], css?: string }} content
 */
async function open({ body = "", modules = [], css = "" }) {
  const name = `page-${Math.random().toString(36).slice(2)}`;
  const scripts = modules.map((_, at) => `${name}-${at}.js`);
  await Promise.all(
    modules.map((code, at) =>
      writeFile(join(folder, `${scripts[at]}`), `${code}\nexport {};\n`),
    ),
  );
  await writeFile(join(folder, `${name}.css`), css);
  await writeFile(
    join(folder, `${name}.html`),
    `<!doctype html>
<html lang="en">
  <meta charset="utf-8" />
  <link rel="icon" href="data:," />
  <title>A bare page</title>
  <link rel="stylesheet" href="${name}.css" />
  ${scripts.map((script) => `<script type="module" src="${script}"></script>`).join("\n  ")}
  ${body}
</html>`,
  );
  const page = await browser.newPage();
  /** @type {string[]} */
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()))
      errors.push(message.text());
  });
  await page.goto(`${server.url}${name}.html`);
  return { page, errors };
}

const TAG = '<script async src="goes-with.js" data-model="shop.gw"></script>';
const CARD = '[part~="card"]';

test("the first screen is one screen", () => {
  const lines = readme.slice(0, readme.indexOf("\n## ")).split("\n").length;
  assert.ok(lines <= MAX_FIRST_SCREEN_LINES, `${lines} lines`);
});

test("every code block is of a kind that runs here", () => {
  const drawings = only("text").length;
  assert.equal(
    drawings,
    1,
    "one drawing; any other text is a command's output",
  );
  const known = ["sh", "html", "css", "js", "text"];
  for (const { language, text } of blocks)
    assert.ok(known.includes(language), `${language}: ${text}`);
});

test("the npm tasks it names are there", () => {
  const { scripts } = JSON.parse(read("package.json"));
  const tasks = [...readme.matchAll(/\bnpm (?:run )?([a-z]+)\b/g)];
  assert.ok(tasks.length > 3);
  for (const [whole, task = ""] of tasks)
    assert.ok(task in scripts, `${whole}: no such task`);
  for (const { text } of only("sh").filter(isTask))
    for (const line of text.trim().split("\n"))
      assert.match(line, /^npm (run )?[a-z]+( +#.*)?$/);
});

test("its commands print what it shows", async () => {
  const commands = only("sh").filter((block) => !isTask(block));
  assert.ok(commands.length >= 5);
  const path = [dirname(toolBinary), env.PATH].join(delimiter);
  for (const { text, output = "" } of commands) {
    assert.match(text, /^goeswith /);
    const { stdout } = await run("sh", ["-eu", "-c", text], {
      cwd: folder,
      env: { ...env, PATH: path },
    });
    assert.ok(output, `${text} shows no output`);
    let rest = trimmed(stdout);
    for (const part of trimmed(output).split(/^ *…$/m)) {
      const wanted = part.replace(/^\n|\n$/g, "");
      const at = rest.indexOf(wanted);
      assert.ok(at >= 0, `${text}does not print\n${wanted}\nbut\n${rest}`);
      rest = rest.slice(at + wanted.length);
    }
  }
});

/** Without blanks at line ends. @param {string} text */
function trimmed(text) {
  return text.replace(/ +$/gm, "").trimEnd();
}

test("its sizes are those that npm run size prints", async () => {
  const script = join(root, "scripts/size.mjs");
  const stdout = await run(process.execPath, [script], { cwd: root }).then(
    (done) => done.stdout,
    (failed) => failed.stdout, // Over budget is another test's business.
  );
  for (const [told, measured] of [
    [/code a page loads\D*(\d+) kB/, /^all code of a page +([\d,]+)$/m],
    [/model: .*?\D(\d+) kB/, /^demo\/shop\.gw +[\d,]+ +([\d,]+)$/m],
  ]) {
    const kilobytes = Number(told?.exec(readme)?.[1]);
    const bytes = Number(measured?.exec(stdout)?.[1]?.replaceAll(",", ""));
    const isFair =
      kilobytes * 1000 >= bytes &&
      (kilobytes - MAX_ROUNDING_KB) * 1000 <= bytes;
    assert.ok(isFair, `README.md says ${kilobytes} kB of ${bytes} bytes`);
  }
});

test("a shop serves as few files as it says", () => {
  assert.ok(readme.includes("four files of `dist/`"));
  const isMessages = (/** @type {string} */ name) => name.endsWith(".txt");
  const served = readdirSync(dist);
  assert.equal(served.filter((name) => !isMessages(name)).length, 4);
  assert.deepEqual(
    served.filter(isMessages).sort(),
    readdirSync(messages)
      .map((name) => `goes-with.${name}`)
      .sort(),
  );
});

test("its HTML shows suggestions with reasons", async () => {
  const snippets = only("html");
  assert.ok(snippets[0]?.text.includes(TAG));
  assert.equal(snippets[0]?.text.trim().split("\n").length, 4, "four lines");
  for (const { text } of snippets) {
    const body = text.includes(TAG) ? text : TAG + text;
    const { page, errors } = await open({ body });
    const row = page.locator("goes-with");
    await row.locator(CARD).first().waitFor();
    const reason = await row.locator('[part="reason"]').first().textContent();
    assert.match(
      reason ?? "",
      /\d+ of \d+ orders with |^Completes (your|the) /,
    );
    assert.equal(await row.getAttribute("data-state"), "shown");
    assert.deepEqual(errors, []);
    await page.close();
  }
});

test("what stands inside the element stays when the script fails", async () => {
  const [block] = only("html");
  const body = (block?.text ?? "").replace("shop.gw", "missing.gw");
  const { page } = await open({ body });
  await page.waitForEvent("console", (message) =>
    message.text().startsWith("goes-with: "),
  );
  assert.ok(await page.getByText("Our bestsellers").isVisible());
  await page.close();
});

test("its custom properties are those of the style sheet, and take effect", async () => {
  const named = (/** @type {string} */ text) =>
    [...new Set(text.match(/--goes-with-[a-z-]+/g))].sort();
  assert.deepEqual(named(readme), named(read("dist/goes-with.css")));

  const css = only("css").map(({ text }) => text);
  assert.equal(css.length, 1);
  const { page } = await open({
    body: `${TAG}<goes-with sku="22423"></goes-with>`,
    css: css.join(),
  });
  const card = page.locator(CARD).first();
  const radius = await card.evaluate(
    (element) => getComputedStyle(element).borderTopLeftRadius,
  );
  assert.equal(radius, "4px", "a quarter of 16");
  await page.close();
});

/** What a shop's own scripts would have, for the blocks that call them. */
const SHOP = `
  globalThis.added = [];
  globalThis.addToCart = async (...line) => void added.push(line);
  globalThis.pictureOf = (sku) => {
    const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    picture.id = sku;
    return picture;
  };
  window.goeswith ??= {};
`;

test("its first script connects a shop, and nothing is requested after load", async () => {
  const [connect] = only("js");
  const { page, errors } = await open({
    body: `${TAG}<goes-with placement="cart"></goes-with>`,
    modules: [SHOP + connect?.text],
  });
  const card = page.locator(CARD).first();
  await card.waitFor();
  await page.waitForLoadState("networkidle");
  const before = server.requests.length;

  const parts = new Set(await partsIn(page));
  assert.equal(await card.locator("svg").count(), 1, "the shop's picture");
  const sku = await card.locator("svg").getAttribute("id");
  const url = await card.locator("a").getAttribute("href");
  assert.equal(url, `${server.url}product?sku=${sku}`);
  await card.locator('[part="add"]').click();
  await card.locator('[part="added"]').waitFor();
  assert.deepEqual(await page.evaluate("added"), [[sku, 1]]);
  await gather(page, parts);

  const second = page.locator(CARD).nth(1);
  await second.locator('[part="more"]').click();
  await gather(page, parts);
  await second.getByRole("menuitem", { name: "Why this?" }).click();
  await gather(page, parts);
  await page.keyboard.press("Escape");
  await second.locator('[part="more"]').click();
  await second.getByRole("menuitem", { name: "Not now" }).click();
  await gather(page, parts);
  await page.locator('[part="control"]').click();
  await gather(page, parts);
  await page.getByRole("radio", { name: "Off" }).click();
  await page.locator('[part="off"]').waitFor();
  await gather(page, parts);

  for (const part of parts)
    assert.ok(readme.includes(`\`${part}\``), `README.md lacks part ${part}`);
  assert.equal(server.requests.length, before, "requests after load");
  assert.deepEqual(errors, []);
  await page.close();
});

/**
 * The part names in all open shadow roots of the page.
 * @param {import("playwright-core").Page} page
 * @returns {Promise<string[]>}
 */
function partsIn(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll("goes-with")].flatMap((host) =>
      [...(host.shadowRoot?.querySelectorAll("[part]") ?? [])].flatMap(
        (element) => [...element.part],
      ),
    ),
  );
}

/**
 * @param {import("playwright-core").Page} page
 * @param {Set<string>} parts
 */
async function gather(page, parts) {
  for (const part of await partsIn(page)) parts.add(part);
}

test("its second script tells what is kept, and forgets it", async () => {
  const [, forget] = only("js");
  const { page } = await open({
    body: `${TAG}<goes-with sku="22423"></goes-with>`,
  });
  await page.locator('[part="control"]').click();
  await page.getByRole("radio", { name: "Fewer" }).check();
  const stored = () => page.evaluate(() => localStorage.getItem("goeswith"));
  assert.match((await stored()) ?? "", /^frequency fewer$/m);

  const told = page.waitForEvent("console");
  await writeFile(join(folder, "forget.js"), `${SHOP}${forget?.text}`);
  await page.evaluate((file) => import(file), `${server.url}forget.js`);
  const [message] = (await told).args();
  const kept = await message?.jsonValue();
  const comment = /\{ (.*?) \}/.exec(forget?.text ?? "")?.[1]?.split(", ");
  assert.deepEqual(Object.keys(kept).sort(), comment?.sort());
  assert.equal(kept.frequency, "fewer");
  await page.waitForFunction(() => localStorage.length === 0);
  await page.close();
});

test("its attributes and browsers are those of the code", () => {
  const element = read("www/element/goes-with-element.js");
  const [, observed = ""] =
    /observedAttributes = \[(.*?)\]/.exec(element) ?? [];
  const attributes = [
    ...observed.matchAll(/"([a-z]+)"/g),
    ...element.matchAll(/getAttribute\("([a-z]+)"\)/g),
  ];
  assert.ok(attributes.length >= 4);
  for (const [, name] of attributes)
    assert.match(readme, new RegExp(`^\\| \`${name}\` `, "m"));

  const [, list = ""] =
    /const BROWSERS = \[(.*?)\]/.exec(read("scripts/lib/widget.mjs")) ?? [];
  for (const [, name = "", version = ""] of list.matchAll(
    /"([a-z]+)([\d.]+)"/g,
  ))
    assert.match(readme, new RegExp(`${name} ${version}`, "i"));
});
