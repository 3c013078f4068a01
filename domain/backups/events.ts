/** Events of backup keys. `data` holds the key's id; never the key. */
export type BackupKeyEvent = "backup-key.issued" | "backup-key.revoked";
