import { and, eq } from "drizzle-orm";

import type { Database } from "../client.server.ts";
import {
  freezePeriods,
  interventionEntries,
  interventionMachines,
  interventions,
  interventionTemplates,
} from "../schema/interventions.ts";
import { machines } from "../schema/machines.ts";
import { required } from "./fleet.ts";
import { DEMO_PEOPLE } from "./people.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

const RESTART = {
  name: "Redémarrage d’un serveur web",
  plan: "Retirer le serveur de la répartition, attendre que ses visites soient finies, le redémarrer, vérifier l’accueil et une fiche produit, le remettre.",
  rollbackPlan:
    "Le second serveur porte toutes les visites : laisser le premier hors de la répartition et prévenir le support.",
  checklist:
    "Retirer le serveur de la répartition\nAttendre la fin des visites\nRedémarrer\nVérifier l’accueil et une fiche\nRemettre le serveur",
  risk: "low" as const,
};

const NOTICES = { announced: true, reminder: true, started: true, ended: true };

interface Place {
  readonly projectId: number;
  readonly approvedBy: string;
  readonly machine: string;
}

/** What the client approved once for all, one standard intervention from it next week, and no work around Black Friday. */
export async function insertInterventions(
  db: Database,
  { popgomId, vitrineId }: { readonly popgomId: number; readonly vitrineId: number },
  now: Date,
): Promise<void> {
  const approvedBy = DEMO_PEOPLE.approver.name;
  await insertStandard(db, { projectId: popgomId, approvedBy, machine: "web-2" }, now);
  await insertStandard(db, { projectId: vitrineId, approvedBy: "Nadia Kessler", machine: "web-1" }, now);
  await db.insert(freezePeriods).values({
    ...{ projectId: popgomId, ...blackFriday(now), reason: "Semaine du Black Friday" },
    authorName: DEMO_PEOPLE.clientAdmin.name,
  });
}

/** The week of the Friday after the fourth Thursday of November, this year's or the next's; from Monday to Tuesday. */
export function blackFriday(now: Date): { from: Date; to: Date } {
  const ofYear = (year: number) => {
    const first = new Date(Date.UTC(year, 10, 1));
    const friday = 1 + ((4 - first.getUTCDay() + 7) % 7) + 21 + 1;
    // Midnight in Paris, in winter.
    const midnight = (day: number) => new Date(Date.UTC(year, 10, day, -1));
    return { from: midnight(friday - 4), to: midnight(friday + 4) };
  };
  const year = now.getUTCFullYear();
  return ofYear(year).to > now ? ofYear(year) : ofYear(year + 1);
}

async function insertStandard(db: Database, { projectId, approvedBy, machine }: Place, now: Date): Promise<void> {
  const approvedAt = new Date(now.getTime() - 60 * DAY_MS);
  const [template] = await db
    .insert(interventionTemplates)
    .values({ ...RESTART, projectId, approvedAt, approvedByName: approvedBy, authorName: DEMO_PEOPLE.pm.name })
    .$returningId();
  const day = Math.floor(now.getTime() / DAY_MS) * DAY_MS + 10 * DAY_MS;
  const [planned] = await db
    .insert(interventions)
    .values({
      ...{ projectId, kind: "standard", templateId: required(template).id, title: `Redémarrage de ${machine}` },
      ...{ plan: RESTART.plan, rollbackPlan: RESTART.rollbackPlan, checklist: RESTART.checklist, risk: RESTART.risk },
      consequence: "La boutique reste ouverte ; elle répond un peu moins vite pendant dix minutes.",
      ...{ from: new Date(day + 4 * HOUR_MS), to: new Date(day + 4.5 * HOUR_MS) },
      ...{ state: "agreed", clientQuorum: 0, submittedAt: now, agreedAt: now, notices: NOTICES },
      ...{ requesterId: DEMO_PEOPLE.support.id, requesterName: DEMO_PEOPLE.support.name, createdAt: now },
    })
    .$returningId();
  const interventionId = required(planned).id;
  const [found] = await db
    .select({ id: machines.id })
    .from(machines)
    .where(and(eq(machines.projectId, projectId), eq(machines.name, machine)));
  if (found) await db.insert(interventionMachines).values({ interventionId, machineId: found.id });
  const author = { authorId: DEMO_PEOPLE.support.id, authorName: DEMO_PEOPLE.support.name };
  const written = { interventionId, at: now, text: "", isPublic: true, ...author };
  await db.insert(interventionEntries).values([
    { ...written, kind: "planned" },
    { ...written, kind: "submitted" },
  ]);
}
