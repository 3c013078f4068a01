import { expect, test } from "vitest";

import { parseBackups } from "#collector/ingest/backups/parse.ts";
import type { BackupWord } from "#collector/protocol/backups.ts";
import { backupChecks, backupJobs, backupRuns, restoreTests } from "#db/schema/backups.ts";
import { send, tokenFor, withCollector } from "#tests/collector/support.ts";
import { forgetBackups } from "#tests/support/no-backups.ts";

const AT = Date.UTC(2026, 10, 22, 2);
const job = { slug: "db-1", tool: "restic" } as const;
const run: BackupWord = { ...job, kind: "run", runKey: "a1", succeeded: true, startedAt: AT, endedAt: AT + 60_000 };
const check: BackupWord = { ...job, kind: "check", at: AT, succeeded: false, method: "restic check" };
const restore: BackupWord = { ...job, kind: "restore", at: AT, succeeded: true, durationMs: 900, evidence: "7 files" };

test.each([
  ["a field that we do not know", { ...run, project_id: 7 }],
  ["a run key that is none", { ...run, runKey: "a\nb" }],
  ["an instant that no clock has", { ...run, startedAt: 1e15 }],
  ["a size that is none", { ...run, bytes: -1 }],
  ["a tool that is none", { ...run, tool: "tar" }],
])("a body with %s is refused whole", (_sentence, word) => {
  expect(parseBackups(Buffer.from(JSON.stringify({ told: [run, word] })))).toMatchObject({ status: 400 });
});

test("an agent tells of its own machine's backups, word by word and each once", { timeout: 120_000 }, () =>
  withCollector(async ({ url, db, world, token }) => {
    await forgetBackups(db);
    const tell = (words: readonly BackupWord[], by = token) =>
      send(url, "/v1/backups", { token: by, body: { told: words } });

    expect(await tell([run, check, { ...run, slug: "Wrong" }, restore])).toMatchObject({
      status: 200,
      body: { kept: 3, refused: [{ index: 2, reason: "badSlug" }] },
    });
    expect(await tell([run, check, restore])).toMatchObject({ body: { kept: 3, refused: [] } });
    expect(await db.select().from(backupJobs)).toMatchObject([{ slug: "db-1", machineId: world.web1.id }]);
    expect(await db.select().from(backupRuns)).toMatchObject([{ state: "succeeded", startedAt: new Date(AT) }]);
    expect(await db.select().from(backupChecks)).toMatchObject([{ state: "failed", method: "restic check" }]);
    expect(await db.select().from(restoreTests)).toMatchObject([{ state: "succeeded", durationMs: 900 }]);

    const neighbour = await tokenFor(db, world.db1.sourceId);
    expect(await tell([run], neighbour)).toMatchObject({ body: { kept: 0, refused: [{ reason: "otherSource" }] } });
    // The same slug of another project is another job.
    const foreign = await tokenFor(db, world.other.web1.sourceId);
    expect(await tell([run], foreign)).toMatchObject({ body: { kept: 1 } });
    expect(new Set((await db.select().from(backupJobs)).map(({ projectId }) => projectId)).size).toBe(2);
    expect(await tell([run], "x".repeat(43))).toMatchObject({ status: 401 });
  }),
);
