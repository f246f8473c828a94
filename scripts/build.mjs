/** `npm run build`: the tool, the widget in dist/, and the demo's files in demo/. */

import { main } from "./lib/run.mjs";
import { setUpBuild } from "./lib/setup.mjs";

await main(async () => {
  await setUpBuild();
  const { buildAll } = await import("./lib/build.mjs");
  await buildAll();
});
