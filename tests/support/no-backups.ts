import type { Database } from "#db/client.server.ts";
import { backupChecks, backupJobs, backupRuns, restoreTests } from "#db/schema/backups.ts";

/** The world without the demo's backups: for tests that count what was told. */
export async function forgetBackups(db: Database): Promise<void> {
  for (const table of [backupChecks, restoreTests, backupRuns, backupJobs]) await db.delete(table);
}
