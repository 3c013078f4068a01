import { and, eq, like } from "drizzle-orm";
import { expect, test } from "vitest";

import type { Database } from "#db/client.server.ts";
import { attachments } from "#db/schema/attachments.ts";
import { backupExemptions, backupJobs, backupRuns } from "#db/schema/backups.ts";
import { events } from "#db/schema/events.ts";
import { jobs } from "#db/schema/jobs.ts";
import { notifications, outboxMails } from "#db/schema/notifications.ts";
import { readableFile } from "#domain/attachments/rights.server.ts";
import { sweepFiles } from "#domain/attachments/sweep.server.ts";
import { WATCH_JOB } from "#domain/backups/away.server.ts";
import { agreeRecovery, recordRestore, type ToldByHand, withdrawRecovery } from "#domain/backups/commands.server.ts";
import { acceptGap, withdrawGap } from "#domain/backups/gap-commands.server.ts";
import { addJob, changeJob, type JobSettings, resumeJob, retireJob } from "#domain/backups/job-commands.server.ts";
import { backupMonth, backupSpans, proofsMissing, standingJobs, statementsOf } from "#domain/backups/queries.server.ts";
import { uncoveredIn } from "#domain/backups/uncovered.server.ts";
import { watchBackups } from "#domain/backups/watch.server.ts";
import { membershipsOf } from "#domain/identity/queries.server.ts";
import { metricStore } from "#domain/metrics/store.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { actorOf } from "#tests/support/journal.ts";
import { popgom } from "#tests/support/world.ts";

/** A Monday, 10:00 in Paris. */
const NOW = new Date("2026-11-23T09:00Z");
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const later = (ms: number) => new Date(NOW.getTime() + ms);
const PARIS = "Europe/Paris";

const SETTINGS: JobSettings = {
  ...{ name: "Essai", machineId: null, databaseName: null, applicationId: null, schedule: "hourly" },
  ...{ graceSeconds: 600, longestSeconds: 3_600, checkDays: 35, restoreDays: 92 },
};

test("the demo's backups stand as its story says, and nobody reads or changes those of others", () =>
  withDatabase(async (db) => {
    const world = await popgom(db, NOW);
    const { other, support, approver } = world;
    const project = { ...world.project, timeZone: PARIS };
    const store = metricStore();
    const found = await standingJobs(db, project, NOW);
    expect(found.map(({ shown }) => `${shown.slug} ${shown.standing.state} ${shown.standing.restoreState}`)).toEqual([
      "base-popgom good proven",
      "configuration-lb-1 good proven",
      "configuration-lb-2 good proven",
      "export-commandes good stale",
      "fichiers-app-1 good proven",
      "fichiers-app-2 good proven",
      "fichiers-web-1 good proven",
      "fichiers-web-2 good proven",
    ]);
    const base = found[0]?.shown;
    // The night of three days ago failed, and the next was good.
    expect(base?.standing.slots.at(-4)).toMatchObject({ state: "failed", run: { exitCode: 1 } });
    expect(base?.standing.nextAt).toBe(Date.parse("2026-11-24T01:30Z"));
    expect((await proofsMissing(db, [project.id, other.project.id], NOW)).map(({ slug }) => slug)).toEqual([
      "export-commandes",
    ]);

    const statements = await statementsOf(db, store, project, found, NOW);
    expect(statements.map(({ application, statement }) => [application.name, statement.isPointKept])).toEqual([
      ["Base de données", false],
      ["Boutique", true],
      ["Suivi de commandes", true],
    ]);
    const saved = found.map(({ shown }) => shown);
    const uncovered = await uncoveredIn(db, store, project, saved, NOW);
    expect(uncovered.map(({ machine, accepted }) => [machine, accepted?.acceptedByName])).toEqual([
      ["db-2", "Inés Robledo"],
    ]);
    const [exemption] = await db.select().from(backupExemptions);
    const after = new Date(`${exemption?.until}T23:30:00Z`);
    const expired = await uncoveredIn(db, store, project, saved, after);
    expect(expired).toMatchObject([{ machine: "db-2", accepted: null, expired: { id: exemption?.id } }]);

    const month = await backupMonth(db, store, project.id, "2026-11", NOW);
    const row = month?.jobs.find(({ slug }) => slug === "base-popgom");
    // Ten nights of runs are seeded; the twelve before them were missed, as far as anybody knows.
    expect(row).toMatchObject({ expected: 23, succeeded: 9, failed: 1, missed: 13, tool: "mariabackup" });
    expect(row?.restores).toMatchObject([{ state: "succeeded", durationMs: 38 * 60_000 }]);
    expect(await backupMonth(db, store, 999, "2026-11", NOW)).toBeUndefined();
    const spans = await backupSpans(db, project.id, { from: later(15 * HOUR), to: later(17 * HOUR) }, NOW);
    expect(spans.map(({ slug }) => slug)).toEqual([
      ...["fichiers-web-1", "fichiers-web-2", "fichiers-app-1", "fichiers-app-2", "base-popgom"],
    ]);

    const [foreign] = await db.select().from(backupJobs).where(eq(backupJobs.projectId, other.project.id));
    const foreignId = foreign?.id ?? 0;
    const [staff, client] = [actorOf(support), actorOf(approver)];
    const gone = { refused: "notFound" };
    expect(await retireJob(db, project.id, staff, foreignId, NOW)).toEqual(gone);
    expect(await changeJob(db, project.id, staff, { ...SETTINGS, id: foreignId, version: 1 }, NOW)).toEqual(gone);
    const restore: ToldByHand = {
      ...{ jobId: base?.id ?? 0, at: later(-HOUR), state: "succeeded" as const, durationSeconds: 1_800, pointAt: null },
      ...{ bytes: null, evidence: "Relue.", attachmentIds: [] },
    };
    const record = (told: Partial<ToldByHand>) =>
      recordRestore(db, project.id, { ...staff, id: support.id }, { ...restore, ...told }, NOW);
    expect(await record({ jobId: foreignId })).toEqual(gone);
    expect(await record({ at: later(HOUR) })).toEqual({ refused: "notYet" });
    expect(await record({ evidence: " " })).toEqual({ refused: "evidenceMissing" });
    expect(await record({ attachmentIds: ["f".repeat(32)] })).toEqual({ refused: "fileNotFound" });
    const publicId = "a".repeat(32);
    const file = { name: "releve.txt", mediaType: "text/plain", sizeBytes: 3, sha256: "b".repeat(64) };
    const sent = { publicId, projectId: project.id, uploaderId: support.id, createdAt: later(-2 * DAY), ...file };
    await db.insert(attachments).values(sent);
    expect(await record({ attachmentIds: [publicId] })).toMatchObject({ id: expect.any(Number) });
    expect((await sweepFiles(db, NOW)).rows).toBe(0);
    const reads = async ({ id }: { readonly id: string }) =>
      readableFile(db, { userId: id, memberships: await membershipsOf(db, id) }, publicId);
    expect(await reads(world.viewer)).toMatchObject({ name: "releve.txt" });
    expect(await reads(world.otherViewer)).toBeUndefined();
    // It proves one restore, and no other.
    expect(await record({ attachmentIds: [publicId] })).toEqual({ refused: "fileNotFound" });
    expect((await standingJobs(db, project, NOW))[0]?.shown.restore).toMatchObject({ authorName: support.name });

    const gap = { machineId: world.web1.id, databaseName: null, reason: "Sans état.", until: "2026-12-31" };
    expect(await acceptGap(db, project.id, client, { ...gap, machineId: other.web1.id }, NOW)).toEqual(gone);
    expect(await acceptGap(db, project.id, client, { ...gap, until: "2026-11-22" }, NOW)).toEqual({
      refused: "dayPast",
    });
    expect(await withdrawGap(db, other.project.id, client, exemption?.id ?? 0, NOW)).toEqual(gone);
    expect(await withdrawGap(db, project.id, client, exemption?.id ?? 0, NOW)).toEqual({ withdrawn: true });

    const terms = { effectiveOn: "2026-12-01", pointSeconds: 3_600, timeSeconds: 3_600 };
    const agreed = { ...terms, applicationId: world.applications.database };
    expect(await agreeRecovery(db, project.id, staff, { ...agreed, applicationId: other.application }, NOW)).toEqual(
      gone,
    );
    const promise = await agreeRecovery(db, project.id, staff, agreed, NOW);
    expect(await agreeRecovery(db, project.id, staff, agreed, NOW)).toEqual({ refused: "dayTaken" });
    const promiseId = "id" in promise ? promise.id : 0;
    expect(await withdrawRecovery(db, other.project.id, staff, promiseId, NOW)).toEqual(gone);
    expect(await withdrawRecovery(db, project.id, staff, promiseId, later(DAY * 30))).toEqual({ refused: "inEffect" });
    expect(await withdrawRecovery(db, project.id, staff, promiseId, NOW)).toEqual({ withdrawn: true });
  }));

async function told(db: Database) {
  const [notices, mails] = await Promise.all([
    db
      .select()
      .from(notifications)
      .where(and(eq(notifications.userId, "demo-support"), like(notifications.kind, "backup.%"))),
    db.select().from(outboxMails).where(eq(outboxMails.toAddress, "support@timonerie.test")),
  ]);
  return {
    notices: notices.map(({ kind, data }) => `${kind} ${(data as { name: string }).name}`).sort(),
    mails: mails.map(({ subject }) => subject).filter((subject) => /auvegarde/.test(subject)),
  };
}

test("a schedule that is refused says where, and staff are told of a cause once, in one mail by kind, and of its end", () =>
  withDatabase(async (db) => {
    const { project, support } = await popgom(db, NOW);
    const staff = actorOf(support);
    await db.update(backupJobs).set({ schedule: null });
    const settings = { ...SETTINGS, schedule: "0 25 * * *" };
    const refused = { refused: "scheduleMalformed", where: "hour", text: "25" };
    expect(await addJob(db, project.id, staff, { slug: "essai", tool: "script", ...settings }, NOW)).toEqual(refused);
    expect(await addJob(db, project.id, staff, { slug: "../a", tool: "script", ...SETTINGS }, NOW)).toEqual({
      refused: "badSlug",
    });
    const ids: number[] = [];
    for (const slug of ["essai-1", "essai-2"]) {
      const added = await addJob(db, project.id, staff, { slug, tool: "script", ...SETTINGS, name: slug }, NOW);
      ids.push("id" in added ? added.id : 0);
    }
    expect(await addJob(db, project.id, staff, { slug: "essai-1", tool: "script", ...SETTINGS }, NOW)).toEqual({
      refused: "slugTaken",
    });
    const [jobId = 0, other = 0] = ids;
    // 10:00 is due, until ten minutes later.
    await watchBackups(db, later(9 * 60_000));
    expect(await told(db)).toEqual({ notices: [], mails: [] });
    await watchBackups(db, later(11 * 60_000));
    await watchBackups(db, later(16 * 60_000));
    await watchBackups(db, later(75 * 60_000));
    expect(await told(db)).toEqual({
      notices: ["backup.missed essai-1", "backup.missed essai-2"],
      mails: ["[POPGOM] 2 sauvegardes manquées"],
    });

    const run = (runKey: string, state: "succeeded" | "failed", at: number) => {
      const times = { startedAt: later(at), endedAt: later(at + 60_000), toldAt: later(at + 60_000) };
      return db.insert(backupRuns).values({ jobId, runKey, state, bytes: 100, ...times });
    };
    await run("a", "succeeded", 2 * HOUR);
    await retireJob(db, project.id, staff, other, later(2 * HOUR));
    await watchBackups(db, later(2 * HOUR + 5 * 60_000));
    await run("b", "failed", 3 * HOUR);
    await watchBackups(db, later(3 * HOUR + 5 * 60_000));
    expect(await told(db)).toEqual({
      notices: [
        ...["backup.failed essai-1", "backup.missed essai-1", "backup.missed essai-2", "backup.recovered essai-1"],
      ],
      mails: ["[POPGOM] 2 sauvegardes manquées", "[POPGOM] Sauvegarde en échec\u00a0: essai-1"],
    });
    const kinds = await db.select({ type: events.type }).from(events).where(like(events.type, "backup.%"));
    expect(kinds.map(({ type }) => type).sort()).toEqual([
      ...["backup.failed", "backup.missed", "backup.missed", "backup.recovered"],
    ]);
    expect(await resumeJob(db, project.id, staff, other, later(3 * HOUR))).toEqual({ resumed: true });
    expect(await resumeJob(db, project.id, staff, jobId, later(3 * HOUR))).toEqual({ refused: "notFound" });
  }));

test("after the collector was away nothing is missed before its grace has passed once more", () =>
  withDatabase(async (db) => {
    const { project, support } = await popgom(db, NOW);
    await addJob(db, project.id, actorOf(support), { slug: "essai", tool: "script", ...SETTINGS }, later(-HOUR / 2));
    const woken = async (ms: number) => {
      const at = later(ms);
      await db
        .insert(jobs)
        .values({ name: WATCH_JOB, slot: at.toISOString(), worker: "w", leaseUntil: at, startedAt: at });
      await watchBackups(db, at);
    };
    await woken(-6 * 60_000);
    await woken(40 * 60_000);
    await woken(45 * 60_000);
    expect((await told(db)).notices).toEqual([]);
    await woken(51 * 60_000);
    expect((await told(db)).notices).toEqual(["backup.missed Essai"]);
  }));
