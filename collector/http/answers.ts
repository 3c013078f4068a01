import type { ServerResponse } from "node:http";

import type { CollectorError, ErrorCode } from "#collector/protocol/push.ts";

/** What a route answers. Nothing is written to the socket before a route is done. */
export interface Answer {
  readonly status: number;
  /** An object is sent as JSON, text and bytes as they are. */
  readonly body?: object | string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** The rest of the request is not wanted: the connection ends with this answer. */
  readonly closes?: boolean;
}

/** The route answered by itself, on the raw response: a stream. */
export const STREAMED = Symbol("streamed");

/** An answer that says no, with a code for programs and a sentence for people. `path` is a JSON path into the body. */
export function refusal(
  status: number,
  error: ErrorCode,
  message: string,
  { path, retryAfterSeconds, closes }: { path?: string; retryAfterSeconds?: number; closes?: boolean } = {},
): Answer {
  const body: CollectorError = { error, message, ...(path === undefined ? {} : { path }) };
  const headers = retryAfterSeconds === undefined ? undefined : { "retry-after": String(Math.ceil(retryAfterSeconds)) };
  return { status, body, headers, closes };
}

export function unavailable(message: string, retryAfterSeconds = 5): Answer {
  return refusal(503, "unavailable", message, { retryAfterSeconds });
}

/** Whether a route's result is an answer already, where it could also be what the next step needs. */
export function isAnswer(value: unknown): value is Answer {
  return typeof value === "object" && value !== null && "status" in value && typeof value.status === "number";
}

export function send(response: ServerResponse, answer: Answer): void {
  const { text, headers } = writtenOf(answer);
  response.writeHead(answer.status, headers);
  response.end(text);
}

/** What goes over the wire after the status. Text and not bytes: node writes head and text at once, bytes apart. */
export function writtenOf({ status, body, headers, closes }: Answer): {
  text: string | Buffer | undefined;
  headers: Record<string, string | number>;
} {
  const isJson = typeof body === "object" && !Buffer.isBuffer(body);
  const text = isJson ? JSON.stringify(body) : body;
  const length = text === undefined ? 0 : Buffer.byteLength(text);
  return {
    text,
    headers: {
      ...(isJson ? JSON_HEADERS : PLAIN_HEADERS),
      ...(status === 204 ? {} : { "content-length": length }),
      ...(closes ? { connection: "close" } : {}),
      ...headers,
    },
  };
}

const PLAIN_HEADERS = { "cache-control": "no-store", "x-content-type-options": "nosniff" };
const JSON_HEADERS = { "content-type": "application/json; charset=utf-8", ...PLAIN_HEADERS };
