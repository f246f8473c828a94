/**
 * Takes the words of panics out of the wasm. A panic traps either way; what it says would go to a standard error
 * stream that a browser does not have, but the code that writes it is 3 % of the widget.
 */

import { readFileSync, writeFileSync } from "node:fs";
import binaryen from "binaryen";
import { Failure } from "./run.mjs";

/** The standard library's functions that do nothing but panic, and those that only panics call. */
const PANICS =
  /panicking|panic_|capacity_overflow|expect_failed|handle_alloc_error|raw_vec.*handle_error|slice_(index|error)_fail|unwrap_failed/;

/**
 * Makes every such function trap at once; wasm-opt then drops what nobody calls any more.
 * @param {string} file
 */
export function silencePanics(file) {
  const module = binaryen.readBinary(readFileSync(file));
  let n = 0;
  for (let at = 0; at < module.getNumFunctions(); at += 1) {
    const function_ = module.getFunctionByIndex(at);
    const { name, module: from } = binaryen.getFunctionInfo(function_);
    if (from || !PANICS.test(name)) continue;
    binaryen.Function.setBody(function_, module.unreachable());
    n += 1;
  }
  writeFileSync(file, module.emitBinary());
  module.dispose();
  if (n === 0) throw new Failure("No panic was found in the wasm: scripts/lib/panics.mjs must learn its new names.");
}
