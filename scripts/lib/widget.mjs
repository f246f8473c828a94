/** The widget: Rust → wasm and glue → optimized and minified → dist/, which is swapped in whole. */

import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, join, relative } from "node:path";
import { build, transform } from "esbuild";
import { silencePanics } from "./panics.mjs";
import {
  cargoRegistry,
  dist,
  messages,
  rawWidget,
  root,
  scratch,
} from "./places.mjs";
import { step } from "./run.mjs";
import { fingerprint, isCurrent, keep } from "./stamp.mjs";

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

/**
 * What makes the widget smallest after brotli, found by trying: expressions taken apart and built anew, three rounds,
 * and a function that is called once stays whole unless it is tiny, since whole functions resemble one another, the
 * more so beside those of like names. Rust's memory does begin as zeros, and its first kilobyte is the far end of the
 * stack, where no address is ever added to.
 */
const SMALLEST = [
  "--low-memory-unused",
  "--flatten",
  "--rereloop",
  "-Os",
  "-Os",
  "-Os",
  "--one-caller-inline-max-function-size=20",
  "--zero-filled-memory",
  "--reorder-functions-by-name",
];

/**
 * A stack of 64 kB instead of 1 MB: the data behind it get shorter addresses. Calls are a dozen deep, and one that
 * is too deep traps, since the stack lies at the lowest address.
 */
const SMALL_STACK = "-Clink-arg=-zstack-size=65536";

/** Builds dist/, unless nothing that goes into it has changed. */
export async function buildWidget() {
  const flags = JSON.stringify([...withoutPaths(), SMALL_STACK]);
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
      messages,
      join(root, "package-lock.json"),
      join(root, "scripts/lib/panics.mjs"),
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
    await joinFiles(work, made);
    const loader = "goes-with.js";
    writeFileSync(join(made, loader), await minify(join(ELEMENT, loader)));
    for (const language of languages()) {
      const text = readFileSync(join(messages, `${language}.txt`), "utf8");
      writeFileSync(
        join(made, `goes-with.${language}.txt`),
        text.replace(/^(#.*)?\n/gm, "").replace(/^(\S+) = /gm, "$1="),
      );
    }
    rmSync(dist, { recursive: true, force: true });
    renameSync(made, dist);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  keep("widget", facts());
}

/** Every language that has a message file. */
const languages = () =>
  readdirSync(messages)
    .map((name) => basename(name, ".txt"))
    .sort();

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
  numberNames([join(work, "goeswith.js"), join(work, wasm)]);
  silencePanics(join(work, wasm));
  mkdirSync(made);
  await step(
    "Shrinking the wasm",
    "wasm-opt",
    [
      ...SMALLEST,
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
 * Gives the names between wasm and glue a number of the same length in place of wasm-bindgen's hash: 1 kB after
 * brotli, since chance does not compress.
 * @param {string[]} files the glue first, which has every name as text
 */
function numberNames(files) {
  const contents = files.map((file) => readFileSync(file, "latin1"));
  const hashes = contents[0].match(
    /(?<=__wbg_\w+_|__invoke__h)[0-9a-f]{16}\b/g,
  );
  const numbers = new Map(
    [...new Set(hashes)].map((hash, at) => [hash, `${at}`.padStart(16, "0")]),
  );
  const ofNames = new RegExp([...numbers.keys()].join("|"), "g");
  files.forEach((file, at) => {
    const numbered = contents[at].replace(
      ofNames,
      (hash) => numbers.get(hash) ?? hash,
    );
    writeFileSync(file, numbered, "latin1");
  });
}

/**
 * The element's module with what it imports, wasm-bindgen's glue among it, as one file, and its styles as another: one
 * request each instead of several in a row, and half a kilobyte less.
 * @param {string} work
 * @param {string} made
 */
async function joinFiles(work, made) {
  await build({
    entryPoints: [
      join(ELEMENT, "goes-with-element.js"),
      join(ELEMENT, "goes-with.css"),
    ],
    outdir: made,
    bundle: true,
    format: "esm",
    minify: true,
    target: BROWSERS,
    define: { LANGUAGES: JSON.stringify(languages()) },
    logLevel: "warning",
    plugins: [
      {
        name: "glue",
        setup({ onResolve }) {
          onResolve({ filter: /^\.\/goeswith\.js$/ }, () => ({
            path: join(work, "goeswith.js"),
          }));
        },
      },
    ],
  });
}

/**
 * A classic script, smaller than it was written.
 * @param {string} file
 */
async function minify(file) {
  const { code } = await transform(readFileSync(file, "utf8"), {
    minify: true,
    target: BROWSERS,
    sourcefile: relative(root, file),
    logLevel: "warning",
  });
  return code;
}
