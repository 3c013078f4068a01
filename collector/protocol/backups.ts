/**
 * What agents tell of backups. It imports nothing, like the rest of the protocol.
 *
 * `POST /v1/backups` with `Authorization: Bearer <token of the source>` and a BackupsBody. 200: every word that is not listed
 * in `refused` is kept, and those that are listed never will be. 400, 413 and 422: final for a body of one word; send the
 * words of a longer one singly. 401, 403, 429 and 5xx: nothing is lost by sending the same again later. Telling a thing twice
 * keeps it once.
 */
export interface BackupsBody {
  /** At most `MAX_BACKUP_WORDS`. */
  readonly told: readonly BackupWord[];
}

export type BackupWord = RunWord | CheckWord | RestoreWord;

export const AGENT_TOOLS = ["restic", "borg", "mariabackup", "mysqldump"] as const;
export type AgentTool = (typeof AGENT_TOOLS)[number];

interface OfJob {
  /** What the job is called in the addresses of its project: lower-case letters, digits, `.`, `_` and `-`. */
  readonly slug: string;
  readonly tool: AgentTool;
  /** The database that is saved, where it is one. */
  readonly database?: string;
}

/** A run that has ended. Instants in epoch milliseconds of the agent's clock; what is unknown is absent. */
export interface RunWord extends OfJob {
  readonly kind: "run";
  /** What the tool calls it: the id of a snapshot. At most 100 characters. */
  readonly runKey: string;
  readonly succeeded: boolean;
  readonly startedAt?: number;
  readonly endedAt?: number;
  /** What was saved in all, what it added to what is kept, and the whole store after it. */
  readonly bytes?: number;
  readonly addedBytes?: number;
  readonly storedBytes?: number;
  readonly files?: number;
  readonly log?: string;
}

/** Whether what is kept can be read. */
export interface CheckWord extends OfJob {
  readonly kind: "check";
  readonly at: number;
  readonly succeeded: boolean;
  readonly method: string;
  readonly durationMs?: number;
  readonly log?: string;
}

/** That a backup was brought back, and what was found. */
export interface RestoreWord extends OfJob {
  readonly kind: "restore";
  readonly at: number;
  readonly succeeded: boolean;
  readonly durationMs: number;
  /** The instant of the data that came back. */
  readonly pointAt?: number;
  readonly bytes?: number;
  readonly files?: number;
  /** What was checked, and how; or why it failed. */
  readonly evidence: string;
}

export interface BackupsKept {
  readonly kept: number;
  readonly refused: readonly { readonly index: number; readonly reason: string }[];
}

export const MAX_BACKUP_WORDS = 50;
/** The longest part of a log that is kept, its last; in bytes of UTF-8. */
export const MAX_BACKUP_LOG_BYTES = 100_000;
