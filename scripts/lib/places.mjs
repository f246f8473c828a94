/** Where everything is, and the environment that child processes get. Imports Node builtins only. */

import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** Top of the repository. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

/** What a shop serves (built). */
export const dist = join(root, "dist");

/** The demo shop's own files (built): model, catalogue as JSON, fonts. */
export const demo = join(root, "demo");

/** The demo shop's model (built). */
export const demoModel = join(demo, "shop.gw");

/** The audit page of that model (built). */
export const demoAudit = join(demo, "audit.html");

/** The demo shop's pages. */
export const shop = join(root, "www/shop");

/** The message files: one per language, `en.txt` and so on. */
export const messages = join(root, "crates/engine/messages");

const cache = join(homedir(), ".cache");

/** Cargo-installed tools of our pinned versions, apart from the user's own. */
export const toolsDir = resolve(
  root,
  process.env.GOESWITH_TOOLS || join(cache, "goeswith-tools"),
);

/** Cargo's build folder, the same for every task, so that nothing is compiled twice. */
export const targetDir = resolve(
  root,
  process.env.CARGO_TARGET_DIR || join(cache, "goeswith-target"),
);

/** The tool `goeswith`, once built. */
export const toolBinary = join(targetDir, "release/goeswith");

/** The widget as Cargo leaves it, before wasm-bindgen and wasm-opt. */
export const rawWidget = join(
  targetDir,
  "wasm32-unknown-unknown/widget/goeswith.wasm",
);

/** Where Cargo keeps the source code of dependencies. */
export const cargoRegistry = join(
  process.env.CARGO_HOME || join(homedir(), ".cargo"),
  "registry/src",
);

/** For what is half made; ignored by git. */
export const scratch = join(root, "target");

const path = [
  join(toolsDir, "bin"),
  join(root, "node_modules/.bin"),
  process.env.PATH ?? "",
  // Where rustup puts cargo; last, for shells that were open before it was installed.
  join(homedir(), ".cargo/bin"),
].join(delimiter);

/** @type {NodeJS.ProcessEnv} */
export const env = { ...process.env, PATH: path, CARGO_TARGET_DIR: targetDir };
// wasm-pack would take this one over the --chromedriver it is told to use.
delete env.GECKODRIVER;

/**
 * Finds a command the way a child process will.
 * @param {string} command
 * @returns {string | null} its path, or null when it is not installed
 */
export function which(command) {
  for (const folder of path.split(delimiter).filter(Boolean)) {
    const file = join(folder, command);
    try {
      accessSync(file, constants.X_OK);
      if (statSync(file).isFile()) return file;
    } catch {
      // Not in this folder.
    }
  }
  return null;
}
