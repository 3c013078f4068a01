import { Worker } from "node:worker_threads";

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
  const worker = new Worker(new URL("./feed-worker.mjs", import.meta.url), {
    workerData: { text, limits, ...window },
    resourceLimits: { maxOldGenerationSizeMb: limits.parseMegabytes, maxYoungGenerationSizeMb: 8, stackSizeMb: 2 },
    env: {},
    execArgv: [],
    stdout: true,
    stderr: true,
  });
  let timer: NodeJS.Timeout | undefined;
  const answer = await new Promise<Answer>((resolve) => {
    timer = setTimeout(resolve, limits.parseMs, { refused: "tooSlow" });
    worker.once("message", resolve);
    worker.once("error", (error: NodeJS.ErrnoException) =>
      resolve({ refused: error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "tooHeavy" : "unreadable" }),
    );
    worker.once("exit", () => resolve({ refused: "unreadable" }));
  });
  clearTimeout(timer);
  await worker.terminate();
  return answer;
}
