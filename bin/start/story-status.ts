import { randomBytes } from "node:crypto";

import { and, eq } from "drizzle-orm";

import { happening, STORY_PROJECT } from "#agent/simulate/happenings.ts";
import type { Database } from "#db/client.server.ts";
import { services } from "#db/schema/availability.ts";
import { incidentEntries, incidents } from "#db/schema/incidents.ts";
import { projects } from "#db/schema/projects.ts";
import { statusComponents, statusPages } from "#db/schema/status.ts";
import { DEMO_PEOPLE } from "#db/seed/people.ts";

import { STORY_SERVICE } from "./story-availability.ts";

const MINUTE_MS = 60_000;
const NAMES = { fr: "Commander des pneus", en: "Ordering tyres", es: "Comprar neumáticos" };

/** What staff told of one incident: minutes after its beginning, and the words; the last ones close it. */
interface Told {
  readonly title: string;
  readonly impact: "down" | "degraded";
  readonly at: number;
  readonly until: number;
  readonly cause: string;
  readonly told: readonly (readonly [minutes: number, text: string])[];
}

/** The demo's public status page, and what staff told of the story's last incidents. Once: what is there already stays as it is. */
export async function writeStoryStatus(db: Database, storyAt: number, now = new Date()): Promise<void> {
  const [found] = await db
    .select({ projectId: projects.id, name: projects.name, serviceId: services.id })
    .from(projects)
    .innerJoin(services, and(eq(services.projectId, projects.id), eq(services.slug, STORY_SERVICE)))
    .where(eq(projects.slug, STORY_PROJECT));
  if (!found) return;
  const { projectId, name: title, serviceId } = found;
  await db.transaction(async (tx) => {
    const page = { projectId, title, visibility: "public" as const, locale: "fr", publicSince: now, updatedAt: now };
    const signingKey = randomBytes(32).toString("hex");
    const [inserted] = await tx
      .insert(statusPages)
      .ignore()
      .values({ ...page, signingKey });
    if (inserted.affectedRows === 0) return;
    const component = { pageId: inserted.insertId, serviceId, position: 0, names: NAMES };
    await tx.insert(statusComponents).values(component);
    for (const incident of storyIncidents(storyAt)) await insertIncident(tx, projectId, incident);
  });
}

/** The outage of the last 90 days, and one thing that no check sees. */
function storyIncidents(storyAt: number): Told[] {
  const outage = happening(storyAt, "bad-release");
  const mails = happening(storyAt, "version-5-1").at + 180 * MINUTE_MS;
  return [
    {
      title: "Les commandes n’aboutissent plus",
      impact: "down",
      at: outage.at,
      until: outage.until,
      cause: "Une nouvelle version de la boutique ne lisait plus le panier.",
      told: [
        [6, "Le paiement ne s’ouvre plus depuis la mise en ligne de ce soir. Nous revenons à la version précédente."],
        [27, "La version précédente est en place, les premières commandes passent. Nous vérifions."],
        [90, "Rétabli. Les paniers ouverts pendant l’interruption sont gardés : rien n’a été débité sans commande."],
      ],
    },
    {
      title: "Les courriels de confirmation arrivent en retard",
      impact: "degraded",
      at: mails,
      until: mails + 125 * MINUTE_MS,
      cause: "Le relais de courrier refusait une partie des envois.",
      told: [
        [15, "Les commandes sont bien enregistrées ; leur confirmation arrive avec une heure de retard environ."],
        [140, "Toutes les confirmations en attente sont parties. Aucune commande n’a été perdue."],
      ],
    },
  ];
}

async function insertIncident(tx: Database, projectId: number, { at, until, told, ...incident }: Told): Promise<void> {
  const instant = (minutes: number) => new Date(at + minutes * MINUTE_MS);
  const [lastMinutes, summary] = told.at(-1) ?? [0, ""];
  const [{ insertId: incidentId }] = await tx.insert(incidents).values({
    ...{ ...incident, projectId, summary, startedAt: instant(0), recoveredAt: new Date(until) },
    ...{ closedAt: instant(lastMinutes), createdAt: instant(0), version: 2 },
  });
  const author = { authorId: DEMO_PEOPLE.support.id, authorName: DEMO_PEOPLE.support.name };
  const entry = { incidentId, ...author, isPublic: true };
  await tx.insert(incidentEntries).values([
    { ...entry, at: instant(0), kind: "opened" },
    ...told.map(([minutes, text], index) => {
      const kind = index === told.length - 1 ? ("closed" as const) : ("update" as const);
      return { ...entry, at: instant(minutes), kind, text };
    }),
  ]);
}
