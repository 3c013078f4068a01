import type { IncomingMessage } from "node:http";

import type { Collector } from "../collector.ts";
import { addressOf } from "../http/address.ts";
import { type Answer, isAnswer, refusal } from "../http/answers.ts";
import { bodyInHand, type Encodings, readBody } from "../http/body.ts";
import type { Source } from "./source-tokens.ts";

/**
 * Who speaks, then what they say: a body is read only once its token and its rate are known to be right, so that
 * strangers cannot make us read. Null when the sender went away.
 */
export async function requestOfSource(
  collector: Collector,
  request: IncomingMessage,
  {
    encodings,
    tooOften = 429,
  }: {
    readonly encodings?: Encodings;
    /** What a source hears that sends too often: remote-write's senders give a batch up at 429, and keep it at 503. */
    readonly tooOften?: 429 | 503;
  } = {},
): Promise<{ source: Source; body: Buffer } | Answer | null> {
  const { authorization } = request.headers;
  const source = await admittedSource(
    collector,
    authorization,
    () => addressOf(request, collector.trustedProxy),
    tooOften,
  );
  if (isAnswer(source)) return source;
  const body = bodyInHand(request, encodings) ?? (await readBody(request, { encodings }));
  return !body || isAnswer(body) ? body : { source, body };
}

/** The source that a token names and that may send now, or why not. At once where the token was right just before. */
export function admittedSource(
  collector: Collector,
  authorization: string | undefined,
  address: () => string,
  tooOften: 429 | 503 = 429,
): Source | Answer | Promise<Source | Answer> {
  const { tokens, now } = collector;
  const recent = tokens.recent(authorization, now());
  if (recent) return admitted(collector, recent, tooOften);
  return tokens
    .sourceOf(authorization, address(), now())
    .then((source) => (isAnswer(source) ? source : admitted(collector, source, tooOften)));
}

function admitted({ requests, now }: Collector, source: Source, tooOften: 429 | 503): Source | Answer {
  const retryAfterSeconds = requests.take(source.id, now());
  if (retryAfterSeconds === 0) return source;
  const message = "This source sends more requests than it may.";
  return refusal(tooOften, "too_many_requests", message, { retryAfterSeconds, closes: true });
}
