/** A longer head is not one that an agent sends. */
const MAX_HEAD_BYTES = 2_048;
export const PUSH_PATH = "/v1/push";
const REQUEST_LINE = `POST ${PUSH_PATH} HTTP/1.1`;
const HEAD_END = Buffer.from("\r\n\r\n");
const LINE = /^([A-Za-z-]{1,40}): ([\x21-\x7e](?:[\x20-\x7e]{0,1022}[\x21-\x7e])?)$/;
const LENGTH = /^[1-9][0-9]{0,5}$/;

/** Headers that change nothing in how a push is read or answered; `connection` and `host` are looked at apart. */
const HARMLESS = new Set(["accept", "accept-encoding", "content-type", "user-agent", "x-forwarded-proto", "x-real-ip"]);

export interface PlainHead {
  readonly authorization: string | undefined;
  readonly forwardedFor: string | undefined;
  /** Where the body begins, and its bytes. */
  readonly bodyAt: number;
  readonly bodyLength: number;
}

const BEGINNING = Buffer.from(REQUEST_LINE);

/** Whether what came so far may become a push: all else need not wait for others of its kind. */
export function mayBePush(received: Buffer): boolean {
  const length = Math.min(received.length, BEGINNING.length);
  return received.compare(BEGINNING, 0, length, 0, length) === 0;
}

/**
 * Reads the head of a push as agents send it: this one address, each header once and of a known name, a body of a
 * stated length and nothing done to it. "partial" while its end has not come. Whatever else a head may be is "other"
 * and left to node's own parser: this one decides nothing that two parsers could see differently.
 */
export function plainHead(received: Buffer): PlainHead | "partial" | "other" {
  const end = received.indexOf(HEAD_END);
  if (end > MAX_HEAD_BYTES || (end < 0 && received.length > MAX_HEAD_BYTES)) return "other";
  const [requestLine, ...lines] = received.toString("latin1", 0, end < 0 ? received.length : end).split("\r\n");
  if (end < 0) return lines.length > 0 && requestLine !== REQUEST_LINE ? "other" : "partial";
  if (requestLine !== REQUEST_LINE) return "other";

  let authorization: string | undefined;
  let bodyLength: number | undefined;
  let forwardedFor: string | undefined;
  let hasHost = false;
  for (const line of lines) {
    const [, written = "", value = ""] = LINE.exec(line) ?? [];
    const name = written.toLowerCase();
    if (name === "authorization" && authorization === undefined) authorization = value;
    else if (name === "content-length" && bodyLength === undefined && LENGTH.test(value)) bodyLength = Number(value);
    else if (name === "host" && !hasHost) hasHost = true;
    else if (name === "x-forwarded-for" && forwardedFor === undefined) forwardedFor = value;
    else if (!(name === "connection" && value.toLowerCase() === "keep-alive") && !HARMLESS.has(name)) return "other";
  }
  if (bodyLength === undefined || !hasHost) return "other";
  return { authorization, forwardedFor, bodyAt: end + HEAD_END.length, bodyLength };
}
