import type { LiveSample } from "#collector/protocol/feed.ts";
import { metricOf, parseSeriesKey } from "#collector/protocol/metrics.ts";
import { database } from "#db/client.server.ts";
import { latestSamples } from "#domain/machines/measures.server.ts";
import { machineByName } from "#domain/machines/queries.server.ts";
import { sourceNames } from "#domain/machines/source-names.server.ts";
import { byOrigin, everyCombined, everyStepsOf, latestOfDoors } from "#domain/metrics/all-doors.server.ts";
import { newestReadings } from "#domain/metrics/newest.server.ts";
import { greatest } from "#domain/metrics/rank.ts";
import { seriesNames, topSources } from "#domain/metrics/series.server.ts";

import { liveFeed } from "../../feed.server.ts";
import { type ApiProblem, absent, ok, problem } from "../answer.ts";
import { JsonBytes } from "../json-bytes.ts";
import { onProject } from "../operation.ts";
import { type OnlyValue, type Point, type PointColumns, writeColumns, writePoints } from "../points.ts";
import {
  daysOf,
  Latest,
  LatestQuery,
  MOST_MACHINE_DAYS,
  MOST_VALUES,
  NEWEST_MS,
  RangeQuery,
  Ranges,
  SeriesFactsList,
  Top,
  TopQuery,
  windowOf,
} from "../schemas/metrics.ts";

const common = { method: "GET", tag: "metrics", scope: "metrics.read", action: "machine.read" } as const;

export const listSeries = onProject({
  ...common,
  id: "listSeries",
  path: "/projects/{slug}/machines/{machine}/metrics",
  summary: "The series that a machine sent in the last 24 hours",
  answers: [{ status: 200, description: "Series keys, by the alphabet.", schema: SeriesFactsList }],
  async handle({ project, params }) {
    const machine = await machineByName(database(), project.id, params.machine ?? "");
    if (!machine) return absent("machine");
    const data = (await keysOf(machine.sourceId)).map((key) => {
      const { name, labels } = parseSeriesKey(key) ?? { name: key, labels: {} };
      return { ...factsOf(key), name, labels };
    });
    return ok({ data });
  },
});

export const queryRange = onProject({
  ...common,
  id: "queryRange",
  path: "/projects/{slug}/metrics/range",
  summary: "Series over a stretch of time, in at most so many points",
  query: RangeQuery,
  answers: [{ status: 200, description: "The series that had values.", schema: Ranges }],
  async handle({ project, query, now }) {
    const window = windowOf(query, now.getTime());
    if (typeof window === "string") return problem("invalid-request", window, { parameter: "from" });
    const machines = await machinesAsked(project.id, query.machine);
    if ("problem" in machines) return machines;
    const { series: names, maxPoints, combine } = query;
    if (machines.size * names.length * maxPoints > MOST_VALUES) return tooMuch();
    if (machines.size * daysOf(window) > MOST_MACHINE_DAYS) return tooLong();

    const question = { sources: [...machines.keys()], names, ...window, maxPoints };
    const found = combine
      ? (await everyCombined({ ...question, combine })).map((series) => ({
          ...series,
          machine: null,
          key: series.name,
        }))
      : (await everyStepsOf(question)).map((series) => ({ ...series, machine: machines.get(series.sourceId) ?? null }));
    return { status: 200, text: rangesText(window, found, query.only) };
  },
});

export const queryLatest = onProject({
  ...common,
  id: "queryLatest",
  path: "/projects/{slug}/metrics/latest",
  summary: "The newest values of each machine",
  query: LatestQuery,
  answers: [{ status: 200, description: "One snapshot a machine, by name.", schema: Latest }],
  async handle({ project, query }) {
    const machines = await machinesAsked(project.id, query.machine);
    if ("problem" in machines) return machines;
    const wanted = query.series && new Set(query.series);
    const asksDoors = !query.series || byOrigin(query.series).others.length > 0;
    const sourceIds = [...machines.keys()];
    const [samples, doors] = await Promise.all([latestSamples(sourceIds), asksDoors ? latestOfDoors(sourceIds) : []]);
    const data = together(samples, doors).map(({ sourceId, at, values }) => ({
      machine: machines.get(sourceId) ?? "",
      at: new Date(at).toISOString(),
      values: wanted ? only(values, wanted) : values,
    }));
    return ok({ data: data.sort((one, other) => (one.machine < other.machine ? -1 : 1)) });
  },
});

export const queryTop = onProject({
  ...common,
  id: "queryTop",
  path: "/projects/{slug}/metrics/top",
  summary: "The machines with the greatest mean or peak of a series, the greatest first",
  query: TopQuery,
  answers: [{ status: 200, description: "The greatest.", schema: Top }],
  async handle({ project, query, now }) {
    const { series: name, by, limit } = query;
    const window = windowOf(query, now.getTime(), by === "newest" ? NEWEST_MS : undefined);
    if (typeof window === "string") return problem("invalid-request", window, { parameter: "from" });
    const machines = await machinesAsked(project.id, query.machine);
    if ("problem" in machines) return machines;
    if (machines.size * daysOf(window) > MOST_MACHINE_DAYS) return tooLong();
    const question = { sources: [...machines.keys()], name, ...window };
    const top =
      by === "newest"
        ? greatest(await newestReadings(question, heardByFeed()), limit)
        : await topSources({ ...question, by, limit });
    return ok({
      data: top.map(({ sourceId, key, value }) => ({ machine: machines.get(sourceId) ?? "", ...factsOf(key), value })),
    });
  },
});

/** What a machine's agent sent, and what came of it through the open doors. */
async function keysOf(sourceId: number | null): Promise<string[]> {
  if (sourceId === null) return [];
  const [own, [doors]] = await Promise.all([seriesNames([sourceId]), latestOfDoors([sourceId])]);
  return [...new Set([...own, ...Object.keys(doors?.values ?? {})])].sort();
}

type Newest = Pick<LiveSample, "sourceId" | "at" | "values">;

/** One a source: its agent's snapshot, with what only the doors brought; of a source without agent, what they brought. */
function together(samples: readonly Newest[], doors: readonly Newest[]): Newest[] {
  const newest = new Map(doors.map((one) => [one.sourceId, one]));
  for (const { sourceId, at, values } of samples) {
    newest.set(sourceId, { sourceId, at, values: { ...newest.get(sourceId)?.values, ...values } });
  }
  return [...newest.values()];
}

/** The newest samples, of all sources, that the collector's feed brought; undefined while it is not connected. */
function heardByFeed() {
  const feed = liveFeed();
  return feed.status().up ? (sourceId: number) => feed.latest(sourceId) : undefined;
}

/** Names of the machines that are asked about, by source; those that never had a source have nothing to tell. */
async function machinesAsked(
  projectId: number,
  names: readonly string[] | undefined,
): Promise<Map<number, string> | ApiProblem> {
  const asked = await sourceNames(database(), projectId, names);
  if (names && asked.length < new Set(names).size) return absent("machine");
  return new Map(asked.flatMap(({ sourceId, name }) => (sourceId === null ? [] : [[sourceId, name] as const])));
}

function tooMuch(): ApiProblem {
  const detail = `Machines × series × points may be ${MOST_VALUES} at most: ask for fewer points, or with \`combine\` and fewer machines.`;
  return problem("invalid-request", detail, { parameter: "maxPoints" });
}

/** Whatever the points: what is read of the store grows with both. */
function tooLong(): ApiProblem {
  const detail = `Machines × days may be ${MOST_MACHINE_DAYS} at most: ask for a shorter window, or for fewer machines.`;
  return problem("invalid-request", detail, { parameter: "from" });
}

function factsOf(key: string) {
  const known = metricOf(key);
  return { key, kind: known?.kind ?? null, unit: known?.unit ?? null };
}

function rangesText(
  window: { readonly from: number; readonly to: number },
  found: readonly {
    readonly machine: string | null;
    readonly key: string;
    readonly kind?: "counter";
    readonly stepMs: number;
    readonly points?: readonly Point[];
    readonly steps?: PointColumns;
  }[],
  only: OnlyValue,
): Buffer {
  const out = new JsonBytes();
  const [from, to] = [window.from, window.to].map((at) => JSON.stringify(new Date(at)));
  out.text(`{"from":${from},"to":${to},"data":[`);
  found.forEach(({ machine, key, kind, stepMs, points, steps }, index) => {
    const known = factsOf(key);
    const facts = JSON.stringify({ machine, ...known, kind: known.kind ?? kind ?? null, stepSeconds: stepMs / 1_000 });
    out.text(`${index > 0 ? "," : ""}${facts.slice(0, -1)},"points":`);
    if (steps) writeColumns(out, steps, only);
    else writePoints(out, points ?? [], only);
    out.text("}");
  });
  out.text("]}");
  return out.written();
}

function only(values: Readonly<Record<string, number | null>>, wanted: ReadonlySet<string>) {
  const isWanted = (key: string) => wanted.has(key) || wanted.has(key.slice(0, Math.max(0, key.indexOf("{"))));
  return Object.fromEntries(Object.entries(values).filter(([key]) => isWanted(key)));
}
