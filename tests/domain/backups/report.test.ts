import { asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";

import type { Database } from "#db/client.server.ts";
import { backupChecks, backupJobs, backupRuns, restoreTests } from "#db/schema/backups.ts";
import { backupKeysOf, issueBackupKey, keyOf, revokeBackupKey } from "#domain/backups/keys.server.ts";
import { type BackupReport, keepCheck, keepReport, keepRestore, scriptRunKey } from "#domain/backups/report.server.ts";
import { lastOfLog, MAX_LOG_BYTES, mergedRun } from "#domain/backups/told-run.ts";
import { withDatabase } from "#tests/support/database.ts";
import { journalOf } from "#tests/support/journal.ts";
import { forgetBackups } from "#tests/support/no-backups.ts";
import { popgom } from "#tests/support/world.ts";

const NOW = new Date("2026-11-22T02:00:00.000Z");
const after = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);

const start = { phase: "start" } as const;
const success = { phase: "success", exitCode: 0 } as const;
const fail = { phase: "fail", exitCode: 3 } as const;

test.each([
  ["a start, then its end", [start, success], { state: "succeeded", startedAt: after(0), endedAt: after(60) }],
  ["a start that comes after its end", [success, start], { state: "succeeded", startedAt: null, endedAt: after(0) }],
  [
    "a start that comes late, and says when it was",
    [success, { ...start, startedAt: after(-900) }],
    { state: "succeeded", startedAt: after(-900), endedAt: after(0) },
  ],
  ["an end told twice", [start, success, success], { state: "succeeded", endedAt: after(60), exitCode: 0 }],
  ["a success, then a failure", [success, fail], { state: "failed", endedAt: after(0) }],
  ["a failure, then a success", [fail, success], { state: "failed", endedAt: after(0), exitCode: 3 }],
  ["an end of which only the beginning is known", [{ ...success, startedAt: after(-9) }], { endedAt: after(-9) }],
  ["an instant of a clock that is wrong", [{ ...success, endedAt: after(9e6) }], { endedAt: after(0) }],
])("%s make one run", (_sentence, words, expected) => {
  let kept: ReturnType<typeof mergedRun> | undefined;
  for (const [index, word] of words.entries()) kept = mergedRun(kept, word, after(index * 60));
  expect(kept).toMatchObject(expected);
});

test("a log is cut to its last 100 KB, from a whole character on", () => {
  const log = lastOfLog(`begin ${"é".repeat(MAX_LOG_BYTES)}!`);
  expect(Buffer.byteLength(log)).toBeLessThanOrEqual(MAX_LOG_BYTES);
  expect(log).toMatch(/^é+!$/);
  expect(lastOfLog("\ud800 broken")).toBe("\ufffd broken");
});

async function runsOf(db: Database, jobId: number) {
  return db.select().from(backupRuns).where(eq(backupRuns.jobId, jobId)).orderBy(asc(backupRuns.id));
}

test("what is told of a job is kept once, whoever tells it and in whatever order", { timeout: 120_000 }, () =>
  withDatabase(async (db) => {
    const { project, db1, web1, other } = await popgom(db, NOW);
    await forgetBackups(db);
    const script = { projectId: project.id, sourceId: null, tool: "script", runKey: null } as const;
    const tell = async (report: Partial<BackupReport> & Pick<BackupReport, "jobSlug" | "phase">, seconds = 0) => {
      const kept = await keepReport(db, { ...script, ...report }, after(seconds));
      if ("refused" in kept) throw new Error(kept.refused);
      return kept;
    };

    // Two first words at the same time make one job, and the same run key one run.
    const named = { jobSlug: "nightly-db", runKey: scriptRunKey("n1"), phase: "start" } as const;
    const both = await Promise.all([tell(named), tell(named), tell({ ...named, phase: "success" })]);
    const jobId = both[0].jobId;
    expect(both.map((kept) => kept.jobId)).toEqual([jobId, jobId, jobId]);
    expect(both.filter(({ isNewJob }) => isNewJob)).toHaveLength(1);
    expect(await runsOf(db, jobId)).toMatchObject([{ runKey: "r:n1", state: "succeeded" }]);

    // Without a key: an end is of what runs; the same words a moment later are one that was sent again.
    const plain = await tell({ jobSlug: "files", phase: "start" }, 0);
    await tell({ jobSlug: "files", phase: "start" }, 20);
    await tell({ jobSlug: "files", phase: "fail", exitCode: 3, log: "disk full" }, 300);
    await tell({ jobSlug: "files", phase: "fail", exitCode: 3, log: "disk full" }, 330);
    await tell({ jobSlug: "files", phase: "success" }, 340);
    await tell({ jobSlug: "files", phase: "success" }, 90_000);
    expect(await runsOf(db, plain.jobId)).toMatchObject([
      { state: "failed", startedAt: after(0), endedAt: after(300), exitCode: 3, log: "disk full" },
      { state: "succeeded", startedAt: null, endedAt: after(340) },
      { state: "succeeded", startedAt: null, endedAt: after(90_000) },
    ]);

    // What an agent reads is kept once, of its own machine; a run that a script tells too gets its sizes.
    const read = { jobSlug: "db-1", tool: "restic", sourceId: db1.sourceId, phase: "success" } as const;
    const snapshot = { ...read, runKey: "a1", startedAt: after(-60), endedAt: after(-30), bytes: 10 ** 12, files: 7 };
    const { jobId: resticId } = await tell(snapshot);
    await tell(snapshot, 600);
    await tell({ jobSlug: "db-1", runKey: scriptRunKey("s1"), phase: "start" }, 86_400);
    await tell({ ...read, runKey: "a2", startedAt: after(86_410), bytes: 2e12 }, 86_500);
    await tell({ ...read, runKey: "a2", startedAt: after(86_410), bytes: 2e12 }, 86_600);
    await tell({ jobSlug: "db-1", runKey: scriptRunKey("s1"), phase: "fail", exitCode: 1 }, 86_700);
    expect(await runsOf(db, resticId)).toMatchObject([
      { runKey: "a1", state: "succeeded", bytes: 10 ** 12, files: 7, endedAt: after(-30) },
      { runKey: "r:s1", state: "failed", bytes: 2e12, startedAt: after(86_400), endedAt: after(86_700) },
    ]);
    const [job] = await db.select().from(backupJobs).where(eq(backupJobs.id, resticId));
    expect(job).toMatchObject({ slug: "db-1", tool: "restic", machineId: db1.id, sourceId: db1.sourceId });
    const ofWeb1 = { ...script, ...read, sourceId: web1.sourceId, runKey: "w" };
    expect(await keepReport(db, ofWeb1, NOW)).toEqual({ refused: "otherSource" });

    // A job made by a script is the agent's once that reads it.
    await tell({ ...read, jobSlug: "files", runKey: "b1", startedAt: after(-9) });
    const [adopted] = await db.select().from(backupJobs).where(eq(backupJobs.id, plain.jobId));
    expect(adopted).toMatchObject({ tool: "restic", machineId: db1.id });

    // The same slug of another project is another job; slugs that are none, and too many, make none.
    const foreign = await keepReport(db, { ...script, ...named, projectId: other.project.id }, NOW);
    expect(foreign).toMatchObject({ isNewJob: true });
    for (const jobSlug of ["", "Nightly", "../x", "-x", "x".repeat(81), "é"]) {
      expect(await keepReport(db, { ...script, ...start, jobSlug }, NOW)).toEqual({ refused: "badSlug" });
    }
    const absent = { ...script, ...start, jobSlug: "x", projectId: 987_654 };
    expect(await keepReport(db, absent, NOW)).toEqual({ refused: "notFound" });
    const filler = Array.from({ length: 197 }, (_, index) => ({
      ...{ projectId: project.id, slug: `s${index}`, name: "s", tool: "script" as const },
      ...{ createdAt: NOW, watchedFrom: NOW },
    }));
    await db.insert(backupJobs).values(filler);
    expect(await keepReport(db, { ...script, ...start, jobSlug: "one-more" }, NOW)).toEqual({
      refused: "tooManyJobs",
    });

    // Checks and restores: told twice, kept once.
    const proof = { projectId: project.id, sourceId: db1.sourceId, jobSlug: "db-1", tool: "restic", at: NOW } as const;
    const check = { ...proof, state: "failed", method: "restic check --read-data", log: "pack is damaged" } as const;
    const restore = { ...proof, state: "succeeded", durationMs: 1_200, evidence: "7 files" } as const;
    for (const _twice of [1, 2]) {
      expect(await keepCheck(db, check, NOW)).toEqual({ jobId: resticId });
      expect(await keepRestore(db, restore, NOW)).toEqual({ jobId: resticId });
    }
    expect(await db.select().from(backupChecks)).toMatchObject([{ jobId: resticId, state: "failed", at: NOW }]);
    expect(await db.select().from(restoreTests)).toMatchObject([
      { jobId: resticId, authorId: null, durationMs: 1_200 },
    ]);
  }),
);

test("a key opens its own project until it is revoked, and the audit knows both", { timeout: 120_000 }, () =>
  withDatabase(async (db) => {
    const { project, other, pm } = await popgom(db, NOW);
    const actor = { id: pm.id, name: pm.name, address: null };
    const issued = await issueBackupKey(db, actor, project.id, NOW);
    if ("refused" in issued) throw new Error(issued.refused);

    expect(await keyOf(db, issued.key)).toEqual({ id: issued.id, projectId: project.id });
    expect(await keyOf(db, issued.key.toUpperCase())).toBeUndefined();
    expect(await revokeBackupKey(db, actor, other.project.id, issued.id, NOW)).toEqual({ refused: "notFound" });
    expect(await backupKeysOf(db, project.id)).toMatchObject([{ id: issued.id, createdBy: pm.id }]);

    expect(await revokeBackupKey(db, actor, project.id, issued.id, NOW)).toEqual({ revoked: true });
    expect(await revokeBackupKey(db, actor, project.id, issued.id, NOW)).toEqual({ refused: "notFound" });
    expect(await keyOf(db, issued.key)).toBeUndefined();
    const { audit, events } = await journalOf(db);
    expect(audit.slice(-2)).toEqual(["backup-key.issue: POPGOM", "backup-key.revoke: POPGOM"]);
    expect(events.slice(-2).join()).toMatch(/backup-key\.issued.*backup-key\.revoked/);
    expect(JSON.stringify([audit, events])).not.toContain(issued.key);
  }),
);
