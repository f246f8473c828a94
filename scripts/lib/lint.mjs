/** The checks that read the code without running it. Imports Node builtins only. */

import { attempt, report } from "./run.mjs";

/** @type {[what: string, ...command: string[]][]} */
const CHECKS = [
  ["Rust format", "cargo", "fmt", "--all", "--check"],
  [
    "Rust lint",
    ...["cargo", "clippy", "--release", "--workspace", "--all-targets"],
    ...["--", "-D", "warnings"],
  ],
  [
    "Rust lint, widget as wasm",
    ...["cargo", "clippy", "-p", "goeswith", "--all-targets"],
    ...["--target", "wasm32-unknown-unknown", "--", "-D", "warnings"],
  ],
  ["Format of the rest", "prettier", "--check", "."],
  ["JavaScript types", "tsc", "--noEmit"],
];

/**
 * Runs every check, prints one line each and what a failed one said.
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function lint() {
  let passed = 0;
  for (const [what, command, ...args] of CHECKS) {
    const { ok, output } = await attempt(command, args);
    console.log(`  ${ok ? "ok    " : "FAILED"} ${what}`);
    if (ok) passed += 1;
    else report(output);
  }
  return { passed, failed: CHECKS.length - passed };
}
