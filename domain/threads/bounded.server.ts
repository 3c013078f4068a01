import { type TransferListItem, Worker } from "node:worker_threads";

export interface ThreadBounds {
  /** Of the thread's old generation. */
  readonly megabytes: number;
  readonly ms: number;
}

/** Why a thread gave no answer: it had to be ended, or it ended by itself. */
export type ThreadRefusal = "tooSlow" | "tooHeavy" | "unreadable";

/**
 * The first message of a thread that reads something hostile, within bounds of time and memory. Never throws: a thread
 * that has to be ended, or that ends by itself, is a refusal, and nothing of it lives on.
 */
export async function answerOfThread<Answer>(
  script: URL,
  given: { readonly data: unknown; readonly transfer?: TransferListItem[] },
  bounds: ThreadBounds,
): Promise<Answer | { readonly refused: ThreadRefusal }> {
  const worker = new Worker(script, {
    workerData: given.data,
    transferList: given.transfer,
    resourceLimits: { maxOldGenerationSizeMb: bounds.megabytes, maxYoungGenerationSizeMb: 8, stackSizeMb: 2 },
    // Neither secrets nor options of ours: the thread has no use for them.
    env: {},
    execArgv: [],
    stdout: true,
    stderr: true,
  });
  let timer: NodeJS.Timeout | undefined;
  const answer = await new Promise<Answer | { readonly refused: ThreadRefusal }>((resolve) => {
    timer = setTimeout(resolve, bounds.ms, { refused: "tooSlow" });
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
