import { and, asc, eq, gte, lt, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { checkRuns, checks } from "#db/schema/checks.ts";

import type { Stretch } from "./ledger.ts";
import type { EvidencePart } from "./service.ts";
import { type CheckStrokes, type StrokeState, strokeStepMs, strokesOfStates } from "./strokes.ts";

/** How the checks among these parts ran in a window around an outage: by their runs, or where none is kept by their states. */
export async function strokesAround(
  db: Database,
  projectId: number,
  parts: readonly EvidencePart[],
  window: Stretch,
  outage: Stretch,
): Promise<CheckStrokes[]> {
  const found = await Promise.all(
    parts.map(async ({ name: check, checkId, intervalSeconds, changes }): Promise<CheckStrokes | null> => {
      if (checkId === null) return null;
      const of = { check, intervalSeconds };
      const kept = await keptRuns(db, projectId, checkId, window, outage, strokeStepMs(window, intervalSeconds));
      if (kept.strokes.length > 0) return { ...of, source: "runs", ...kept };
      return { ...of, source: "states", ...strokesOfStates(changes, window, outage, intervalSeconds) };
    }),
  );
  return found.filter((one) => one !== null);
}

async function keptRuns(
  db: Database,
  projectId: number,
  checkId: number,
  window: Stretch,
  outage: Stretch,
  stepMs: number,
) {
  const { at, outcome } = checkRuns;
  const isWithin = sql`${at} >= ${outage.from} and ${at} < ${outage.to}`;
  const step = sql<number>`floor(${at} / ${stepMs})`;
  const rows = await db
    .select({
      at: sql<number>`min(${at})`.mapWith(Number),
      failed: sql<number>`sum(${outcome} = 'failed')`.mapWith(Number),
      blind: sql<number>`sum(${outcome} = 'blind')`.mapWith(Number),
      runsWithin: sql<number>`sum(${outcome} <> 'blind' and ${isWithin})`.mapWith(Number),
      failedWithin: sql<number>`sum(${outcome} = 'failed' and ${isWithin})`.mapWith(Number),
    })
    .from(checkRuns)
    .innerJoin(checks, and(eq(checks.id, checkRuns.checkId), eq(checks.projectId, projectId)))
    .where(and(eq(checkRuns.checkId, checkId), gte(at, window.from), lt(at, window.to)))
    .groupBy(step)
    .orderBy(asc(step));
  const sum = (of: "runsWithin" | "failedWithin") => rows.reduce((all, row) => all + row[of], 0);
  const stateOf = ({ failed, blind }: { failed: number; blind: number }): StrokeState =>
    failed > 0 ? "failed" : blind > 0 ? "unknown" : "ok";
  const strokes = rows.map((row) => ({ at: row.at, state: stateOf(row) }));
  return { strokes, runs: sum("runsWithin"), failed: sum("failedWithin") };
}
