import { afterAll, expect, test } from "vitest";

import { forecastsOf } from "#domain/capacity/forecast/batch.server.ts";
import { DAY_MS, type History } from "#domain/capacity/forecast/history.ts";
import { forecastThreads } from "#domain/capacity/forecast/workers.server.ts";

const pool = forecastThreads({ threads: 2 });
afterAll(() => pool.close());

function disk(perDay: number): History {
  const points = Float64Array.from({ length: 60 }, (_, day) => 10 + perDay * day);
  return { kind: "disk", stepMs: DAY_MS, points, firstAt: Date.UTC(2026, 0, 1), capacity: 100 };
}

/** A thread that ends, stays silent or throws where it is given one history, two, or three, and answers otherwise. */
const MOODY = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from "node:worker_threads";
    parentPort.on("message", ({ length }) => {
      if (length === 1) process.exit(3);
      if (length === 3) throw new Error("out of sorts");
      if (length !== 2) parentPort.postMessage({ forecasts: Array(length).fill({ answer: "over" }) });
    });
  `)}`,
);

test("a thread answers as the process itself would, whoever asked first", async () => {
  const asked = [[disk(0.1), disk(0.2)], [disk(0.3)], [disk(0.4)]];

  expect(await Promise.all(asked.map((histories) => pool.forecasts(histories)))).toEqual(asked.map(forecastsOf));
});

test("a thread that dies is replaced: the next ones have their answers", async () => {
  const moody = forecastThreads({ script: MOODY });
  const asked = [1, 4, 3, 5].map((count) => moody.forecasts(Array(count).fill(disk(0.1))));
  const told = await Promise.allSettled(asked);

  expect(told.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "rejected", "fulfilled"]);
  await moody.close();
});

test("a thread that stays silent is given up", async () => {
  const silent = forecastThreads({ script: MOODY, answerMs: 20 });

  await expect(silent.forecasts([disk(0.1), disk(0.1)])).rejects.toThrow("No forecasts within 20 ms");
  await silent.close();
});

test("a closed pool takes nothing more, and rejects what it was at", async () => {
  const closing = forecastThreads({ script: MOODY });
  const underWay = closing.forecasts([disk(0.1), disk(0.1)]);
  const rejected = expect(underWay).rejects.toThrow("closed");

  await closing.close();
  await rejected;
  await expect(closing.forecasts([disk(0.1)])).rejects.toThrow("closed");
});
