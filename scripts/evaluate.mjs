/**
 * `npm run evaluate`: how good the suggestions are, on the bundled orders and on what else of the research data
 * is there. Prints every table, and leaves them in record/ with the date and the commands.
 */

import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join, relative, resolve } from "node:path";
import { root, toolBinary } from "./lib/places.mjs";
import { attempt, Failure, main } from "./lib/run.mjs";
import { setUpBuild } from "./lib/setup.mjs";
import { buildTool } from "./lib/tool.mjs";

/** Research data that may not be part of this repository. */
const researchData = resolve(
  root,
  process.env.GOESWITH_DATA || join("..", "shared", "data"),
);

/** Stands for the folder of research data in what is printed and recorded. */
const DATA = "$GOESWITH_DATA/";

const logAlone = [
  ...["orders", "--orders", "data/online_retail.csv.xz"],
  ...["--split", "time:0.1"],
];
const onlineRetail = [...logAlone, "--catalog", "data/catalog.csv"];

const completeJourney = `${DATA}complete-journey/transactions.parquet`;

/**
 * A heading, and the arguments of `goeswith evaluate`.
 * @type {[string, string[]][]}
 */
const runs = [
  ["Online Retail", [...onlineRetail, "--compare"]],
  ["Online Retail, without the catalogue", logAlone],
  ...[1000, 200].map(
    /** @returns {[string, string[]]} */
    (n) => [
      `Online Retail, without the catalogue: the latest ${n} training orders`,
      [...logAlone, "--train-latest", String(n)],
    ],
  ),
  ...[5000, 1000, 500, 200].map(
    /** @returns {[string, string[]]} */
    (n) => [
      `Online Retail, a small shop: the latest ${n} training orders`,
      [...onlineRetail, "--train-latest", String(n), "--compare"],
    ],
  ),
  [
    "Instacart",
    [
      ...["orders", "--orders"],
      `${DATA}instacart-50k/instacart_transactions.csv.xz`,
      ...["--split", "random:0.1", "--compare"],
    ],
  ],
  [
    "Complete Journey",
    [
      ...["orders", "--orders", completeJourney],
      ...["--split", "last-weeks:5", "--test-sample", "6000", "--compare"],
    ],
  ],
  sessions("YooChoose 1/64", "yoochoose-1-64"),
  sessions("Diginetica", "diginetica"),
  sessions("Serenade's example", "serenade-example", "train.txt", "test.txt"),
  [
    "Substitutes of Complete Journey",
    [
      ...["substitutes", "--orders", completeJourney],
      ...["--catalog", `${DATA}complete-journey/products.parquet`],
      ...["--catalog-title-column", "product_category"],
      ...["--catalog-category-column", "department"],
      ...["--answer-column", "product_type"],
    ],
  ],
  ...["electronic", "clothing", "food"].map(
    /** @returns {[string, string[]]} */
    (name) => [
      `Bundles that people made: ${name}`,
      ["bundles", "--data", `${DATA}bundles/${name}`],
    ],
  ),
];

await main(async () => {
  await setUpBuild();
  await buildTool();
  const parts = [];
  for (const [heading, args] of runs) {
    const part = await evaluate(heading, args);
    console.log(`\n${part}`);
    parts.push(part);
  }
  console.log(`\nRecorded in ${record(parts)}`);
});

/**
 * @param {string} heading
 * @param {string} folder
 * @returns {[string, string[]]}
 */
function sessions(
  heading,
  folder,
  train = "train_sessions.txt",
  test = "test_prefix_TAB_label.txt",
) {
  const files = ["--train", train, "--test", test].map((word) =>
    word.startsWith("--") ? word : `${DATA}${folder}/${word}.xz`,
  );
  return [heading, ["sessions", ...files, "--compare"]];
}

/**
 * Runs one evaluation.
 * @param {string} heading
 * @param {string[]} args
 * @returns {Promise<string>} its part of the record, in Markdown
 */
async function evaluate(heading, args) {
  const command = `goeswith evaluate ${args.join(" ")}`;
  const real = args.map((arg) => arg.replace(DATA, `${researchData}/`));
  const absent = real.find((arg, at) => arg !== args[at] && !existsSync(arg));
  if (absent) {
    const wanted = args[real.indexOf(absent)];
    return `## ${heading}\n\nNot measured: \`${wanted}\` is not there. Set GOESWITH_DATA to the folder that has it.\n`;
  }
  console.log(`\n${heading} …`);
  const { ok, output } = await attempt(toolBinary, ["evaluate", ...real]);
  if (!ok) throw new Failure(`${command}\n${output}`);
  // What the tool is doing goes to stderr, one unindented line per phase.
  const table = output.replace(/^\S.*\n/gm, "");
  return `## ${heading}\n\n\`\`\`sh\n${command}\n\`\`\`\n\n\`\`\`text\n${table.trimEnd()}\n\`\`\`\n`;
}

/**
 * Writes today's record.
 * @param {string[]} parts
 * @returns {string} its path from the top of the repository
 */
function record(parts) {
  const date = new Date().toISOString().slice(0, 10);
  const folder = join(root, "record");
  const file = join(folder, `${date}-quality.md`);
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown processor"}`;
  const head = `# Quality of suggestions, ${date}\n\nMade by \`npm run evaluate\` on ${machine}.\n`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, [head, ...parts].join("\n"));
  return relative(root, file);
}
