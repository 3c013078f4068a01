import { and, eq, inArray, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { interventions } from "#db/schema/interventions.ts";
import { machines } from "#db/schema/machines.ts";
import { projects } from "#db/schema/projects.ts";
import { DEMO_PEOPLE } from "#db/seed/people.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { answerPlan, submitPlan } from "#domain/interventions/agreement-commands.server.ts";
import { type NewIntervention, planIntervention } from "#domain/interventions/commands.server.ts";
import { type Comparison, comparisonStretches } from "#domain/interventions/comparison.ts";
import { announce, finish, start, tickStep } from "#domain/interventions/course-commands.server.ts";
import { addEntry } from "#domain/interventions/entries.server.ts";
import { ALL_NOTICES } from "#domain/interventions/intervention.ts";
import { planHash } from "#domain/interventions/plan-hash.ts";
import { approversOf } from "#domain/interventions/rows.server.ts";
import { daysLater, instantOf, wallTime } from "#domain/metrics/wall-time.ts";

const PROJECT = "popgom";
const MINUTE_MS = 60_000;
const THURSDAY = 4;
const QUIET = { announced: false, reminder: false, started: false, ended: false };

/** What the demo's client has agreed to and read, and what waits for its approver. Once; nothing where there is no demo. */
export async function writeStoryInterventions(db: Database, now = new Date()): Promise<void> {
  const [project] = await db
    .select({ id: projects.id, timeZone: projects.timeZone })
    .from(projects)
    .where(and(eq(projects.slug, PROJECT), isNull(projects.retiredAt)));
  if (!project) return;
  const told = inArray(interventions.title, [APACHE.title, MARIADB.title]);
  if ((await db.$count(interventions, and(eq(interventions.projectId, project.id), told))) > 0) return;
  const next = nextThursday(now.getTime(), project.timeZone);
  const last = daysLater(next, -14, project.timeZone);
  await writeDone(db, project, last < now.getTime() - 8 * 86_400_000 ? last : daysLater(last, -7, project.timeZone));
  await writeAwaited(db, project.id, next, now);
}

/** The next Thursday's 22:00 on the project's clock that leaves the contract its notice. */
function nextThursday(now: number, timeZone: string): number {
  const today = wallTime(daysLater(now, 6, timeZone), timeZone).slice(0, 10);
  const weekday = new Date(`${today}T12:00:00Z`).getUTCDay();
  const evening = instantOf(`${today}T22:00`, timeZone) ?? now;
  return daysLater(evening, (THURSDAY - weekday + 7) % 7, timeZone);
}

const SUPPORT: Actor = { id: DEMO_PEOPLE.support.id, name: DEMO_PEOPLE.support.name, address: null };
const APPROVER: Actor = { id: DEMO_PEOPLE.approver.id, name: DEMO_PEOPLE.approver.name, address: null };

const APACHE = {
  title: "Mise à jour d’Apache sur web-1",
  plan: "Retirer web-1 de la répartition, installer Apache 2.4.62, vérifier l’accueil et le paiement sur web-1 seul, le remettre.",
  rollbackPlan: "Réinstaller le paquet 2.4.61 gardé sur la machine ; web-2 porte les visites pendant ce temps.",
  checklist:
    "Retirer web-1 de la répartition\nInstaller Apache 2.4.62\nVérifier l’accueil et le paiement\nRemettre web-1",
  consequence: "La boutique reste ouverte ; un serveur web sur deux pendant une demi-heure.",
};

const MARIADB = {
  title: "Passage de la base de données à MariaDB 10.11.19",
  plan: "Fermer la boutique par la page d’attente, arrêter db-2 puis db-1, mettre à jour les deux, vérifier la réplication, passer une commande d’essai, rouvrir.",
  rollbackPlan:
    "Si la commande d’essai échoue après 30 minutes : revenir aux paquets d’avant et à l’instantané de db-1 pris au début.",
  checklist:
    "Page d’attente en place\nInstantané de db-1\nMise à jour de db-2\nMise à jour de db-1\nRéplication vérifiée\nCommande d’essai\nPage d’attente retirée",
  consequence:
    "La boutique est fermée pendant 40 minutes, avec une page d’attente ; les commandes passées avant sont livrées comme prévu.",
};

async function writeDone(db: Database, project: { id: number; timeZone: string }, opensAt: number): Promise<void> {
  const at = (minutes: number) => new Date(opensAt + minutes * MINUTE_MS);
  const [planned, agreed, announced] = [at(-9 * 1_440), at(-8 * 1_440 - 320), at(-8 * 1_440 - 200)];
  const facts = { ...APACHE, kind: "normal", risk: "low", priceCents: null, currency: "EUR" } as const;
  const plan = { ...facts, ...(await touching(db, project.id, ["web-1"])), from: at(0), to: at(60) };
  const id = await plannedBy(db, project.id, plan, planned);
  if (id === null) return;
  await submitPlan(db, project.id, SUPPORT, id, planned);
  const [asked] = await approversOf(db, id);
  const yes = { approverId: asked?.id ?? 0, planHash: planHash(plan), answer: "agreed", reason: "" } as const;
  await answerPlan(db, project.id, APPROVER, id, { ...yes, byLink: true }, agreed);
  await announce(db, project.id, SUPPORT, id, announced);
  await start(db, project.id, SUPPORT, id, at(2));
  for (const step of [0, 1, 2, 3]) {
    await tickStep(db, project.id, SUPPORT, id, { step, isDone: true }, at(6 + step * 8));
  }
  const text = "Apache 2.4.62 sert web-1 ; web-2 suivra la semaine prochaine.";
  await finish(db, project.id, SUPPORT, id, { how: "done", text }, at(34));
  const stretches = comparisonStretches(at(34).getTime(), project.timeZone);
  const figures = {
    ...{ cpu: { before: 0.31, after: 0.24 }, latency: { before: 0.412, after: 0.318 } },
    ...{ errors: { before: 14, after: 11 }, orders: { before: 203, after: 211 } },
  };
  const data: Comparison = { verdict: "better", ...stretches, figures };
  await addEntry(db, id, null, { kind: "compared", data: { ...data } }, new Date(stretches.after.to));
}

async function writeAwaited(db: Database, projectId: number, opensAt: number, now: Date): Promise<void> {
  const window = { from: new Date(opensAt), to: new Date(opensAt + 90 * MINUTE_MS) };
  const facts = { ...MARIADB, kind: "normal", risk: "medium", priceCents: 48_000, currency: "EUR" } as const;
  const plan = { ...facts, ...(await touching(db, projectId, ["db-1", "db-2"])), ...window };
  const askedAt = new Date(now.getTime() - 2 * 86_400_000 + 30 * MINUTE_MS);
  const id = await plannedBy(db, projectId, plan, askedAt, { notices: true });
  if (id !== null) await submitPlan(db, projectId, SUPPORT, id, askedAt);
}

async function plannedBy(
  db: Database,
  projectId: number,
  plan: NewIntervention["plan"],
  at: Date,
  { notices } = { notices: false },
): Promise<number | null> {
  const approvers = [{ side: "client", userId: DEMO_PEOPLE.approver.id, contactId: null }] as const;
  const asking = { clientQuorum: 1, staffQuorum: 0, approvers };
  const work = { plan, templateId: null, asking, notices: notices ? ALL_NOTICES : QUIET };
  const planned = await planIntervention(db, projectId, SUPPORT, work, at);
  return "refused" in planned ? null : planned.id;
}

async function touching(db: Database, projectId: number, names: readonly string[]) {
  const rows = await db
    .select({ id: machines.id })
    .from(machines)
    .where(and(eq(machines.projectId, projectId), inArray(machines.name, [...names]), isNull(machines.retiredAt)));
  return { machineIds: rows.map(({ id }) => id), serviceIds: [] };
}
