import { expect, test } from "vitest";

import { forgetOldSlots } from "#collector/jobs/forgetting.ts";
import { type Job, JobRunner, slotOf } from "#collector/jobs/runner.ts";
import { jobs } from "#db/schema/jobs.ts";
import { withDatabase } from "#tests/support/database.ts";

const NOW = new Date("2026-11-22T03:22:00Z");
const MINUTE = 60_000;
const DAY = 1_440;

const ago = (minutes: number) => new Date(NOW.getTime() - minutes * MINUTE);

function slot(name: string, minutes: number, { isDone }: { isDone: boolean }) {
  const at = ago(minutes);
  return { name, slot: slotOf(at), worker: "a", leaseUntil: at, startedAt: at, finishedAt: isDone ? at : null };
}

test("a job of every minute leaves the slots of a day, however long it has run", () =>
  withDatabase(async (db, { pool }) => {
    const days = Array.from({ length: 3 * DAY }, (_one, minute) => slot("every.minute", minute, { isDone: true }));
    for (let from = 0; from < days.length; from += 500) await db.insert(jobs).values(days.slice(from, from + 500));

    expect(await forgetOldSlots(pool, NOW)).toBe(2 * DAY - 1);
    expect(await db.$count(jobs)).toBe(DAY + 1);
    expect(await forgetOldSlots(pool, NOW)).toBe(0);
  }));

test("what was not done stays a week, and is tried again as before", () =>
  withDatabase(async (db, { pool }) => {
    const undone = [DAY / 2, 2 * DAY, 8 * DAY].map((minutes) => slot("broken", minutes, { isDone: false }));
    await db.insert(jobs).values(undone);

    expect(await forgetOldSlots(pool, NOW)).toBe(1);
    const left = await db.select({ slot: jobs.slot }).from(jobs).orderBy(jobs.slot);
    expect(left.map(({ slot }) => slot)).toEqual([slotOf(ago(2 * DAY)), slotOf(ago(DAY / 2))]);
    const job: Job = { name: "broken", cron: "* * * * *", leaseSeconds: 60, run: async () => undefined };
    expect(await new JobRunner(pool, "b", [job]).resume(NOW)).toBe(1);
  }));
