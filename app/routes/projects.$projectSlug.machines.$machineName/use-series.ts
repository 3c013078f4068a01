import { useCallback, useState } from "react";

import type { ChartPoint } from "#app/ui/time-chart.tsx";
import type { StreamSample } from "#domain/machines/live.ts";
import { stepStart } from "#domain/metrics/day-steps.ts";

import { received, type SentSeries, withValue } from "./series.ts";

interface Book {
  readonly points: ReadonlyMap<string, readonly ChartPoint[]>;
  /** Values in the last step of each series. */
  readonly counts: ReadonlyMap<string, number>;
}

interface Shown {
  readonly stepMs: number;
  readonly spanMs: number;
  /** Of the project: steps of days begin at its midnights. */
  readonly timeZone: string;
  /** A window of dates takes nothing of the present. */
  readonly isLive: boolean;
}

/**
 * The series of the page: what the store had, and what the stream adds. `take` is for the stream. Where they could not
 * be read (null), the curves that were there stay.
 */
export function useSeries(history: readonly SentSeries[] | null, { stepMs, spanMs, timeZone, isLive }: Shown) {
  const [book, setBook] = useState<Book>(() => open(history ?? []));
  // The first curves are those of the server's page; later ones replace the book in the same drawing as their window.
  const [shown, setShown] = useState(history);
  if (shown !== history) {
    setShown(history);
    if (history) setBook(open(history));
  }

  const take = useCallback(
    (sample: StreamSample) => {
      const step = stepStart(sample.at, stepMs, timeZone);
      if (isLive) setBook((before) => added(before, sample, step, sample.at - spanMs - stepMs));
    },
    [stepMs, spanMs, timeZone, isLive],
  );
  return { points: book.points, take };
}

function open(history: readonly SentSeries[]): Book {
  return {
    points: new Map(history.map((series) => [series.key, received(series)])),
    counts: new Map(history.map(({ key, lastCount }) => [key, lastCount])),
  };
}

function added(book: Book, sample: StreamSample, step: number, from: number): Book {
  const points = new Map(book.points);
  const counts = new Map(book.counts);
  for (const [key, value] of Object.entries(sample.values)) {
    const before = points.get(key);
    if (value === null || !before) continue;
    const isSameStep = before.at(-1)?.at === step;
    const count = isSameStep ? (counts.get(key) ?? 1) : 0;
    const within = before.filter(({ at }) => at >= from);
    points.set(key, withValue(within, { at: step, value }, Math.max(1, count)));
    counts.set(key, count + 1);
  }
  return { points, counts };
}
