/** `npm start`: installs what is missing, builds what has changed, serves the demo shop. */

import { Failure, main } from "./lib/run.mjs";
import { setUpBuild } from "./lib/setup.mjs";

await main(async () => {
  const port = Number(process.env.PORT ?? 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Failure(
      `PORT=${process.env.PORT} is no port: choose a number such as 8080.`,
    );
  }
  await setUpBuild();
  const { buildAll } = await import("./lib/build.mjs");
  const { serve } = await import("./lib/server.mjs");

  // Before the build, so that a taken port is told at once and not after minutes.
  const server = await serve({ port });
  try {
    await buildAll();
  } catch (error) {
    await server.close();
    throw error;
  }
  console.log(`\nThe demo shop is open; Ctrl+C closes it.\n${server.url}`);
  console.log(`The audit of its model: ${server.url}audit.html`);
});
