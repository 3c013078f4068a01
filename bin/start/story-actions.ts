import { and, desc, eq, like } from "drizzle-orm";
import type { Pool } from "mysql2/promise";

import { happening, STORY_PROJECT } from "#agent/simulate/happenings.ts";
import type { Database } from "#db/client.server.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import { capacityActions, capacityEvents, forecasts } from "#db/schema/capacity.ts";
import { machines } from "#db/schema/machines.ts";
import { blackFriday } from "#db/seed/interventions.ts";
import { DEMO_PEOPLE } from "#db/seed/people.ts";
import { dayAfter } from "#domain/capacity/daily.ts";
import { measureOutcomes } from "#domain/capacity/outcomes.server.ts";
import { projectScope } from "#domain/identity/scopes.server.ts";
import { wallTime } from "#domain/metrics/wall-time.ts";

const DAY_MS = 86_400_000;

/**
 * What the demo's people do about its capacity: one action that waits for the client, one that the client wants otherwise,
 * one agreed to, one done and measured; a campaign that is over and a Black Friday to come. Once, after its forecasts.
 */
export async function writeStoryActions(db: Database, pool: Pool, storyAt: number, now = new Date()): Promise<void> {
  const project = await projectScope(db, STORY_PROJECT);
  if (!project) return;
  if ((await db.$count(capacityActions, eq(capacityActions.projectId, project.id))) > 0) return;
  const facts = { projectId: project.id, timeZone: project.timeZone, storyAt, now };
  await db.transaction(async (tx) => {
    await writeActions(tx, facts);
    await writeEvents(tx, facts);
  });
  await measureOutcomes(db, openMetricStore(pool), now);
}

interface Facts {
  readonly projectId: number;
  readonly timeZone: string;
  readonly storyAt: number;
  readonly now: Date;
}

type NewAction = typeof capacityActions.$inferInsert;

async function writeActions(tx: Database, { projectId, timeZone, storyAt, now }: Facts): Promise<void> {
  const today = wallTime(now.getTime(), timeZone).slice(0, 10);
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const resized = happening(storyAt, "database-resized");
  const [disk, memory, cpu] = await Promise.all([
    subjectOf(tx, projectId, "db-1", "filesystem:/var/lib/%"),
    subjectOf(tx, projectId, "app-2", "memory"),
    subjectOf(tx, projectId, "db-1", "cpu"),
  ]);
  const pm = { projectId, ownerId: DEMO_PEOPLE.pm.id, ownerName: DEMO_PEOPLE.pm.name };
  const support = { projectId, ownerId: DEMO_PEOPLE.support.id, ownerName: DEMO_PEOPLE.support.name };
  const rows: NewAction[] = [];
  if (disk?.limit) {
    const { limit, ...about } = disk;
    const newLimit = Math.ceil((limit * 1.6) / 1e10) * 1e10;
    rows.push({
      ...{ ...pm, ...about, newLimit, title: `Disque de la base porté à ${newLimit / 1e9} Go` },
      detail: "Le volume est agrandi à chaud, sans couper la base ; la copie db-2 suit le lendemain.",
      ...{ leadDays: 10, costMonthly: 38, state: "proposed", dueOn: dayAfter(today, 15), createdAt: ago(2) },
    });
    rows.push({
      ...{ ...support, ...about, frees: Math.round((limit * 0.09) / 1e8) * 1e8 },
      ...{ title: "Purge des paniers de plus de 18 mois", leadDays: 5, state: "agreed", version: 2 },
      detail: "Les paniers jamais commandés sont archivés puis effacés, par lots, la nuit.",
      ...{ dueOn: dayAfter(today, 20), createdAt: ago(9), answeredAt: ago(6) },
      ...{ answeredByName: DEMO_PEOPLE.approver.name, answerText: "D’accord, en gardant l’archive un an." },
    });
  }
  if (memory) {
    const { limit: _limit, ...about } = memory;
    rows.push({
      ...{ ...support, ...about, title: "Redémarrage hebdomadaire d’app-2, le temps de la correction" },
      detail: "La version 5 de la boutique perd de la mémoire ; un redémarrage le lundi à 5 h l’empêche de manquer.",
      ...{ leadDays: 3, state: "proposed", dueOn: dayAfter(today, 6), createdAt: ago(5), version: 2 },
      ...{ answeredAt: ago(4), answeredByName: DEMO_PEOPLE.clientAdmin.name },
      answerText: "Pas le lundi, c’est notre plus gros jour : le mercredi nous irait.",
    });
  }
  if (cpu) {
    const { limit, ...about } = cpu;
    const doneAt = new Date(resized.until);
    const day = (days: number) => new Date(resized.at - days * DAY_MS);
    rows.push({
      ...{ ...pm, ...about, newLimit: limit, title: "Un cœur de plus pour la base maître" },
      detail: "Avant l’automne : le processeur de db-1 était à sa limite les soirs de campagne.",
      ...{ leadDays: 14, costMonthly: 24, costOnce: 120, state: "done", doneAt, version: 4 },
      ...{ dueOn: doneAt.toISOString().slice(0, 10), createdAt: day(24), answeredAt: day(20) },
      ...{ answeredByName: DEMO_PEOPLE.approver.name, answerText: "Oui, avant la rentrée." },
    });
  }
  if (rows.length > 0) await tx.insert(capacityActions).values(rows);
}

async function writeEvents(tx: Database, { projectId, timeZone, storyAt, now }: Facts): Promise<void> {
  const campaign = happening(storyAt, "winter-campaign");
  const friday = blackFriday(now);
  const day = (at: number) => wallTime(at, timeZone).slice(0, 10);
  const author = { authorId: DEMO_PEOPLE.clientAdmin.id, authorName: DEMO_PEOPLE.clientAdmin.name };
  await tx.insert(capacityEvents).values([
    {
      ...{ projectId, ...author, title: "Campagne pneus d’hiver, radio et affichage", multiplier: 1.15 },
      // Whole days of the campaign: it begins and ends in the morning.
      ...{ startsOn: dayAfter(day(campaign.at), 1), endsOn: dayAfter(day(campaign.until), -1) },
      createdAt: new Date(campaign.at - 20 * DAY_MS),
    },
    {
      ...{ projectId, ...author, title: "Black Friday", multiplier: 1.6 },
      // From Thursday to Monday.
      ...{ startsOn: dayAfter(day(friday.from.getTime()), 3), endsOn: day(friday.to.getTime() - 1) },
      createdAt: new Date(now.getTime() - 12 * DAY_MS),
    },
  ]);
}

/** A resource of a machine as its newest forecast names it; undefined where none was made. */
async function subjectOf(tx: Database, projectId: number, name: string, resource: string) {
  const [row] = await tx
    .select({ subjectId: forecasts.subjectId, resource: forecasts.resource, limit: forecasts.limit, id: forecasts.id })
    .from(forecasts)
    .innerJoin(machines, and(eq(machines.id, forecasts.subjectId), eq(machines.name, name)))
    .where(
      and(eq(forecasts.projectId, projectId), eq(forecasts.subject, "machine"), like(forecasts.resource, resource)),
    )
    .orderBy(desc(forecasts.madeOn))
    .limit(1);
  if (!row) return undefined;
  const { id: forecastId, ...found } = row;
  return { ...found, subject: "machine" as const, forecastId };
}
