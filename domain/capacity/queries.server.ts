import { and, asc, between, eq, getTableColumns, max } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { capacitySettings, forecasts } from "#db/schema/capacity.ts";

import { dayOf } from "./daily.ts";
import { subjectNames } from "./names.server.ts";
import {
  type CapacitySettings,
  DEFAULT_SETTINGS,
  type ForecastFacts,
  type KeptForecast,
  type Remaining,
  remainingRows,
} from "./remaining.ts";
import { parseResource, unitOf } from "./resource.ts";
import { type CapacitySentence, capacitySentenceOf } from "./sentence.ts";
import { pairMembersOf } from "./watched.server.ts";

/** What was said last of each resource of a project; all of one day. */
export async function newestForecasts(db: Database, projectId: number): Promise<KeptForecast[]> {
  const newest = await newestDay(db, projectId);
  if (newest === null) return [];
  const [nameOf, rows] = await Promise.all([
    subjectNames(db, projectId),
    db
      .select({ ...FACTS, days: forecasts.days })
      .from(forecasts)
      .where(and(eq(forecasts.projectId, projectId), eq(forecasts.madeOn, newest)))
      .orderBy(asc(forecasts.id)),
  ]);
  return rows.flatMap(({ days: told, ...row }) => factsOf(row, nameOf).map((facts) => ({ ...facts, days: told })));
}

const { projectId: _project, days: _days, ...FACTS } = getTableColumns(forecasts);

type FactsRow = Omit<typeof forecasts.$inferSelect, "projectId" | "days">;

/**
 * As `newestForecasts`, without the ninety days of each: hundreds of kilobytes that a home page has no use for. Of the
 * newest of some days where they are given.
 */
export async function newestFacts(
  db: Database,
  projectId: number,
  within?: { readonly first: string; readonly last: string },
): Promise<ForecastFacts[]> {
  const newest = await newestDay(db, projectId, within);
  if (newest === null) return [];
  const [nameOf, rows] = await Promise.all([
    subjectNames(db, projectId),
    db
      .select(FACTS)
      .from(forecasts)
      .where(and(eq(forecasts.projectId, projectId), eq(forecasts.madeOn, newest)))
      .orderBy(asc(forecasts.id)),
  ]);
  return rows.flatMap((row) => factsOf(row, nameOf));
}

async function newestDay(
  db: Database,
  projectId: number,
  within?: { readonly first: string; readonly last: string },
): Promise<string | null> {
  const [newest] = await db
    .select({ madeOn: max(forecasts.madeOn) })
    .from(forecasts)
    .where(and(eq(forecasts.projectId, projectId), within && between(forecasts.madeOn, within.first, within.last)));
  return newest?.madeOn ?? null;
}

function factsOf(
  { earlyOn, likelyOn, lateOn, madeAt, ...row }: FactsRow,
  nameOf: Awaited<ReturnType<typeof subjectNames>>,
): ForecastFacts[] {
  const named = parseResource(row.resource);
  if (!named) return [];
  const dates = { early: earlyOn, likely: likelyOn, late: lateOn, madeAt: madeAt.getTime() };
  return [{ ...row, ...named, ...dates, unit: unitOf(named.kind), subjectName: nameOf(row) }];
}

/** How cautious a project's dates are; the usual until somebody chose. */
export async function capacitySettingsOf(db: Database, projectId: number): Promise<CapacitySettings> {
  const [row] = await db.select().from(capacitySettings).where(eq(capacitySettings.projectId, projectId));
  if (!row) return DEFAULT_SETTINGS;
  const { stance, leadDays, countsPairs, version } = row;
  return { stance, leadDays, countsPairs, version };
}

/** Time remaining of what has a limit, worst first (remaining.ts). */
export async function remainingOf(db: Database, projectId: number): Promise<Remaining[]> {
  const [made, settings, pairs] = await Promise.all([
    newestFacts(db, projectId),
    capacitySettingsOf(db, projectId),
    pairMembersOf(db, projectId),
  ]);
  return remainingRows(made, settings, pairs);
}

/** What the capacity page says first. */
export async function capacitySentence(db: Database, projectId: number, now = new Date()): Promise<CapacitySentence> {
  return capacitySentenceOf(await remainingOf(db, projectId), dayOf(now.getTime()));
}
