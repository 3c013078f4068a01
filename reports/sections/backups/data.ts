import { backupMonth } from "#domain/backups/month.server.ts";
import { standingJobs } from "#domain/backups/queries.server.ts";
import { uncoveredIn } from "#domain/backups/uncovered.server.ts";

import type { ReportContext } from "../../section.ts";

export interface ReportedProof {
  readonly at: number;
  readonly isGood: boolean;
  readonly durationMs: number | null;
  /** What was done, or found. */
  readonly words: string;
}

/** A backup in the month. Sizes in bytes, lengths in milliseconds. */
export interface ReportedJob {
  readonly slug: string;
  readonly name: string;
  readonly machine: string | null;
  /** Null where no schedule is promised. */
  readonly expected: number | null;
  readonly succeeded: number;
  readonly failed: number;
  readonly missed: number | null;
  readonly late: number;
  readonly badAt: readonly number[];
  readonly firstBytes: number | null;
  readonly lastBytes: number | null;
  readonly longestMs: number | null;
  readonly checks: readonly ReportedProof[];
  readonly restores: readonly ReportedProof[];
}

/** What an application could be brought back to at the month's end. */
export interface ReportedStatement {
  readonly application: string;
  readonly lastGoodAt: number | null;
  readonly provenAt: number | null;
  readonly measuredPointMs: number | null;
  readonly measuredTimeMs: number | null;
  readonly promisedPointMs: number | null;
  readonly promisedTimeMs: number | null;
  readonly isPointKept: boolean | null;
  readonly isTimeKept: boolean | null;
  readonly ordersLost: number | null;
}

export interface ReportedGap {
  readonly machine: string;
  readonly database: string | null;
  /** Who of the client accepted it, and until when; null where nobody did. */
  readonly acceptedBy: string | null;
  readonly until: string | null;
}

export interface BackupsData {
  readonly jobs: readonly ReportedJob[];
  readonly statements: readonly ReportedStatement[];
  readonly gaps: readonly ReportedGap[];
}

/** Which backups were due and came, what proves that they come back, and what has none. */
export async function backupsData({ db, store, project, month, asOf }: ReportContext): Promise<BackupsData> {
  const now = new Date(asOf);
  const [found, standing] = await Promise.all([
    backupMonth(db, store, project.id, month, now),
    standingJobs(db, project, now),
  ]);
  const saved = standing.map(({ shown: { machineId, databaseName, tool } }) => ({ machineId, databaseName, tool }));
  const uncovered = await uncoveredIn(db, store, project, saved, now);
  return {
    jobs: (found?.jobs ?? []).map((job) => ({
      ...{ slug: job.slug, name: job.name, machine: job.machine, expected: job.expected, succeeded: job.succeeded },
      ...{ failed: job.failed, missed: job.missed, late: job.late, badAt: job.badAt },
      ...{ firstBytes: job.firstBytes, lastBytes: job.lastBytes, longestMs: job.longestMs },
      checks: job.checks.map(({ at, state, durationMs, method }) => ({
        ...{ at, isGood: state === "succeeded", durationMs, words: method },
      })),
      restores: job.restores.map(({ at, state, durationMs, evidence }) => ({
        ...{ at, isGood: state === "succeeded", durationMs, words: evidence },
      })),
    })),
    statements: (found?.statements ?? []).map(({ application, statement, ordersLost }) => ({
      application: application.name,
      ...{ lastGoodAt: statement.lastGoodAt, provenAt: statement.provenAt },
      ...{ measuredPointMs: statement.measuredPointMs, measuredTimeMs: statement.measuredTimeMs },
      promisedPointMs: statement.promised && statement.promised.pointSeconds * 1_000,
      promisedTimeMs: statement.promised && statement.promised.timeSeconds * 1_000,
      ...{ isPointKept: statement.isPointKept, isTimeKept: statement.isTimeKept, ordersLost },
    })),
    gaps: uncovered.map(({ machine, databaseName, accepted }) => ({
      ...{ machine, database: databaseName },
      ...{ acceptedBy: accepted?.acceptedByName ?? null, until: accepted?.until ?? null },
    })),
  };
}
