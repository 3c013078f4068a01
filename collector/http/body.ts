import type { IncomingMessage } from "node:http";
import { gunzipSync } from "node:zlib";

import { MAX_BODY_BYTES, MAX_WIRE_BYTES } from "#collector/protocol/push.ts";

import { type Answer, refusal } from "./answers.ts";
import { unsnap } from "./snappy.ts";

/** A sender that is silent this long in the middle of its body is gone, or means harm. */
const IDLE_MS = 5_000;

/** What a body may be encoded as, and what makes it plain again, never longer than MAX_BODY_BYTES. */
export interface Encodings {
  readonly [name: string]: (wire: Buffer) => Buffer | Answer;
}

export const PLAIN_OR_GZIP: Encodings = { identity: (wire) => wire, gzip: unzip };
export const SNAPPY: Encodings = { snappy: unsnapped };

/**
 * Reads a body, plain or gzip, within the limits of the protocol: 413 beyond them, before more than that is in
 * memory. Null when the sender went away. Decompression is synchronous: it is bounded, and four times cheaper so.
 */
export async function readBody(
  request: IncomingMessage,
  { idleMs = IDLE_MS, encodings = PLAIN_OR_GZIP }: { idleMs?: number; encodings?: Encodings } = {},
): Promise<Buffer | Answer | null> {
  const encoding = (request.headers["content-encoding"] ?? "identity").trim().toLowerCase();
  const decode = Object.hasOwn(encodings, encoding) ? encodings[encoding] : undefined;
  if (!decode) {
    const known = Object.keys(encodings).join(" or ");
    return refusal(415, "unsupported_encoding", `The body may be ${known}, and nothing else.`, { closes: true });
  }
  if (Number(request.headers["content-length"] ?? 0) > MAX_WIRE_BYTES) return tooLong();

  const wire = request.complete ? wireOf(request) : await readWire(request, idleMs);
  return Buffer.isBuffer(wire) ? decode(wire) : wire;
}

/** The body of a request that came whole and plain, as most do: there is nothing to wait for. */
export function bodyInHand(
  request: IncomingMessage,
  encodings: Encodings = PLAIN_OR_GZIP,
): Buffer | Answer | undefined {
  const isPlain = request.headers["content-encoding"] === undefined && encodings.identity !== undefined;
  return request.complete && isPlain ? wireOf(request) : undefined;
}

function wireOf(request: IncomingMessage): Buffer | Answer {
  const wire = (request.read() as Buffer | null) ?? Buffer.alloc(0);
  return wire.length > MAX_WIRE_BYTES ? tooLong() : wire;
}

function readWire(request: IncomingMessage, idleMs: number): Promise<Buffer | Answer | null> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let length = 0;
    const idle = setTimeout(() => finish(tooSlow()), idleMs);
    const finish = (result: Buffer | Answer | null) => {
      clearTimeout(idle);
      request.off("data", take).off("end", end).off("close", gone).off("error", gone);
      resolve(result);
    };
    const take = (part: Buffer) => {
      length += part.length;
      if (length > MAX_WIRE_BYTES) return finish(tooLong());
      parts.push(part);
      idle.refresh();
    };
    const end = () => finish(parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts));
    const gone = () => finish(null);
    request.on("data", take).on("end", end).on("close", gone).on("error", gone);
  });
}

function unzip(wire: Buffer): Buffer | Answer {
  try {
    return gunzipSync(wire, { maxOutputLength: MAX_BODY_BYTES });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") return tooLongPlain();
    return refusal(400, "malformed", "The body is announced as gzip and is not.", { path: "$" });
  }
}

function unsnapped(wire: Buffer): Buffer | Answer {
  const plain = unsnap(wire, MAX_BODY_BYTES);
  if (plain === "too_large") return tooLongPlain();
  if (plain === "malformed") {
    return refusal(400, "malformed", "The body is announced as a snappy block and is not.", { path: "$" });
  }
  return plain;
}

function tooLongPlain(): Answer {
  const message = `The body is longer than ${MAX_BODY_BYTES} bytes once decompressed. Send half.`;
  return refusal(413, "too_large", message, { path: "$" });
}

function tooLong(): Answer {
  return refusal(413, "too_large", `The body is longer than ${MAX_WIRE_BYTES} bytes. Send half.`, {
    path: "$",
    closes: true,
  });
}

function tooSlow(): Answer {
  return refusal(408, "unavailable", "The body stopped arriving.", { closes: true });
}
