/** The tool `goeswith`, and what it makes for this repository: a catalogue, the demo's model and its audit page. */

import { mkdirSync } from "node:fs";
import { join, relative } from "node:path";
import { demo, demoAudit, demoModel, root, toolBinary } from "./places.mjs";
import { show, step } from "./run.mjs";
import { fingerprint, isCurrent, keep } from "./stamp.mjs";

const ORDERS = "data/online_retail.csv.xz";
const CATALOG = "data/catalog.csv";

/**
 * How the demo's model is made, all but where it goes. `crates/builder/tests/fixture.rs` reads these words
 * and compares the model's hash with `tests/fixtures/demo.sha256`.
 */
const DEMO_MODEL = [
  "build",
  "--orders",
  "data/online_retail.csv.xz",
  "--catalog",
  "data/catalog.csv",
  "--currency",
  "GBP",
];

/** Builds the tool; Cargo knows what is up to date. */
export function buildTool() {
  return step(
    "Building the tool (minutes the first time)",
    "cargo",
    ["build", "--release", "-p", "goeswith-builder", "--bin", "goeswith"],
    "The compiler's words above say why.",
  );
}

/** Learns the demo's model from the bundled orders, unless the tool, the inputs and the model are unchanged. */
export async function buildDemoModel() {
  const args = [...DEMO_MODEL, "-o", relative(root, demoModel)];
  const facts = () => ({
    args: args.join(" "),
    inputs: fingerprint([toolBinary, join(root, ORDERS), join(root, CATALOG)]),
    model: fingerprint([demoModel]),
  });
  if (isCurrent("model", facts())) return;

  mkdirSync(demo, { recursive: true });
  await show("Building the model from real orders", toolBinary, args);
  keep("model", facts());
}

/** Writes the audit page of the demo's model, unless the tool, the model and the page are unchanged. */
export async function auditDemoModel() {
  const facts = () => ({
    inputs: fingerprint([toolBinary, demoModel]),
    page: fingerprint([demoAudit]),
  });
  if (isCurrent("audit", facts())) return;

  const [model, page] = [demoModel, demoAudit].map((path) =>
    relative(root, path),
  );
  const args = ["audit", model ?? "", "-o", page ?? ""];
  await show("Auditing the model", toolBinary, args);
  keep("audit", facts());
}

/** Derives the bundled catalogue from the bundled orders. */
export function deriveCatalog() {
  const args = ["catalog", "--orders", ORDERS];
  args.push("--rules", "data/catalog-rules.toml");
  args.push("-o", CATALOG, "--dropped", "data/dropped.csv");
  return show("Deriving the catalogue from real orders", toolBinary, args);
}
