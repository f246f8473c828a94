/** `npm run lint`: every check that reads the code without running it. */

import { lint } from "./lib/lint.mjs";
import { Failure, main } from "./lib/run.mjs";
import { setUpLint } from "./lib/setup.mjs";

await main(async () => {
  await setUpLint();
  const { failed } = await lint();
  if (failed > 0) {
    throw new Failure(
      `${failed} of the checks failed; \`npm run format\` mends what is only format.`,
    );
  }
});
