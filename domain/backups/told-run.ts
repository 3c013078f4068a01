import { MAX_BACKUP_LOG_BYTES } from "#collector/protocol/backups.ts";
import { MAX_AHEAD_MS } from "#collector/protocol/push.ts";

/** What was told of one run of a backup. Absent is unknown; instants of the sender's clock. */
export interface ToldRun {
  readonly phase: "start" | "success" | "fail";
  readonly exitCode?: number | null;
  readonly startedAt?: Date | null;
  readonly endedAt?: Date | null;
  /** What was saved in all, what it added to what is kept, and the whole store after it. */
  readonly bytes?: number | null;
  readonly addedBytes?: number | null;
  readonly storedBytes?: number | null;
  readonly files?: number | null;
  readonly log?: string | null;
}

/** A run as it is kept. */
export interface RunFacts {
  readonly state: "running" | "succeeded" | "failed";
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly exitCode: number | null;
  readonly bytes: number | null;
  readonly addedBytes: number | null;
  readonly storedBytes: number | null;
  readonly files: number | null;
  readonly log: string | null;
}

export const MAX_LOG_BYTES = MAX_BACKUP_LOG_BYTES;
export const JOB_SLUG = /^[a-z0-9][a-z0-9._-]{0,79}$/;

/**
 * A run with what was told of it now, whatever came first: an end before its start, a start that comes late, the same thing
 * twice. What was told first stands, but for a failure: a run of which one was told has failed. An end without a time is now,
 * or the start where only that is known.
 */
export function mergedRun(kept: RunFacts | undefined, told: ToldRun, now: Date): RunFacts {
  const begun = notAhead(told.startedAt, now) ?? (told.phase === "start" ? now : null);
  const ended = told.phase === "start" ? null : (notAhead(told.endedAt, now) ?? begun ?? now);
  const endedAt = kept?.endedAt ?? ended;
  const startedAt = earlier(kept?.startedAt ?? null, begun);
  return {
    state: stateAfter(kept?.state, told.phase),
    startedAt: startedAt && endedAt && startedAt > endedAt ? null : startedAt,
    endedAt,
    exitCode: kept?.exitCode ?? told.exitCode ?? null,
    ...amountsOf(kept, told),
    log: kept?.log ?? (told.log ? lastOfLog(told.log) : null),
  };
}

/** Only the sizes of a run, of what a reader of the repository saw of a run that a script tells. */
export function amountsOf(kept: RunFacts | undefined, told: ToldRun) {
  return {
    bytes: kept?.bytes ?? told.bytes ?? null,
    addedBytes: kept?.addedBytes ?? told.addedBytes ?? null,
    storedBytes: kept?.storedBytes ?? told.storedBytes ?? null,
    files: kept?.files ?? told.files ?? null,
  };
}

/** The last MAX_LOG_BYTES of a log, from a whole character on; text that no database would take is made whole. */
export function lastOfLog(log: string | Uint8Array): string {
  const bytes = typeof log === "string" ? new TextEncoder().encode(log) : log;
  let start = Math.max(0, bytes.length - MAX_LOG_BYTES);
  // Within a character of UTF-8 every byte but its first begins with the bits 10.
  while (start > 0 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start += 1;
  return new TextDecoder().decode(bytes.subarray(start));
}

function stateAfter(kept: RunFacts["state"] | undefined, phase: ToldRun["phase"]): RunFacts["state"] {
  if (phase === "start") return kept ?? "running";
  return kept === "failed" || phase === "fail" ? "failed" : "succeeded";
}

/** A sender's clock may be a little ahead of ours; a later instant is taken for now. */
function notAhead(at: Date | null | undefined, now: Date): Date | null {
  if (!at) return null;
  return at.getTime() > now.getTime() + MAX_AHEAD_MS ? now : at;
}

function earlier(one: Date | null, other: Date | null): Date | null {
  if (!one || !other) return one ?? other;
  return one < other ? one : other;
}
