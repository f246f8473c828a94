/** Everything that is built, in order. */

import { join } from "node:path";
import { root } from "./places.mjs";
import { step } from "./run.mjs";
import { auditDemoModel, buildDemoModel, buildTool } from "./tool.mjs";
import { buildWidget } from "./widget.mjs";

/** Builds what has changed: the tool, the widget, the demo's catalogue and fonts, its model and the audit of that. */
export async function buildAll() {
  await buildTool();
  await buildWidget();
  await step(
    "Preparing the demo shop's catalogue and fonts",
    process.execPath,
    [join(root, "scripts/demo.mjs")],
    "The lines above say why.",
  );
  await buildDemoModel();
  await auditDemoModel();
}
