import { and, asc, desc, eq, gte, isNull, lt, lte, type SQL } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import type { MetricStore } from "#db/metrics/store.ts";
import { capacityActions, capacityEvents, forecasts } from "#db/schema/capacity.ts";
import { projects } from "#db/schema/projects.ts";
import { SYSTEM } from "#domain/audit/record.server.ts";
import { instantOf } from "#domain/metrics/wall-time.ts";
import { ordersBesides, shopReading } from "#domain/storefront/queries.server.ts";

import { rowOf, write } from "./action-commands.server.ts";
import { tellOwner } from "./action-notices.server.ts";
import { GIVEN_UP_AFTER_DAYS, type Look, MEASURED_AFTER_DAYS } from "./action-outcome.ts";
import { type ActionRow, journalAction, lockAction } from "./action-rows.server.ts";
import { dayAfter, dayOf } from "./daily.ts";

const DAY_MS = 86_400_000;
/** What cannot be compared yet is tried again for so long: measures of before may still come. */
const TRIED_DAYS = 14;
/** An event that ended longer ago is compared no more: its five minutes are kept for 400 days, its weeks before are not. */
const OLDEST_EVENT_DAYS = 300;

/** Measures what the work of some days ago changed, and what came of the events that are over; each once. */
export async function measureOutcomes(db: Database, store: MetricStore, now = new Date()): Promise<void> {
  await measureActions(db, now);
  await measureEvents(db, store, now);
}

/** By the forecasts before and after the work: the likely date, and the use of what there is. */
export async function measureActions(db: Database, now = new Date()): Promise<void> {
  const due = await db
    .select()
    .from(capacityActions)
    .where(
      and(
        eq(capacityActions.state, "done"),
        isNull(capacityActions.outcome),
        lte(capacityActions.doneAt, new Date(now.getTime() - MEASURED_AFTER_DAYS * DAY_MS)),
      ),
    );
  for (const row of due) {
    if (row.doneAt === null) continue;
    const doneOn = dayOf(row.doneAt.getTime());
    const [before, after] = await Promise.all([
      lookAt(db, row, lt(forecasts.madeOn, doneOn), desc(forecasts.madeOn)),
      // The first one: what came months later has other causes.
      lookAt(db, row, gte(forecasts.madeOn, dayAfter(doneOn, MEASURED_AFTER_DAYS)), asc(forecasts.madeOn)),
    ]);
    const measuredOn = dayOf(now.getTime());
    if (before && after) await attach(db, row, { kind: "measured", measuredOn, before, after }, now);
    else if (now.getTime() - row.doneAt.getTime() > GIVEN_UP_AFTER_DAYS * DAY_MS) {
      await attach(db, row, { kind: "unmeasured", measuredOn }, now);
    }
  }
}

async function lookAt(db: Database, { projectId, ...of }: ActionRow, made: SQL, order: SQL): Promise<Look | null> {
  const [row] = await db
    .select()
    .from(forecasts)
    .where(
      and(
        eq(forecasts.projectId, projectId),
        eq(forecasts.subject, of.subject),
        eq(forecasts.subjectId, of.subjectId),
        eq(forecasts.resource, of.resource),
        made,
      ),
    )
    .orderBy(order)
    .limit(1);
  return row ? { madeOn: row.madeOn, use: row.current, limit: row.limit, likelyOn: row.likelyOn } : null;
}

async function attach(db: Database, { id, projectId }: ActionRow, outcome: Record<string, unknown>, now: Date) {
  await db.transaction(async (tx) => {
    const locked = await lockAction(tx, projectId, id);
    if (locked?.row.outcome !== null) return;
    await write(tx, locked.row, { outcome });
    const row = await rowOf(tx, id);
    const told = { verb: "measure", event: "capacity.action_measured", detail: outcome } as const;
    await journalAction(tx, SYSTEM, locked.project, row, told, now);
    if (outcome.kind === "measured") await tellOwner(tx, locked.project, row, { kind: "capacity.measured" }, now);
  });
}

/** By the orders of the event's days against the band of the same days without it. */
export async function measureEvents(db: Database, store: MetricStore, now = new Date()): Promise<void> {
  const today = dayOf(now.getTime());
  const due = await db
    .select({ event: capacityEvents, timeZone: projects.timeZone })
    .from(capacityEvents)
    .innerJoin(projects, eq(projects.id, capacityEvents.projectId))
    .where(
      and(
        isNull(capacityEvents.outcome),
        isNull(capacityEvents.withdrawnAt),
        lt(capacityEvents.endsOn, today),
        gte(capacityEvents.endsOn, dayAfter(today, -OLDEST_EVENT_DAYS)),
      ),
    )
    .orderBy(asc(capacityEvents.id));
  for (const { event, timeZone } of due) {
    const from = instantOf(event.startsOn, timeZone);
    const to = instantOf(dayAfter(event.endsOn, 1), timeZone);
    // The last of its roll-ups comes a little later.
    if (from === undefined || to === undefined || to > now.getTime() - DAY_MS / 12) continue;
    const reading = await shopReading(db, store, { id: event.projectId, timeZone });
    const seen = reading && (await ordersBesides(reading, { from, to }));
    if (!seen && event.endsOn >= dayAfter(today, -TRIED_DAYS)) continue;
    const multiplier = seen && seen.expected > 0 ? Math.round((seen.orders / seen.expected) * 1_000) / 1_000 : null;
    await db
      .update(capacityEvents)
      .set({ outcome: { multiplier, orders: seen?.orders ?? null } })
      .where(and(eq(capacityEvents.id, event.id), isNull(capacityEvents.outcome), isNull(capacityEvents.withdrawnAt)));
  }
}
