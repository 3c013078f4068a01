import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";

import type { Forecast, History } from "./history.ts";

export interface ThreadPool {
  /** Answers in the order of the histories. Rejects when a thread died of them twice, or gave no answer in time. */
  forecasts(histories: readonly History[]): Promise<readonly Forecast[]>;
  /** Ends its threads; what is under way is rejected. */
  close(): Promise<void>;
}

export interface ThreadPoolOptions {
  readonly threads?: number;
  readonly megabytes?: number;
  /** A thread that was not wanted for so long is ended. */
  readonly idleMs?: number;
  /** For one message; a forecast takes some 50 ms. */
  readonly answerMs?: number;
  readonly script?: URL;
}

interface Task {
  readonly histories: readonly History[];
  readonly resolve: (forecasts: readonly Forecast[]) => void;
  readonly reject: (reason: Error) => void;
  attempts: number;
}

type Answer = { readonly forecasts: readonly Forecast[] } | { readonly failed: string };

/** A thread may die of another's fault (of memory): its histories are tried once more, in a new one. */
const ATTEMPTS = 2;

/** Threads that forecast, so that pages and pushes go on meanwhile. They start when they are wanted and do not keep a process alive. */
export function forecastThreads(options: ThreadPoolOptions = {}): ThreadPool {
  const { threads = 1, megabytes = 192, idleMs = 30_000, answerMs = 120_000 } = options;
  const waiting: Task[] = [];
  const idle = new Map<Worker, NodeJS.Timeout>();
  const busy = new Map<Worker, Task>();
  let isClosed = false;

  function next(): void {
    const task = waiting[0];
    if (!task || isClosed) return;
    const [rested] = idle.keys();
    if (!rested && busy.size >= threads) return;
    waiting.shift();
    const worker = rested ?? fresh();
    clearTimeout(idle.get(worker));
    idle.delete(worker);
    run(worker, task);
  }

  function fresh(): Worker {
    const worker = started(options.script, megabytes);
    // One that ends while it rests is not asked again.
    worker.on("error", () => idle.delete(worker)).on("exit", () => idle.delete(worker));
    return worker;
  }

  function run(worker: Worker, task: Task): void {
    busy.set(worker, task);
    task.attempts++;
    worker.ref();
    const timer = setTimeout(() => lost(new Error(`No forecasts within ${answerMs} ms`)), answerMs);
    const settle = () => {
      clearTimeout(timer);
      // One by one: a worker of which all listeners are removed at once is never heard again.
      worker.off("message", answered).off("error", lost).off("exit", ended);
      busy.delete(worker);
    };
    const lost = (reason: Error) => {
      settle();
      void worker.terminate();
      if (task.attempts < ATTEMPTS && !isClosed) waiting.unshift(task);
      else task.reject(reason);
      next();
    };
    const ended = (code: number) => lost(new Error(`The forecasts' thread ended with ${code}`));
    const answered = (answer: Answer) => {
      settle();
      rest(worker);
      if ("forecasts" in answer) task.resolve(answer.forecasts);
      else task.reject(new Error(answer.failed));
      next();
    };
    worker.once("message", answered).once("error", lost).once("exit", ended);
    worker.postMessage(task.histories);
  }

  function rest(worker: Worker): void {
    worker.unref();
    const end = () => {
      if (idle.delete(worker)) void worker.terminate();
    };
    idle.set(worker, setTimeout(end, idleMs).unref());
  }

  return {
    forecasts(histories) {
      if (histories.length === 0) return Promise.resolve([]);
      if (isClosed) return Promise.reject(new Error("The forecasts' threads are closed"));
      return new Promise((resolve, reject) => {
        waiting.push({ histories, resolve, reject, attempts: 0 });
        next();
      });
    },
    async close() {
      isClosed = true;
      const closed = new Error("The forecasts' threads are closed");
      for (const task of [...waiting.splice(0), ...busy.values()]) task.reject(closed);
      for (const timer of idle.values()) clearTimeout(timer);
      const workers = [...idle.keys(), ...busy.keys()];
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

let shared: ThreadPool | undefined;

/** By this process's one thread. */
export function forecastsInThread(histories: readonly History[]): Promise<readonly Forecast[]> {
  shared ??= forecastThreads();
  return shared.forecasts(histories);
}

function started(script: URL | undefined, megabytes: number): Worker {
  const limits = { resourceLimits: { maxOldGenerationSizeMb: megabytes } };
  // Neither secrets nor options of ours: the thread has no use for them.
  const alone = { env: {}, execArgv: [] };
  if (script || !import.meta.url.endsWith(".ts")) return new Worker(script ?? builtScript(), { ...limits, ...alone });
  return new Worker(FROM_SOURCE, {
    ...limits,
    ...alone,
    eval: true,
    workerData: new URL("worker.server.ts", import.meta.url).href,
  });
}

/** Before a build there is TypeScript only, which a thread of Node 20 does not read by itself. */
const FROM_SOURCE = `
  import("tsx/esm/api").then(({ register }) => {
    register();
    return import(require("node:worker_threads").workerData);
  });
`;

/** In build/, in which the programs lie at different depths. */
function builtScript(): URL {
  const candidates = ["./", "../", "../../"].map((up) => new URL(`${up}forecast-worker.js`, import.meta.url));
  const found = candidates.find((url) => existsSync(fileURLToPath(url)));
  if (!found) throw new Error(`No forecast-worker.js beside ${import.meta.url}`);
  return found;
}
