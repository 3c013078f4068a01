import { database } from "#db/client.server.ts";
import { monthAfter, monthAt, monthStretch } from "#domain/availability/months.ts";
import { dayOf } from "#domain/capacity/daily.ts";
import { DAY_MS } from "#domain/capacity/forecast/history.ts";
import { historiesOf } from "#domain/capacity/history.server.ts";
import { hoursFrom } from "#domain/capacity/hours.server.ts";
import { capacitySettingsOf, newestForecasts } from "#domain/capacity/queries.server.ts";
import { type KeptForecast, type Remaining, remainingRows } from "#domain/capacity/remaining.ts";
import { watchedKey } from "#domain/capacity/resource.ts";
import { scoreCard } from "#domain/capacity/score.server.ts";
import { capacitySentenceOf } from "#domain/capacity/sentence.ts";
import { pairMembersOf } from "#domain/capacity/watched.server.ts";
import { metricStore } from "#domain/metrics/store.server.ts";

import type { Charted } from "./forecast-chart.tsx";
import { SHOWN_DAYS } from "./forecast-paths.ts";

/** Charts of the worst; all others are in the table. */
const CHARTS = 6;
const MONTHS = 3;

interface Asked {
  readonly project: { readonly id: number; readonly timeZone: string };
  /** Of the score card; null for the newest. */
  readonly month: string | null;
}

/** All that the page tells of a project. `now` in epoch milliseconds. */
export async function capacityPicture({ project, month: asked }: Asked, now: number) {
  const db = database();
  const newest = monthAt(now, project.timeZone);
  const month = asked !== null && asked < newest ? asked : newest;
  const [made, settings, pairs, score, ofMonth] = await Promise.all([
    newestForecasts(db, project.id),
    capacitySettingsOf(db, project.id),
    pairMembersOf(db, project.id),
    scoreCard(db, project.id, { at: now }, { now }),
    scoreCard(db, project.id, monthStretch(month, project.timeZone), { now }),
  ]);
  // The days of charts alone cross to the page.
  const facts = made.map(({ days: _days, ...of }) => of);
  const rows = remainingRows(facts, settings, pairs);
  const today = dayOf(now);
  const limited = new Set(rows.map(watchedKey));
  const months = Array.from({ length: MONTHS }, (_none, back) => monthAfter(newest, back + 1 - MONTHS));
  return {
    today,
    settings,
    rows,
    sentence: capacitySentenceOf(rows, today),
    madeOn: made[0]?.madeOn ?? null,
    madeAt: made[0]?.madeAt ?? null,
    charts: await chartsOf(project.id, rows.slice(0, CHARTS), made),
    score: score.filter((row) => limited.has(watchedKey(row))),
    month: { month, months: months.includes(month) ? months : [month, ...months], rows: ofMonth },
  };
}

async function chartsOf(
  projectId: number,
  rows: readonly Remaining[],
  made: readonly KeptForecast[],
): Promise<Charted[]> {
  const [first] = made;
  if (!first || rows.length === 0) return [];
  const to = Date.parse(first.madeOn) + DAY_MS;
  const stretch = { from: to - SHOWN_DAYS * DAY_MS, to };
  const histories = await historiesOf(database(), hoursFrom(metricStore()), projectId, stretch);
  const peaks = new Map(histories.map((history) => [watchedKey(history), history.peaks]));
  return rows.map((row) => {
    const key = watchedKey(row);
    const { kind, name, subject, subjectName, unit, limit, current, answer, early, late } = row;
    return {
      ...{ key, kind, name, subject, subjectName, unit, limit, current, reach: { answer, early, late } },
      history: Array.from(peaks.get(key) ?? [], (value) => (Number.isFinite(value) ? value : null)),
      days: made.find(({ id }) => id === row.id)?.days ?? [],
    };
  });
}
