import { and, eq, sql } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { providers } from "#db/schema/clients.ts";
import { changesBetween } from "#domain/audit/changes.ts";
import { type ChangedMeanwhile, changedMeanwhile, journal } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";

/** The provider's row has a fixed id, so that two first edits meet on its primary key. */
const PROVIDER_ID = 1;

export interface ProviderDetails {
  readonly name: string;
  readonly emergencyTelephone: string | null;
  readonly email: string | null;
}

/** Says who runs the platform. `version` is the one the editor read, 0 where nothing was said yet. */
export async function editProvider(
  db: Database,
  actor: Actor,
  { version, ...details }: ProviderDetails & { readonly version: number },
  now = new Date(),
): Promise<{ version: number } | ChangedMeanwhile> {
  return db.transaction(async (tx) => {
    const [before] = await tx.select().from(providers).limit(1).for("update");
    const id = before?.id ?? PROVIDER_ID;
    if (before) {
      const [written] = await tx
        .update(providers)
        .set({ ...details, version: sql`${providers.version} + 1` })
        .where(and(eq(providers.id, id), eq(providers.version, version)));
      if (written.affectedRows === 0) return changedMeanwhile(tx, "provider", id);
    } else {
      await tx.insert(providers).values({ id, ...details });
    }

    const subject = { type: "provider", id, name: details.name };
    const changes = changesBetween(before ?? {}, details);
    await journal(
      tx,
      actor,
      { action: "provider.change", event: "provider.changed", subject, detail: { changes } },
      now,
    );
    return { version: before ? version + 1 : 1 };
  });
}
