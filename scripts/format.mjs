/** `npm run format`: rewrites Rust, JavaScript, styles and pages in the one format the lint accepts. */

import { main, step } from "./lib/run.mjs";
import { setUpLint } from "./lib/setup.mjs";

await main(async () => {
  await setUpLint();
  const hint = "The lines above name the file that cannot be read.";
  await step("Formatting Rust", "cargo", ["fmt", "--all"], hint);
  await step("Formatting the rest", "prettier", ["--write", "."], hint);
});
