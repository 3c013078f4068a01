import type { Database } from "#db/client.server.ts";
import { dropWindow, keepWindow } from "#domain/availability/windows.server.ts";

import type { InterventionRow } from "./rows.server.ts";

/**
 * Keeps the maintenance window that the ledger reads, in step with the intervention: from the announcement on, cut to what
 * was worked for real. It never grows beyond what was announced: an overrun is downtime. Urgent work that began unasked is
 * named by its window and excused by none.
 */
export async function keepsWindow(tx: Database, row: InterventionRow, now: Date): Promise<void> {
  const isKnown = row.state === "announced" || row.startedAt !== null;
  const from = windowStart(row);
  const to = row.endedAt !== null && row.endedAt < row.to ? row.endedAt : row.to;
  if (!isKnown || row.state === "cancelled" || !(to > from)) return dropWindow(tx, row.id, now);
  const { id: interventionId, projectId, title, announcedAt, agreedAt, from: plannedFrom } = row;
  await keepWindow(tx, { interventionId, projectId, title, plannedFrom, from, to, announcedAt, agreedAt });
}

/** Work that begins early excuses nothing before its window; work that begins late nothing before its beginning. */
function windowStart({ startedAt, announcedAt, from }: InterventionRow): Date {
  if (startedAt === null) return from;
  if (announcedAt === null) return startedAt;
  return startedAt > from ? startedAt : from;
}
