/**
 * The demo shop's web server, for people (`npm start`) and for tests. Static files only, as a careful shop
 * would serve them: right types, and a content security policy without `unsafe-inline` and `unsafe-eval`.
 */

import { createServer } from "node:http";
import sirv from "sirv";
import { demo, dist, shop } from "./places.mjs";
import { Failure } from "./run.mjs";

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

/** The audit page is no page of the shop's: one file, with its style and its script inside. */
const AUDIT_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

/**
 * @typedef {object} Server
 * @property {string} url its address, with a slash at the end
 * @property {{ method: string, url: string }[]} requests all it was ever asked, in order
 * @property {() => Promise<void>} close ends open connections, too
 */

/**
 * Serves folders merged into one, the first that has a file wins.
 * @param {{ port?: number, roots?: string[] }} [options] port 0: any free one
 * @returns {Promise<Server>}
 * @throws {Failure} when the port is taken
 */
export async function serve({ port = 0, roots = [dist, demo, shop] } = {}) {
  /** @type {Server["requests"]} */
  const requests = [];
  const folders = roots.map((folder) =>
    // `dev`: files are looked up anew for each request. With `etag` it also means `Cache-Control: no-cache`.
    sirv(folder, { dev: true, etag: true, setHeaders }),
  );

  const server = createServer((request, response) => {
    const { method = "", url = "" } = request;
    requests.push({ method, url });
    // On everything, not only on pages: a page can have an address without `.html`.
    response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    if (method !== "GET" && method !== "HEAD") {
      response.writeHead(405, { allow: "GET, HEAD" }).end();
      return;
    }
    const tryFolder = (/** @type {number} */ index) => {
      const folder = folders.at(index);
      if (index < folders.length && folder) {
        folder(request, response, () => tryFolder(index + 1));
      } else {
        response.writeHead(404, { "content-type": "text/plain" });
        response.end(`There is nothing at ${url}\n`);
      }
    };
    tryFolder(0);
  });

  await new Promise((listening, failed) => {
    server.on("error", (/** @type {NodeJS.ErrnoException} */ error) =>
      failed(explain(error, port)),
    );
    server.listen(port, "127.0.0.1", () => listening(undefined));
  });
  const address = server.address();
  if (address === null || typeof address === "string") {
    throw new Error("an HTTP server on a port has an address with a port");
  }
  return {
    url: `http://127.0.0.1:${address.port}/`,
    requests,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/**
 * @param {import("node:http").ServerResponse} response
 * @param {string} pathname
 */
function setHeaders(response, pathname) {
  if (pathname.endsWith(".gw")) {
    response.setHeader("Content-Type", "application/octet-stream");
  }
  if (pathname.endsWith("/audit.html")) {
    response.setHeader("Content-Security-Policy", AUDIT_POLICY);
  }
}

/**
 * @param {NodeJS.ErrnoException} error
 * @param {number} port
 */
function explain(error, port) {
  if (error.code === "EADDRINUSE") {
    return new Failure(
      `Port ${port} is taken: stop what uses it, or choose another one: \`PORT=${port + 1} npm start\`.`,
    );
  }
  if (error.code === "EACCES") {
    return new Failure(
      `Port ${port} is not for ordinary users: choose one above 1023: \`PORT=8080 npm start\`.`,
    );
  }
  return error;
}
