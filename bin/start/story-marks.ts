import { eq } from "drizzle-orm";

import { happenings, STORY_PROJECT } from "#agent/simulate/happenings.ts";
import type { Database } from "#db/client.server.ts";
import { type MARK_KINDS, marks } from "#db/schema/marks.ts";
import { projects } from "#db/schema/projects.ts";
import { DEMO_PEOPLE } from "#db/seed/people.ts";

type Kind = (typeof MARK_KINDS)[number];

/** What the client's and the provider's people noted of the story, in their words. Outages are no marks: nobody plans them. */
const NOTED: Readonly<Record<string, readonly [kind: Kind, title: string, detail: string | null]>> = {
  "spring-campaign": ["campaign", "Campagne de printemps", "Pneus été, France et Espagne"],
  "version-4": ["deployment", "Boutique 4.0", null],
  "database-resized": ["other", "db-1 passe de 2 à 3 cœurs", "Redimensionnement décidé en comité"],
  "disk-cleaned": ["other", "Nettoyage du disque de db-1", "Journaux binaires et exports de plus de trente jours"],
  "version-5": ["deployment", "Boutique 5.0", null],
  "winter-campaign": ["campaign", "Campagne d’hiver", "Pneus hiver, France et Espagne"],
  "autumn-prices": ["price_change", "Tarifs d’automne", null],
  "version-5-1": ["deployment", "Boutique 5.1", null],
};

/** Puts the story's marks on the project's time axis, once: each has a key of its own. */
export async function writeStoryMarks(db: Database, storyAt: number): Promise<void> {
  const [project] = await db.select({ id: projects.id }).from(projects).where(eq(projects.slug, STORY_PROJECT));
  if (!project) return;
  const author = DEMO_PEOPLE.pm;
  const rows = happenings(storyAt).flatMap(({ id, at, until }) => {
    const noted = NOTED[id];
    if (!noted) return [];
    const [kind, title, detail] = noted;
    return {
      projectId: project.id,
      at: new Date(at),
      until: until > at ? new Date(until) : null,
      kind,
      title,
      detail,
      authorId: author.id,
      authorName: author.name,
      idempotencyKey: `story ${id}`,
      createdAt: new Date(at),
    };
  });
  await db.insert(marks).ignore().values(rows);
}
