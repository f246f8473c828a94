/** `npm run catalog`: derives data/catalog.csv from the bundled orders. */

import { main } from "./lib/run.mjs";
import { setUpBuild } from "./lib/setup.mjs";
import { buildTool, deriveCatalog } from "./lib/tool.mjs";

await main(async () => {
  await setUpBuild();
  await buildTool();
  await deriveCatalog();
});
