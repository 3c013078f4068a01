import type { KeptCheck, KeptRestore } from "./proof.ts";
import type { JobStanding } from "./standing.ts";

export const BACKUP_LIMITS = { name: 190, databaseName: 190, reason: 1_000, evidence: 4_000 } as const;

/** What makes backups, as far as an agent can read it; a script tells by itself. */
export const BACKUP_TOOL_NAMES = ["restic", "borg", "mariabackup", "mysqldump", "script"] as const;

/** A backup as pages, the cockpit and the report show it. Instants in epoch milliseconds. */
export interface ShownJob {
  readonly id: number;
  readonly version: number;
  readonly slug: string;
  readonly name: string;
  readonly tool: string;
  /** What it saves. */
  readonly machineId: number | null;
  readonly machine: string | null;
  readonly databaseName: string | null;
  readonly application: { readonly id: number; readonly name: string } | null;
  /** Its own, where it is not its machine's. */
  readonly applicationId: number | null;
  /** Whether an agent reads it; else a script reports. */
  readonly isRead: boolean;
  readonly schedule: string | null;
  readonly graceSeconds: number;
  readonly longestSeconds: number;
  readonly checkDays: number;
  readonly restoreDays: number;
  readonly retiredAt: number | null;
  readonly standing: JobStanding;
  readonly check: KeptCheck | null;
  readonly restore: KeptRestore | null;
  readonly goodRestore: KeptRestore | null;
}

/** Whether what it saves is a database: orders and accounts lie there. */
export function isOfDatabase({ tool, databaseName }: Pick<ShownJob, "tool" | "databaseName">): boolean {
  return databaseName !== null || tool === "mariabackup" || tool === "mysqldump";
}
