import { expect, test } from "vitest";

import { checkRuns } from "#db/schema/checks.ts";
import { picturesWithin } from "#domain/availability/evidence.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { judgedService } from "#tests/support/judged-service.ts";
import { popgom } from "#tests/support/world.ts";

const NOON = Date.UTC(2026, 9, 12, 10);
const outage = { from: NOON, to: NOON + 1_200_000 };

test("an outage leads to the first picture that a check of the project kept in it", () =>
  withDatabase(async (db) => {
    const { project, other } = await popgom(db);
    const { runId, checkId } = await judgedService(db, project.id, { outage });
    const run = { checkId, durationMs: 30_000, outcome: "failed" as const, timings: {} };
    const evidence = { screenshot: "1.png", console: "1.txt" };
    await db.insert(checkRuns).values([
      { ...run, at: NOON + 30_000, evidence },
      { ...run, at: NOON - 30_000, evidence: {} },
      { ...run, at: NOON + 5_000_000, evidence },
    ]);
    const later = { from: NOON + 4_000_000, to: NOON + 6_000_000 };
    const dark = { from: NOON - 60_000, to: NOON };

    const found = await picturesWithin(db, project.id, [dark, outage, later]);
    expect(found.get(outage.from)).toEqual({ id: runId, at: NOON, check: "Achat", files: ["screenshot"] });
    expect(found.get(later.from)).toMatchObject({ at: NOON + 5_000_000, files: ["screenshot", "console"] });
    expect(found.has(dark.from)).toBe(false);
    expect(await picturesWithin(db, other.project.id, [outage])).toEqual(new Map());
  }));
