/** The browsers that tests run in: Debian's packages, whose driver always fits. Imports Node builtins only. */

import { which } from "./places.mjs";
import { Failure, ask, step } from "./run.mjs";

/** Debian's package for each command the tests call. */
const PACKAGES = {
  chromium: "chromium",
  chromedriver: "chromium-driver",
  "firefox-esr": "firefox-esr",
};

/** Installs the browsers that are missing, when this user may. */
export async function installBrowsers() {
  const missing = Object.entries(PACKAGES)
    .filter(([command]) => !which(command))
    .map(([, debianPackage]) => debianPackage);
  if (missing.length === 0) return;

  const names = missing.join(" ");
  const hint = `Install ${names} (on Debian: \`apt-get install ${names}\`), then try again.`;
  const isRoot = process.getuid?.() === 0;
  const mayInstall = isRoot || ask("sudo", ["-n", "true"]) !== null;
  if (!which("apt-get") || !mayInstall) {
    throw new Failure(`The tests need real browsers. ${hint}`);
  }

  const aptGet = [
    ...(isRoot ? [] : ["sudo", "-n"]),
    ...["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--yes"],
    ...["-o", "DPkg::Lock::Timeout=300"],
  ];
  const run = (/** @type {string} */ what, /** @type {string[]} */ ...args) =>
    step(what, aptGet[0], [...aptGet.slice(1), ...args], hint);

  await run("Reading the list of Debian packages", "update");
  await run(
    `Installing ${names}, to test in real browsers`,
    ...["install", "--no-install-recommends", ...missing],
  );
}
