/** The widget: Rust → wasm and glue → optimized and minified → dist/, which is swapped in whole. */

import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, extname, join, relative } from "node:path";
import { transform } from "esbuild";
import { cargoRegistry, dist, rawWidget, root, scratch } from "./places.mjs";
import { step } from "./run.mjs";
import { filesIn, fingerprint, isCurrent, keep } from "./stamp.mjs";

const ELEMENT = join(root, "www/element");

/** The oldest browsers the widget runs in; below, the shop's own fallback stays. */
const BROWSERS = ["safari16.4", "chrome111", "firefox114"];

/** What current Rust compiles for. Named, so that wasm-opt rejects anything newer than our browsers. */
const WASM_FEATURES = [
  "bulk-memory",
  "multivalue",
  "mutable-globals",
  "nontrapping-float-to-int",
  "reference-types",
  "sign-ext",
].map((feature) => `--enable-${feature}`);

/** Notes for other tools, which no browser reads: 180 bytes after brotli. */
const NO_NOTES = ["--strip-producers", "--strip-target-features"];

/** A large function kept whole, though called once, compresses better: 2 % of the widget after brotli. */
const INLINE_SMALL = "--one-caller-inline-max-function-size=50";

/** Builds dist/, unless nothing that goes into it has changed. */
export async function buildWidget() {
  const flags = JSON.stringify(withoutPaths());
  await step(
    "Building the widget",
    "cargo",
    [
      ...["build", "-p", "goeswith", "--lib", "--profile", "widget"],
      ...["--target", "wasm32-unknown-unknown"],
      ...["--config", `target.wasm32-unknown-unknown.rustflags=${flags}`],
    ],
    "The compiler's words above say why.",
  );
  const facts = () => ({
    inputs: fingerprint([
      rawWidget,
      ELEMENT,
      join(root, "package-lock.json"),
      join(root, "scripts/lib/widget.mjs"),
    ]),
    dist: fingerprint([dist]),
  });
  if (isCurrent("widget", facts())) return;

  // In the repository, so that moving it to dist/ is one rename on one file system.
  mkdirSync(scratch, { recursive: true });
  const work = mkdtempSync(join(scratch, "dist-"));
  try {
    const made = join(work, "dist");
    await bindAndOptimize(work, made);
    await minifyInto(made, [join(work, "goeswith.js")], work);
    const served = filesIn(ELEMENT).filter((file) => !file.endsWith(".d.ts"));
    await minifyInto(made, served, ELEMENT);
    rmSync(dist, { recursive: true, force: true });
    renameSync(made, dist);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  keep("widget", facts());
}

/**
 * Compiler flags that keep this machine's folders out of what a shop serves: dependencies name their source
 * files in panic messages. The sources are on disk already, because the tool is built first.
 */
function withoutPaths() {
  return readdirSync(cargoRegistry)
    .sort()
    .map((name) => `--remap-path-prefix=${join(cargoRegistry, name)}=.`);
}

/**
 * Leaves the glue in `work` and the small wasm in `made`.
 * @param {string} work
 * @param {string} made
 */
async function bindAndOptimize(work, made) {
  await step(
    "Joining wasm and JavaScript",
    "wasm-bindgen",
    [
      ...["--target", "web", "--no-typescript", "--out-name", "goeswith"],
      ...["--out-dir", work, rawWidget],
    ],
    "The lines above say why.",
  );
  const wasm = "goeswith_bg.wasm";
  mkdirSync(made);
  await step(
    "Shrinking the wasm",
    "wasm-opt",
    [
      "-Oz",
      INLINE_SMALL,
      ...NO_NOTES,
      ...WASM_FEATURES,
      join(work, wasm),
      "-o",
      join(made, wasm),
    ],
    "The lines above say why; if wasm-opt is missing, `npm ci` installs it.",
  );
}

/**
 * Copies files, scripts and styles smaller than they were written.
 * @param {string} made
 * @param {string[]} files
 * @param {string} base the folder whose structure is kept
 */
async function minifyInto(made, files, base) {
  for (const file of files) {
    const target = join(made, relative(base, file));
    mkdirSync(dirname(target), { recursive: true });
    const loader = extname(file).slice(1);
    if (loader === "js" || loader === "css") {
      writeFileSync(target, await minify(file, loader));
    } else {
      copyFileSync(file, target);
    }
  }
}

/**
 * @param {string} file
 * @param {"js" | "css"} loader
 */
async function minify(file, loader) {
  const source = readFileSync(file, "utf8");
  // A classic script's top-level names are the page's: esbuild shortens them in modules only.
  const isModule = loader === "js" && /^(import|export)\b/m.test(source);
  const { code } = await transform(source, {
    loader,
    minify: true,
    target: BROWSERS,
    sourcefile: relative(root, file),
    logLevel: "warning",
    ...(isModule && { format: "esm" }),
  });
  return code;
}
