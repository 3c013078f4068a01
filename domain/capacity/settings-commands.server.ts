import { eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { capacitySettings } from "#db/schema/capacity.ts";
import { type ChangedMeanwhile, changedMeanwhile, journal } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { lockProject } from "#domain/projects/locks.server.ts";

import { capacitySettingsOf } from "./queries.server.ts";
import type { CapacitySettings } from "./remaining.ts";

/** An action that takes longer is a project. */
export const MOST_LEAD_DAYS = 180;

/** How cautious a project's dates are from now on. `version` is 0 where nobody chose before. */
export async function changeCapacitySettings(
  db: Database,
  projectId: number,
  actor: Actor,
  { version, ...chosen }: CapacitySettings,
  now = new Date(),
): Promise<{ changed: true } | { refused: "notFound" } | ChangedMeanwhile> {
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, projectId);
    if (!project) return { refused: "notFound" };
    const before = await capacitySettingsOf(tx, projectId);
    if (before.version !== version) return changedMeanwhile(tx, "capacity-settings", projectId);

    const row = { ...chosen, version: version + 1 };
    if (version === 0) await tx.insert(capacitySettings).values({ projectId, ...row });
    else await tx.update(capacitySettings).set(row).where(eq(capacitySettings.projectId, projectId));
    const entry = {
      action: "capacity-settings.change" as const,
      event: "capacity-settings.changed",
      subject: { type: "capacity-settings", id: projectId, name: project.name },
      detail: chosen,
    };
    await journal(tx, actor, { ...entry, clientId: project.clientId, projectId }, now);
    return { changed: true };
  });
}
