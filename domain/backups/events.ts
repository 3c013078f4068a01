/** Events of backup keys. `data` holds the key's id; never the key. */
export type BackupKeyEvent = "backup-key.issued" | "backup-key.revoked";

/** Events of backups. `data` holds the id and the name of the job, the restore, the promise or the gap. */
export type BackupEvent =
  | "backup-job.added"
  | "backup-job.changed"
  | "backup-job.retired"
  | "backup-job.resumed"
  | "restore-test.recorded"
  | "recovery-terms.agreed"
  | "recovery-terms.withdrawn"
  | "backup-gap.accepted"
  | "backup-gap.withdrawn";

/** What the watch told of a job: `data` holds its id and name, and `since` as an ISO text. */
export type BackupWatchEvent = "backup.missed" | "backup.failed" | "backup.shrunk" | "backup.recovered";
