import { expect, test } from "vitest";

import { STORY_SERVICE, writeStoryAvailability } from "#bin/start/story-availability.ts";
import { maintenanceWindows } from "#db/schema/availability.ts";
import { checkRuns, checks } from "#db/schema/checks.ts";
import { accountMonth } from "#domain/availability/account.ts";
import { monthAt, monthStretch } from "#domain/availability/months.ts";
import { stoppagesOf } from "#domain/availability/outages.ts";
import { accountOf, servicesOf } from "#domain/availability/queries.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { popgom } from "#tests/support/world.ts";

const ZONE = "Europe/Paris";

test.each([
  ["in the middle of a month", "2026-11-23T12:00:00Z", ["unmonitored", "maintenance", "down", "down"]],
  ["when only the outages are of the month", "2026-11-12T00:30:00Z", ["down", "down"]],
  ["when only the short one is", "2026-12-07T00:30:00Z", ["down"]],
])("the demo's month has its outages and keeps its promise %s", (_when, text, verdicts) =>
  withDatabase(async (db) => {
    const now = Date.parse(text);
    const { project } = await popgom(db);
    const check = { kind: "http", target: {}, intervalSeconds: 60, timeoutMs: 5_000, enabled: true } as const;
    const decides = { name: "Parcours", decides: true, createdAt: new Date(now) };
    const [{ insertId: checkId }] = await db.insert(checks).values({ ...check, ...decides, projectId: project.id });
    const run = { durationMs: 200, outcome: "ok", timings: {}, evidence: {} } as const;
    await db.insert(checkRuns).values({ ...run, checkId, at: now });
    for (let start = 0; start < 2; start += 1) await writeStoryAvailability(db, now, new Date(now));
    expect(await db.$count(maintenanceWindows)).toBe(1);

    const service = (await servicesOf(db, project.id)).find(({ slug }) => slug === STORY_SERVICE);
    if (!service) throw new Error("no service");
    const month = monthAt(now, ZONE);
    const of = { id: project.id, timeZone: ZONE };
    const account = await accountOf(db, of, service, monthStretch(month, ZONE), now);
    const { segments, figures } = accountMonth(account, month);
    expect(stoppagesOf(segments).map(({ verdict }) => verdict)).toEqual(verdicts);
    expect(figures.contractual).toBeGreaterThan(0.998);
  }));
