/**
 * `npm test`: installs what is missing, runs every check and test, and ends with the one line
 * `N passed, N failed`. A suite that ran nothing has failed: silence is no success.
 */

import { Failure } from "./lib/run.mjs";
import { setUpTests } from "./lib/setup.mjs";
import { SUITES } from "./lib/suites.mjs";

const total = { passed: 0, failed: 0 };
try {
  await setUpTests();
  for (const { name, run } of SUITES) {
    console.log(`\n${name}`);
    const started = Date.now();
    const { passed, failed } = await run();
    const nothing = passed + failed === 0;
    if (nothing) console.log("  Nothing ran, which counts as a failure.");
    const seconds = Math.round((Date.now() - started) / 1000);
    console.log(`  = ${passed} passed, ${failed} failed, in ${seconds} s`);
    total.passed += passed;
    total.failed += nothing ? 1 : failed;
  }
} catch (error) {
  console.error(error instanceof Failure ? `\n${error.message}` : error);
  total.failed += 1;
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
