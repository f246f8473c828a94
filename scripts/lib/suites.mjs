/** The suites of `npm test`: how each one runs and how its tests are counted. Imports Node builtins only. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { lint } from "./lint.mjs";
import { root, which } from "./places.mjs";
import { attempt, report } from "./run.mjs";
import { filesIn } from "./stamp.mjs";

/** @typedef {{ passed: number, failed: number }} Result */

/** @type {{ name: string, run: () => Promise<Result> }[]} */
export const SUITES = [
  { name: "Format, lint, types", run: lint },
  { name: "Rust tests", run: rustTests },
  { name: "Build and size budgets", run: build },
  { name: "Rust tests in Chromium", run: wasmTests },
  { name: "Journeys through the demo shop", run: journeys },
];

/** @returns {Promise<Result>} */
async function rustTests() {
  const { ok, output } = await attempt("cargo", [
    ...["test", "--release", "--workspace", "--no-fail-fast"],
  ]);
  return conclude(ok, output, countRust(output));
}

/** One check each: it builds, and it is small enough. @returns {Promise<Result>} */
async function build() {
  let passed = 0;
  for (const task of ["build", "size"]) {
    const { ok } = await attempt("npm", ["run", "--silent", task], {
      echo: true,
    });
    console.log(`  ${ok ? "ok    " : "FAILED"} npm run ${task}`);
    if (ok) passed += 1;
  }
  return { passed, failed: 2 - passed };
}

/** @returns {Promise<Result>} */
async function wasmTests() {
  const { ok, output } = await attempt(
    "wasm-pack",
    [
      ...["test", "--mode", "no-install", "--headless", "--chrome"],
      ...["--chromedriver", which("chromedriver") ?? "chromedriver", "."],
    ],
    { extraEnv: { WASM_BINDGEN_TEST_TIMEOUT: "120" } },
  );
  const result = conclude(ok, output, countRust(output));
  // The runner exits 0 when it finds no test, so it is not taken at its word.
  const written = countWasmTests();
  const ran = result.passed + result.failed;
  if (ok && ran !== written) {
    console.log(
      `  ${written} tests are written and ${ran} ran: a test must stand at the top of its file or in a \`pub mod\`.`,
    );
    result.failed += 1;
  }
  return result;
}

/** How many `#[wasm_bindgen_test]` there are. */
function countWasmTests() {
  return [...filesIn(join(root, "src")), ...filesIn(join(root, "tests"))]
    .filter((file) => file.endsWith(".rs"))
    .map((file) => readFileSync(file, "utf8"))
    .flatMap(
      (code) => code.match(/^\s*#\[wasm_bindgen_test(\(.*\))?\]/gm) ?? [],
    ).length;
}

/** @returns {Promise<Result>} */
async function journeys() {
  const files = filesIn(join(root, "tests/journeys")).filter((file) =>
    file.endsWith(".test.mjs"),
  );
  // Without a file, `node --test` would look for tests everywhere.
  if (files.length === 0) return { passed: 0, failed: 0 };
  const { ok, output } = await attempt(process.execPath, [
    "--test",
    "--test-concurrency=2",
    "--test-reporter=tap",
    ...files,
  ]);
  const number = (/** @type {string} */ what) =>
    Number(new RegExp(`^# ${what} (\\d+)$`, "m").exec(output)?.[1] ?? 0);
  return conclude(ok, output, {
    passed: number("pass"),
    failed: number("fail") + number("cancelled"),
  });
}

/**
 * Adds up every `test result:` line: one for each test binary and for the documentation.
 * @param {string} output
 * @returns {Result}
 */
function countRust(output) {
  const result = { passed: 0, failed: 0 };
  const lines = /^test result: \w+\. (\d+) passed; (\d+) failed/gm;
  for (const [, passed, failed] of output.matchAll(lines)) {
    result.passed += Number(passed);
    result.failed += Number(failed);
  }
  return result;
}

/**
 * Prints all a program said when something is wrong; a program that failed without a failed test counts as one.
 * @param {boolean} ok
 * @param {string} output
 * @param {Result} result
 * @returns {Result}
 */
function conclude(ok, output, { passed, failed }) {
  if (!ok || failed > 0 || passed === 0) report(output);
  return { passed, failed: ok ? failed : Math.max(failed, 1) };
}
