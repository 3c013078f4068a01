import type { IncomingMessage } from "node:http";

import type { Collector } from "../collector.ts";
import { addressOf } from "../http/address.ts";
import { type Answer, isAnswer, refusal } from "../http/answers.ts";
import { readBody } from "../http/body.ts";
import type { Source } from "./source-tokens.ts";

/**
 * Who speaks, then what they say: a body is read only once its token and its rate are known to be right, so that
 * strangers cannot make us read. Null when the sender went away.
 */
export async function requestOfSource(
  collector: Collector,
  request: IncomingMessage,
): Promise<{ source: Source; body: Buffer } | Answer | null> {
  const { tokens, requests, now, trustedProxy } = collector;
  const source = await tokens.sourceOf(request.headers.authorization, addressOf(request, trustedProxy), now());
  if (isAnswer(source)) return source;

  const retryAfterSeconds = requests.take(source.id, now());
  if (retryAfterSeconds > 0) {
    const message = "This source sends more requests than it may.";
    return refusal(429, "too_many_requests", message, { retryAfterSeconds, closes: true });
  }
  const body = await readBody(request);
  return !body || isAnswer(body) ? body : { source, body };
}
