/** Runs other programs, and says what is going on in few lines. Imports Node builtins only. */

import { spawn, spawnSync } from "node:child_process";
import { env, root } from "./places.mjs";

/** An error whose message is all the person at the terminal needs: what happened and what to do. */
export class Failure extends Error {}

/**
 * Runs a task of package.json; a `Failure` becomes its message and exit code 1.
 * @param {() => Promise<void>} task
 */
export async function main(task) {
  try {
    await task();
  } catch (error) {
    console.error(error instanceof Failure ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}

/**
 * Asks a program a short question.
 * @param {string} command
 * @param {string[]} args
 * @returns {string | null} what it printed, trimmed; null when it is missing or failed
 */
export function ask(command, args) {
  const { status, stdout } = spawnSync(command, args, {
    cwd: root,
    env,
    encoding: "utf8",
  });
  return status === 0 ? stdout.trim() : null;
}

/**
 * Runs a program to its end and keeps what it prints.
 * @param {string} command
 * @param {string[]} args
 * @param {{ echo?: boolean, extraEnv?: NodeJS.ProcessEnv }} [options] `echo`: print it as it comes, too
 * @returns {Promise<{ ok: boolean, output: string }>} both streams, in the order they came
 */
export function attempt(command, args, { echo = false, extraEnv = {} } = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...env, ...extraEnv },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        output += text;
        if (echo) process.stdout.write(text);
        else status(output);
      });
    }
    child.on("error", (error) => (output += `${command}: ${error.message}\n`));
    child.on("close", (code) => {
      clearStatus();
      done({ ok: code === 0, output });
    });
  });
}

/**
 * Prints what a failed program said, less Cargo's list of packages that went well.
 * @param {string} output
 */
export function report(output) {
  console.log(
    output.replace(
      /^ +(Adding|Checking|Compiling|Download(ed|ing)|Locking|Updating) .*\n/gm,
      "",
    ),
  );
}

/**
 * Runs one step of set-up or build: one line when all is well, the program's whole output when not.
 * @param {string} what what is being done and why, in a few words
 * @param {string} command
 * @param {string[]} args
 * @param {string} hint what to do should it fail
 */
export async function step(what, command, args, hint) {
  console.log(`${what} …`);
  const started = Date.now();
  const { ok, output } = await attempt(command, args);
  if (!ok) {
    report(output);
    throw new Failure(`${what}: failed. ${hint}`);
  }
  const seconds = Math.round((Date.now() - started) / 1000);
  if (seconds >= 2) console.log(`  done in ${seconds} s`);
}

/**
 * Runs a program that talks to the person itself (a progress bar, say).
 * @param {string} what
 * @param {string} command
 * @param {string[]} args
 */
export function show(what, command, args) {
  console.log(`${what} …`);
  return new Promise((done, failed) => {
    const child = spawn(command, args, { cwd: root, env, stdio: "inherit" });
    child.on("error", failed);
    child.on("close", (code) =>
      code === 0
        ? done(undefined)
        : failed(new Failure(`${what}: failed, for the reason above.`)),
    );
  });
}

/** Shows the last line of a silent program's output while it works, on a terminal only. @param {string} output */
function status(output) {
  if (!process.stdout.isTTY) return;
  const line =
    output
      .trimEnd()
      .split(/[\r\n]/)
      .at(-1) ?? "";
  clearStatus();
  process.stdout.write(line.trim().slice(0, process.stdout.columns - 1));
}

function clearStatus() {
  if (process.stdout.isTTY) process.stdout.write("\r\x1b[K");
}
