import type { LiveSample } from "#collector/protocol/feed.ts";
import { metricOf } from "#collector/protocol/metrics.ts";
import { databaseHandle } from "#db/client.server.ts";
import { doorSourceId, ownerOfDoor } from "#db/metrics/door-source.ts";
import { heardSince } from "#db/metrics/heard.server.ts";
import type { MetricStore, SeriesRange, SeriesSteps } from "#db/metrics/store.ts";

import { DOORS_LOOKED_BACK_MS } from "./other-series.server.ts";
import { type CombinedSeries, combinedSeries, type SeriesQuestion, seriesOf, stepsOf } from "./series.server.ts";
import { metricStore } from "./store.server.ts";

/*
 * Series of machines by whatever way they came: their agents', and what remote-write and OTLP brought, under the number of
 * the machine's source. A name of our catalogue is the agent's: the doors are not looked at for it.
 */

/** As `seriesOf`. What an agent and a door both send is the agent's. */
export function everySeriesOf(question: SeriesQuestion, store: MetricStore = metricStore()): Promise<SeriesRange[]> {
  return byAllDoors(question, (asked) => seriesOf(asked, store));
}

/** As `stepsOf`. */
export function everyStepsOf(question: SeriesQuestion, store: MetricStore = metricStore()): Promise<SeriesSteps[]> {
  return byAllDoors(question, (asked) => stepsOf(asked, store));
}

/** As `combinedSeries`, in the order of the names. */
export async function everyCombined(
  question: Parameters<typeof combinedSeries>[0],
  store: MetricStore = metricStore(),
): Promise<CombinedSeries[]> {
  const { ours, others } = byOrigin(question.names);
  const doors = others.length > 0 ? await doorsOf(question) : [];
  const sources = [...question.sources, ...doors];
  const found = await Promise.all([
    ours.length > 0 ? combinedSeries({ ...question, names: ours }, store) : [],
    others.length > 0 ? combinedSeries({ ...question, names: others, sources }, store) : [],
  ]);
  const byName = new Map(found.flat().map((series) => [series.name, series]));
  return question.names.flatMap((name) => byName.get(name) ?? []);
}

/**
 * What the doors brought of these sources lately, each value as it was newest in the ten minutes before the newest of all,
 * and nothing older than a day. `at` is that of the newest.
 */
export async function latestOfDoors(
  sourceIds: readonly number[],
  store: MetricStore = metricStore(),
): Promise<Pick<LiveSample, "sourceId" | "at" | "values">[]> {
  const newest = await store.latest(sourceIds.map(doorSourceId));
  return Promise.all(
    newest.map(async ({ sourceId, at }) => {
      const values: Record<string, number | null> = {};
      const stretch = { sourceIds: [sourceId], from: at - DOORS_LOOKED_BACK_MS, to: at + 1 };
      for (const { schema, values: row } of await store.snapshots(stretch)) {
        for (const [position, [key]] of schema.series.entries()) {
          const value = row[position] ?? null;
          if (value !== null) values[key] = value;
        }
      }
      return { sourceId: ownerOfDoor(sourceId) ?? sourceId, at, values };
    }),
  );
}

async function byAllDoors<Series extends { readonly sourceId: number; readonly key: string }>(
  question: SeriesQuestion,
  read: (question: SeriesQuestion) => Promise<Series[]>,
): Promise<Series[]> {
  const { others } = byOrigin(question.names);
  const readDoors = async () => read({ ...question, names: others, sources: await doorsOf(question) });
  const [own, doors] = await Promise.all([read(question), others.length > 0 ? readDoors() : []]);
  if (doors.length === 0) return own;

  const found = new Map<string, Series>();
  for (const series of [...doors, ...own]) {
    const sourceId = ownerOfDoor(series.sourceId) ?? series.sourceId;
    found.set(`${sourceId} ${series.key}`, { ...series, sourceId });
  }
  return [...found.values()].sort(
    (one, other) => one.sourceId - other.sourceId || (one.key < other.key ? -1 : Number(one.key > other.key)),
  );
}

/** The longest bucket of which a question reads all, although it begins inside. */
const LONGEST_BUCKET_MS = 24 * 3_600_000;

/** The doors of the sources that may have brought something of the time asked for: few have any. */
function doorsOf({ sources, from }: SeriesQuestion): Promise<number[]> {
  return heardSince(databaseHandle().pool, sources.map(doorSourceId), from - LONGEST_BUCKET_MS);
}

/** Names of our catalogue, and all others. */
export function byOrigin(names: readonly string[]): { ours: string[]; others: string[] } {
  return {
    ours: names.filter((name) => metricOf(name) !== undefined),
    others: names.filter((name) => metricOf(name) === undefined),
  };
}
