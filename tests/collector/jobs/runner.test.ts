import { expect, test, vi } from "vitest";

import { type Job, JobRunner, slotOf } from "#collector/jobs/runner.ts";
import { jobs } from "#db/schema/jobs.ts";
import { withDatabase } from "#tests/support/database.ts";

const DUE = new Date("2026-11-22T03:00:00.020Z");
const later = (minutes: number) => new Date(DUE.getTime() + minutes * 60_000);

function counting(run: () => Promise<void> = async () => undefined) {
  const ran: Date[] = [];
  const job: Job = {
    name: "test.job",
    cron: "0 3 * * *",
    leaseSeconds: 60,
    run: async (now) => {
      ran.push(now);
      await run();
    },
  };
  return { job, ran };
}

test("a job runs once a slot, however many workers are woken", () =>
  withDatabase(async (db, { pool }) => {
    const { job, ran } = counting();
    const workers = Array.from({ length: 6 }, (_one, index) => new JobRunner(pool, `worker ${index}`, [job]));
    const results = await Promise.all(workers.flatMap((worker) => [worker.wake(job, DUE), worker.wake(job, DUE)]));
    expect(results.filter(Boolean)).toHaveLength(1);
    expect(ran).toHaveLength(1);
    expect(await db.select().from(jobs)).toMatchObject([{ slot: "2026-11-22T03:00", lastError: null }]);
    expect(await workers[0]?.wake(job, later(1))).toBe(true);
  }));

test("a job whose worker died is taken over once its lease lapsed, by one", () =>
  withDatabase(async (db, { pool }) => {
    const { job, ran } = counting();
    await db
      .insert(jobs)
      .values({ name: job.name, slot: slotOf(DUE), worker: "dead", leaseUntil: later(1), startedAt: DUE });
    const workers = ["a", "b"].map((name) => new JobRunner(pool, name, [job]));
    expect(await workers[0]?.resume(later(0.5))).toBe(0);
    const taken = await Promise.all(workers.map((worker) => worker.resume(later(2))));
    expect(taken.sort()).toEqual([0, 1]);
    expect(ran).toHaveLength(1);
    expect(await workers[0]?.resume(later(10))).toBe(0);
  }));

test("a job that failed says why, and is tried again five minutes later", () =>
  withDatabase(async (db, { pool }) => {
    const said = vi.mocked(console.error).mockImplementation(() => undefined);
    let isBroken = true;
    const { job, ran } = counting(async () => {
      if (isBroken) throw new Error("no room");
    });
    const runner = new JobRunner(pool, "a", [job]);
    await runner.wake(job, DUE);
    expect(said).toHaveBeenCalledOnce();
    expect(await db.select().from(jobs)).toMatchObject([{ lastError: "no room", finishedAt: null }]);
    isBroken = false;
    expect(await runner.resume(later(4))).toBe(0);
    expect(await runner.resume(later(6))).toBe(1);
    expect(ran).toHaveLength(2);
    expect(await db.select().from(jobs)).toMatchObject([{ lastError: null, finishedAt: expect.any(Date) }]);
  }));

test.each([
  ["2026-11-22T02:59:59.990Z", "2026-11-22T03:00"],
  ["2026-11-22T03:00:00.030Z", "2026-11-22T03:00"],
  ["2026-12-31T23:59:59.999Z", "2027-01-01T00:00"],
])("woken at %s it is the slot of %s", (now, slot) => {
  expect(slotOf(new Date(now))).toBe(slot);
});
