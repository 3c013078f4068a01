import type { Worker } from "../workers.ts";

/**
 * Takes turns until it is stopped: the next one at once while there was something to do, else after `intervalMs`. `turn`
 * gives how much it did. A turn that fails (the database is away) is logged, and the next one comes.
 */
export function startLoop(name: string, intervalMs: number, turn: () => Promise<number>): Worker {
  let isStopping = false;
  let wake: () => void = () => undefined;
  const done = (async () => {
    while (!isStopping) {
      const did = await turn().catch((error) => {
        console.error(`${name}:`, error instanceof Error ? error.message : error);
        return 0;
      });
      if (did > 0 || isStopping) continue;
      await new Promise<void>((settle) => {
        const timer = setTimeout(settle, intervalMs);
        wake = () => {
          clearTimeout(timer);
          settle();
        };
      });
    }
  })();
  return {
    stop() {
      isStopping = true;
      wake();
      return done;
    },
  };
}
