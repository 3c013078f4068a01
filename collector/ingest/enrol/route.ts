import type { IncomingMessage } from "node:http";

import { type Enrolled, IDLE_INTERVAL_SECONDS } from "#collector/protocol/push.ts";

import type { Collector } from "../../collector.ts";
import { addressOf } from "../../http/address.ts";
import { type Answer, isAnswer, refusal } from "../../http/answers.ts";
import { readBody } from "../../http/body.ts";
import { parseEnrolment } from "./parse.ts";
import { enrolMachine } from "./store.ts";

/** `POST /v1/enrol`: nobody is known yet, so that wrong tokens are counted by address. */
export async function enrol(collector: Collector, request: IncomingMessage): Promise<Answer | null> {
  const { db, tokens, trustedProxy, now } = collector;
  const address = addressOf(request, trustedProxy);
  const retryAfterSeconds = tokens.wrongTokens.blockedSeconds(address, now());
  if (retryAfterSeconds > 0) {
    const message = "Too many wrong tokens came from this address.";
    return refusal(429, "too_many_requests", message, { retryAfterSeconds, closes: true });
  }

  const body = await readBody(request);
  if (!body || isAnswer(body)) return body;
  const asked = parseEnrolment(body);
  if (isAnswer(asked)) return asked;

  const enrolled = await enrolMachine(db, asked, address, new Date(now()));
  if ("refused" in enrolled) {
    tokens.wrongTokens.add(address, now());
    return refusal(403, "enrolment_refused", "This enrolment token is unknown, used or expired. Ask for a new one.");
  }
  const answer: Enrolled = { ...enrolled, interval_seconds: IDLE_INTERVAL_SECONDS };
  return { status: 200, body: answer };
}
