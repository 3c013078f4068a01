import type { IncomingMessage, Server, ServerOptions } from "node:http";

import { FILES_A_MESSAGE, LARGEST_FILE_BYTES } from "#domain/attachments/limits.ts";

/** Longest body of a form without files. */
export const MAX_BODY_BYTES = 256 * 1024;
/** A response that is no event stream is cut after this long: a peer that reads a byte a second holds memory. */
export const RESPONSE_DEADLINE_MS = 60_000;
/** A file is handed out for at most this long: 25 MB over a telephone's worst line. */
export const DOWNLOAD_DEADLINE_MS = 600_000;
/** The rest of a request must follow its headers within this; a file that is sent in has the longer one. */
export const BODY_DEADLINE_MS = 9_000;
export const UPLOAD_DEADLINE_MS = 120_000;
/** What the forms of pages are sent as. */
export const FORM = "application/x-www-form-urlencoded";
/** The same with files in it, where there are no scripts; and a file by itself, where there are. */
export const FORM_WITH_FILES = "multipart/form-data";
export const FILE = "application/octet-stream";
/** Where a file is sent in by itself, where with a form, and where it is handed out. */
const FILE_PATH = /^\/(?:projects\/[^/]+\/)?attachments$/;
const FORM_WITH_FILES_PATH = /^(?:\/projects\/[^/]+\/tickets\/(?:new|\d+)|\/knowledge\/\d+\/edit)$/;
const DOWNLOAD_PATH = /^\/attachments\/[^/]+$/;
/** Where a mail program may post on its reader's behalf (RFC 8058), in whichever form: what it sends is not read. */
export const ONE_CLICK = /^\/status\/[^/]+\/unsubscribe$/;
/** Header that marks a response as endless on purpose. */
export const EVENT_STREAM = "text/event-stream";

export const SERVER_OPTIONS: ServerOptions = {
  maxHeaderSize: 16 * 1024,
  // Node looks for late requests only every 30 s by default: 1,000 slow connections were still held after 14 s.
  connectionsCheckingInterval: 1_000,
  headersTimeout: 6_000,
  // The longest of all; `limitArrival` ends the others sooner.
  requestTimeout: UPLOAD_DEADLINE_MS,
  keepAliveTimeout: 5_000,
  noDelay: true,
};

/** Ends the connection of a request whose body does not come in time. */
export function limitArrival(request: IncomingMessage): void {
  if (request.method === "GET" || request.method === "HEAD" || takenAt(pathOf(request)).isLong) return;
  const deadline = setTimeout(() => {
    if (!request.complete) request.socket.destroy();
  }, BODY_DEADLINE_MS);
  deadline.unref();
  request.on("close", () => clearTimeout(deadline));
}

/** How long its answer may take to be sent. */
export function responseDeadlineMs(request: IncomingMessage): number {
  const path = pathOf(request);
  return DOWNLOAD_PATH.test(path) || takenAt(path).isLong ? DOWNLOAD_DEADLINE_MS : RESPONSE_DEADLINE_MS;
}

export interface Taken {
  /** Media types of bodies; null for any. */
  readonly types: readonly string[] | null;
  readonly longestBytes: number;
  /** Files come slowly. */
  readonly isLong: boolean;
}

/** Which bodies an address takes. */
export function takenAt(path: string): Taken {
  if (FILE_PATH.test(path)) return { types: [FILE], longestBytes: LARGEST_FILE_BYTES, isLong: true };
  if (FORM_WITH_FILES_PATH.test(path)) {
    const longestBytes = FILES_A_MESSAGE * LARGEST_FILE_BYTES + MAX_BODY_BYTES;
    return { types: [FORM, FORM_WITH_FILES], longestBytes, isLong: true };
  }
  const types = ONE_CLICK.test(path) ? null : path.startsWith("/api/") ? ["application/json"] : [FORM];
  return { types, longestBytes: MAX_BODY_BYTES, isLong: false };
}

function pathOf({ url = "/" }: IncomingMessage): string {
  return url.split("?", 1)[0] ?? "/";
}

/** What has no option in createServer. The socket's idle time must outlast the 15 s heartbeat of the live streams. */
export function limitServer(server: Server): void {
  server.setTimeout(40_000);
  server.maxHeadersCount = 100;
  server.maxRequestsPerSocket = 1_000;
}

/** Null when the body may be read, else the status that refuses it. */
export function bodyRefusal(
  method: string,
  headers: { "content-length"?: string; "transfer-encoding"?: string; "content-type"?: string },
  { types, longestBytes }: Taken,
): 400 | 411 | 413 | 415 | null {
  if (method === "GET" || method === "HEAD") return null;
  // A body of unknown length would have to be counted while Remix reads it. Browsers never send one.
  if (headers["transfer-encoding"] !== undefined) return 411;
  const length = headers["content-length"] ?? "0";
  if (!/^\d{1,15}$/.test(length)) return 400;
  if (Number(length) > longestBytes) return 413;
  if (Number(length) === 0 || types === null) return null;
  return types.includes(mediaTypeOf(headers)) ? null : 415;
}

export function mediaTypeOf(headers: { "content-type"?: string }): string {
  return headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
}
