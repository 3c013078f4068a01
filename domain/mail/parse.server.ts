import { Worker } from "node:worker_threads";

import { JUDGED_HEADERS, MAIL_LIMITS, type MailRefusal, type ParsedMail } from "./parsed.ts";

type Answer = { readonly mail: ParsedMail } | { readonly refused: MailRefusal };
export type MailLimits = { readonly [Name in keyof typeof MAIL_LIMITS]: number };

/**
 * Parses a mail in a thread with bounds of time and memory. Never throws: a thread that has to be ended, or that ends by
 * itself, is a refusal. Copies the bytes, so that the caller keeps them.
 */
export async function parseMail(source: Uint8Array, limits: MailLimits = MAIL_LIMITS): Promise<Answer> {
  if (source.byteLength > limits.bytes) return { refused: "tooBig" };
  const bytes = new Uint8Array(source);
  const worker = new Worker(new URL("./parse-worker.mjs", import.meta.url), {
    workerData: { bytes, limits, judged: JUDGED_HEADERS },
    transferList: [bytes.buffer],
    resourceLimits: { maxOldGenerationSizeMb: limits.parseMegabytes, maxYoungGenerationSizeMb: 8, stackSizeMb: 2 },
    // Neither secrets nor options of ours: the thread has no use for them.
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
