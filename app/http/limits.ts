import type { Server, ServerOptions } from "node:http";

/** Longest body of a form. Uploads get a route and a limit of their own. */
export const MAX_BODY_BYTES = 256 * 1024;
/** A response that is no event stream is cut after this long: a peer that reads a byte a second holds memory. */
export const RESPONSE_DEADLINE_MS = 60_000;
/** What the forms of pages are sent as. No page sends files: multipart is for the routes that will take them. */
export const FORM = "application/x-www-form-urlencoded";
/** Where a mail program may post on its reader's behalf (RFC 8058), in whichever form: what it sends is not read. */
export const ONE_CLICK = /^\/status\/[^/]+\/unsubscribe$/;
/** Header that marks a response as endless on purpose. */
export const EVENT_STREAM = "text/event-stream";

export const SERVER_OPTIONS: ServerOptions = {
  maxHeaderSize: 16 * 1024,
  // Node looks for late requests only every 30 s by default: 1,000 slow connections were still held after 14 s.
  connectionsCheckingInterval: 1_000,
  headersTimeout: 6_000,
  requestTimeout: 9_000,
  keepAliveTimeout: 5_000,
  noDelay: true,
};

/** What has no option in createServer. The socket's idle time must outlast the 15 s heartbeat of the live streams. */
export function limitServer(server: Server): void {
  server.setTimeout(40_000);
  server.maxHeadersCount = 100;
  server.maxRequestsPerSocket = 1_000;
}

/** Null when the body may be read, else the status that refuses it. `mediaType` is the one that its address takes, null where it takes any. */
export function bodyRefusal(
  method: string,
  headers: { "content-length"?: string; "transfer-encoding"?: string; "content-type"?: string },
  mediaType: string | null,
): 400 | 411 | 413 | 415 | null {
  if (method === "GET" || method === "HEAD") return null;
  // A body of unknown length would have to be counted while Remix reads it. Browsers never send one.
  if (headers["transfer-encoding"] !== undefined) return 411;
  const length = headers["content-length"] ?? "0";
  if (!/^\d{1,15}$/.test(length)) return 400;
  if (Number(length) > MAX_BODY_BYTES) return 413;
  if (Number(length) === 0 || mediaType === null) return null;
  const said = headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase();
  return said === mediaType ? null : 415;
}
