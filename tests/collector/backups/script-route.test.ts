import { once } from "node:events";
import { connect } from "node:net";
import { asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { scriptWords } from "#collector/ingest/backups/words.ts";
import { MAX_BACKUP_LOG_BYTES } from "#collector/protocol/backups.ts";
import { backupChecks, backupJobs, backupKeys, backupRuns } from "#db/schema/backups.ts";
import { issueBackupKey, revokeBackupKey } from "#domain/backups/keys.server.ts";
import { type CollectorTest, send, withCollector } from "#tests/collector/support.ts";
import { forgetBackups } from "#tests/support/no-backups.ts";

const KEY = "0123456789abcdef".repeat(3);

test.each([
  ["nightly-db", { phase: "success", exitCode: null, rid: null }],
  ["nightly-db/start?rid=2026-11-22", { phase: "start", rid: "2026-11-22" }],
  ["nightly-db/fail", { phase: "fail", exitCode: null }],
  ["nightly-db/0?bytes=12&files=3", { phase: "success", exitCode: 0, bytes: 12, files: 3 }],
  ["nightly-db/255", { phase: "fail", exitCode: 255 }],
  ["nightly-db/1?check=restic%20check", { phase: "fail", check: "restic check" }],
  ["nightly-db/256", { refused: expect.stringContaining("0 to 255") }],
  ["nightly-db/begin", { refused: expect.stringContaining("start, success, fail") }],
  ["Nightly%20DB", { refused: expect.stringContaining("lower-case") }],
  ["nightly-db?rid=a%0Ab", { refused: expect.stringContaining("rid=") }],
  ["nightly-db?bytes=-1", { refused: expect.stringContaining("bytes=") }],
  ["nightly-db/start?check=x", { refused: expect.stringContaining("check") }],
])("/b/KEY/%s says what it says", (address, expected) => {
  expect(scriptWords(`/b/${KEY}/${address}`)).toMatchObject(expected);
});

test.each([
  "/b/",
  `/b/${KEY}`,
  `/b/${KEY.slice(1)}/job`,
  `/b/${KEY}/job/0/more`,
  `/b/${KEY}/job/0001`,
  `/b/${KEY}//0`,
])("%s is no address of a key", (url) => expect(scriptWords(url)).toBe("foreign"));

const actor = { id: null, name: "test", address: null };

async function withKey(use: (test: CollectorTest & { key: string; keyId: number }) => Promise<void>) {
  await withCollector(async (running) => {
    await forgetBackups(running.db);
    const issued = await issueBackupKey(running.db, actor, running.world.project.id);
    if ("refused" in issued) throw new Error(issued.refused);
    await use(Object.assign(running, { key: issued.key, keyId: issued.id }));
  });
}

test("a script tells of its backups by one line of shell, and of its own project's only", { timeout: 120_000 }, () =>
  withKey(async ({ url, db, world, key, keyId }) => {
    const tell = async (address: string, body?: string | Buffer, method = "POST") =>
      send(url, `/b/${key}/${address}`, { method, body });

    expect(await tell("nightly-db/start?rid=1", undefined, "GET")).toMatchObject({
      status: 200,
      body: "OK nightly-db: start\n",
    });
    const log = `first line\n${"x".repeat(2_000_000)}é last line`;
    expect(await tell("nightly-db/3?rid=1", log)).toMatchObject({ status: 200, body: "OK nightly-db: fail\n" });
    expect(await tell("nightly-db/0?check=mysqlcheck", "fine")).toMatchObject({ status: 200 });
    const [job] = await db.select().from(backupJobs).where(eq(backupJobs.slug, "nightly-db"));
    expect(job).toMatchObject({ projectId: world.project.id, tool: "script", sourceId: null });
    const [run] = await db.select().from(backupRuns).orderBy(asc(backupRuns.id));
    expect(run).toMatchObject({ jobId: job?.id, state: "failed", exitCode: 3 });
    expect(run?.startedAt?.getTime()).toBeLessThanOrEqual(run?.endedAt?.getTime() ?? 0);
    expect(Buffer.byteLength(run?.log ?? "")).toBe(MAX_BACKUP_LOG_BYTES);
    expect(run?.log).toMatch(/^x+é last line$/);
    expect(await db.select().from(backupChecks)).toMatchObject([{ method: "mysqlcheck", state: "succeeded" }]);
    expect(await db.select().from(backupKeys)).toMatchObject([{ lastUsedAt: expect.any(Date) }]);

    // Its mistakes are told to whoever holds the key, nothing to anybody else.
    expect(await tell("Nightly")).toMatchObject({ status: 400, body: expect.stringContaining("lower-case") });
    const unknown = await send(url, `/b/${KEY}/Nightly`);
    expect(unknown).toMatchObject({ status: 404, body: "There is no such key.\n" });
    expect(await send(url, `/b/${KEY}/nightly-db`)).toEqual({ ...unknown, headers: expect.anything() });

    // A bounded number of new jobs at once; those that are known are heard meanwhile.
    const made = await Promise.all(Array.from({ length: 34 }, (_, index) => tell(`job-${index}`)));
    expect(made.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(29);
    expect(made.find(({ status }) => status === 429)?.headers["retry-after"]).toMatch(/^\d+$/);
    expect(await tell("nightly-db")).toMatchObject({ status: 200 });

    // The key is in no figure.
    const figures = String((await send(url, "/metrics", { method: "GET" })).body);
    expect(figures).toContain('path="/b/"');
    expect(figures).not.toContain(key);

    for (let guess = 0; guess < 60; guess += 1) await send(url, `/b/${KEY}/x`);
    expect(await send(url, `/b/${KEY}/x`)).toMatchObject({ status: 429 });
    expect(await tell("nightly-db")).toMatchObject({ status: 200 });
    await revokeBackupKey(db, actor, world.project.id, keyId);
    expect(await tell("nightly-db")).toMatchObject({ status: 404 });
    expect((await db.select().from(backupJobs)).every(({ projectId }) => projectId === world.project.id)).toBe(true);
  }),
);

test("a sender that goes away in the middle of its log leaves nothing behind", { timeout: 120_000 }, () =>
  withKey(async ({ url, db, key }) => {
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    await once(socket, "connect");
    socket.write(`POST /b/${key}/cut HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\nhalf of a lo`);
    await send(url, `/b/${key}/whole`);
    socket.destroy();
    await once(socket, "close");
    await send(url, `/b/${key}/whole`);
    expect((await db.select().from(backupJobs)).map(({ slug }) => slug)).toEqual(["whole"]);
  }),
);
