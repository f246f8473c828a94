/**
 * `npm run fuzz`: a million events over three tabs on one store, with reloads, through the widget's own reducer and
 * engine, against a record of what the shopper said. `npm test` runs 20,000 of them.
 */

import { attempt, Failure, main } from "./lib/run.mjs";
import { setUpBuild } from "./lib/setup.mjs";

await main(async () => {
  await setUpBuild();
  const { ok } = await attempt(
    "cargo",
    [
      ...["test", "--quiet", "--release", "--package", "goeswith", "--lib"],
      ...["fuzz", "--", "--nocapture"],
    ],
    {
      echo: true,
      extraEnv: {
        GOESWITH_FUZZ_CYCLES: process.env.GOESWITH_FUZZ_CYCLES ?? "1000000",
      },
    },
  );
  if (!ok)
    throw new Failure(
      "The lines above say what was shown against which word of the shopper's.",
    );
});
