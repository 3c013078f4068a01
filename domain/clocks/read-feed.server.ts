import { answerOfThread } from "#domain/threads/bounded.server.ts";

import { FEED_LIMITS, type FeedOccurrence, type FeedRefusal } from "./feed.ts";

type Answer = { readonly occurrences: readonly FeedOccurrence[] } | { readonly refused: FeedRefusal };

/**
 * Reads an iCal feed in a thread with bounds of time and memory, recurrences written out for days of the window. Never
 * throws: a thread that has to be ended is a refusal, and so is a feed that holds too much.
 */
export async function readFeed(
  text: string,
  window: { readonly from: string; readonly to: string },
  limits: { readonly [Name in keyof typeof FEED_LIMITS]: number } = FEED_LIMITS,
): Promise<Answer> {
  if (Buffer.byteLength(text) > limits.bytes) return { refused: "tooBig" };
  const script = new URL("./feed-worker.mjs", import.meta.url);
  const bounds = { megabytes: limits.parseMegabytes, ms: limits.parseMs };
  return answerOfThread<Answer>(script, { data: { text, limits, ...window } }, bounds);
}
