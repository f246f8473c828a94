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

/** Where panics happen: source files, named in the wasm's data only for the words that are gone. */
const PLACES =
  /(\/rustc\/[0-9a-f]{40}\/library|\.\/[\w.-]+\/src|(crates\/engine\/)?src)\/[\w/]+\.rs/g;

/** @param {string} text */
const blank = (text) => "\0".repeat(text.length);

/**
 * Makes every such function trap at once; wasm-opt then drops what nobody calls any more.
 * @param {string} file
 */
export function silencePanics(file) {
  binaryen.setDebugInfo(true); // wasm-opt wants the names, too
  const module = binaryen.readBinary(readFileSync(file));
  let n = 0;
  for (let at = 0; at < module.getNumFunctions(); at += 1) {
    const function_ = module.getFunctionByIndex(at);
    const { name, module: from } = binaryen.getFunctionInfo(function_);
    if (from || !PANICS.test(name)) continue;
    // Its declarations lack the class that its documentation shows.
    /** @type {any} */ (binaryen).Function.setBody(
      function_,
      module.unreachable(),
    );
    n += 1;
  }
  const silent = Buffer.from(module.emitBinary()).toString("latin1");
  writeFileSync(file, silent.replace(PLACES, blank), "latin1");
  module.dispose();
  if (n === 0) {
    throw new Failure(
      "No panic was found in the wasm: scripts/lib/panics.mjs must learn how the compiler names them now.",
    );
  }
}
