import { and, eq } from "drizzle-orm";

import type { ShopDatabase } from "../db/client.ts";
import { remembered } from "../db/remembered.ts";
import { type Centre, centres } from "../db/schema/centres.ts";

/** The visible centres in memory: some 450 rows, sorted by distance at each search. What the owner changes shows in seconds. */
export function directoryReader(db: ShopDatabase): () => Promise<readonly Centre[]> {
  return remembered(() => db.select().from(centres).where(eq(centres.hidden, false)));
}

/** One centre as it stands now; undefined where there is none, or one that is hidden while `seesHidden` is false. */
export async function centreBySlug(
  db: ShopDatabase,
  slug: string,
  { seesHidden }: { readonly seesHidden: boolean },
): Promise<Centre | undefined> {
  const [centre] = await db
    .select()
    .from(centres)
    .where(seesHidden ? eq(centres.slug, slug) : and(eq(centres.slug, slug), eq(centres.hidden, false)));
  return centre;
}
