/**
 * Installs what is missing, and only that. Every check is a fraction of a second when there is nothing to
 * do, so every task starts with one of these. Imports Node builtins only: it runs before `npm ci`.
 */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { installBrowsers } from "./browsers.mjs";
import { root, toolsDir, which } from "./places.mjs";
import { Failure, ask, step } from "./run.mjs";
import { fingerprint, isCurrent, keep } from "./stamp.mjs";

const WASM_TARGET = "wasm32-unknown-unknown";
const WASM_PACK_VERSION = "0.15.1";

/** All that a build needs: npm packages, Rust with the wasm target, a C compiler, wasm-bindgen. */
export async function setUpBuild() {
  checkNode();
  checkRust();
  await installNpmPackages();
  await installWasmTarget();
  await installCargoTool(
    "wasm-bindgen",
    "wasm-bindgen-cli",
    wasmBindgenVersion(),
    "which joins wasm and JavaScript",
  );
}

/** All that formatting and linting need: npm packages, Rust with the wasm target, its formatter and linter. */
export async function setUpLint() {
  checkNode();
  checkRust();
  await installNpmPackages();
  await installWasmTarget();
  await installRustComponents();
}

/** All that the tests need: the above, real browsers, wasm-pack. */
export async function setUpTests() {
  await setUpLint();
  await installBrowsers();
  await setUpBuild();
  await installCargoTool(
    "wasm-pack",
    "wasm-pack",
    WASM_PACK_VERSION,
    "which runs Rust tests in a browser",
  );
}

function checkNode() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < 20) {
    throw new Failure(
      `Node ${process.versions.node} is too old: install Node 20 or newer.`,
    );
  }
}

function checkRust() {
  const version = ask("rustc", ["--version"]);
  if (!version || !which("cargo")) {
    throw new Failure(
      "Rust is missing: install it with rustup (https://rustup.rs), then try again.",
    );
  }
  const has = /^rustc (\d+)\.(\d+)/.exec(version);
  const needs = /^rust-version = "(\d+)\.(\d+)"/m.exec(read("Cargo.toml"));
  if (has && needs && Number(has[2]) < Number(needs[2])) {
    throw new Failure(
      `Rust ${has[1]}.${has[2]} is too old: run \`rustup update stable\` to get ${needs[1]}.${needs[2]} or newer.`,
    );
  }
  if (!which("cc")) {
    throw new Failure(
      "A C compiler (cc) is missing: install one, on Debian with `apt-get install build-essential`.",
    );
  }
}

async function installNpmPackages() {
  const lock = { lock: fingerprint([join(root, "package-lock.json")]) };
  if (isCurrent("npm", lock)) return;
  await step(
    "Installing the npm packages of package-lock.json",
    "npm",
    ["ci"],
    "Check the connection to the npm registry, then try again.",
  );
  keep("npm", lock);
}

async function installWasmTarget() {
  const sysroot = ask("rustc", ["--print", "sysroot"]) ?? "";
  if (existsSync(join(sysroot, "lib/rustlib", WASM_TARGET, "lib"))) return;
  if (!which("rustup")) {
    throw new Failure(
      `This Rust cannot build for ${WASM_TARGET}: install that target's standard library, or Rust through rustup (https://rustup.rs).`,
    );
  }
  await step(
    "Installing the wasm target for Rust, to build the widget",
    "rustup",
    ["target", "add", WASM_TARGET],
    `Check the connection, then run \`rustup target add ${WASM_TARGET}\`.`,
  );
}

async function installRustComponents() {
  for (const [component, probe] of [
    ["rustfmt", "fmt"],
    ["clippy", "clippy"],
  ]) {
    if (ask("cargo", [probe, "--version"])) continue;
    await step(
      `Installing ${component}, to check the Rust code`,
      "rustup",
      ["component", "add", component],
      `Check the connection, then run \`rustup component add ${component}\`.`,
    );
  }
}

/**
 * Installs a tool of exactly this version into our own folder.
 * Without `--locked`: a crate's own lock file may name versions that can no longer be had.
 * @param {string} command
 * @param {string} crate
 * @param {string} version
 * @param {string} why
 */
async function installCargoTool(command, crate, version, why) {
  const binary = join(toolsDir, "bin", command);
  if (ask(binary, ["--version"])?.split(" ").at(1) === version) return;
  await step(
    `Installing ${command} ${version}, ${why} (some minutes, once)`,
    "cargo",
    ["install", "--force", "--root", toolsDir, `${crate}@${version}`],
    "The lines above say why; a lost connection is mended by trying again.",
  );
}

/** The version in Cargo.toml: the command line and the crate must be equal. */
function wasmBindgenVersion() {
  const pin = /^wasm-bindgen = "=([\d.]+)"/m.exec(read("Cargo.toml"));
  if (!pin) {
    throw new Failure(
      'Cargo.toml does not pin wasm-bindgen: write `wasm-bindgen = "=<version>"`.',
    );
  }
  return pin[1];
}

/** @param {string} file */
function read(file) {
  return readFileSync(join(root, file), "utf8");
}
