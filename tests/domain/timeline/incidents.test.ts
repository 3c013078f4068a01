import { expect, test } from "vitest";

import { incidents } from "#db/schema/incidents.ts";
import { timelineBetween } from "#domain/timeline/queries.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { popgom } from "#tests/support/world.ts";

const at = (hour: number) => new Date(Date.UTC(2026, 10, 24, hour));

test("a timeline has the incidents of its projects, open and closed, whichever machine is asked for", () =>
  withDatabase(async (db) => {
    const { project, web1, other } = await popgom(db);
    const incident = (title: string, from: number, until: number | null, projectId = project.id) => ({
      ...{ projectId, title, impact: "down" as const, createdAt: at(from) },
      ...{ startedAt: at(from), recoveredAt: until === null ? null : at(until) },
    });
    await db
      .insert(incidents)
      .values([
        incident("Over before", 1, 4),
        incident("Into it", 2, 5),
        incident("Paiement", 6, 7),
        incident("Lasts", 8, null),
        incident("Later", 12, 13),
        incident("Of another", 6, 7, other.project.id),
      ]);
    const entries = await timelineBetween(db, { projectIds: [project.id] }, at(4), at(12));
    expect(entries.map((entry) => ("title" in entry ? [entry.title, entry.at, entry.until] : entry))).toEqual([
      ["Into it", at(2), at(5)],
      ["Paiement", at(6), at(7)],
      ["Lasts", at(8), null],
    ]);
    const ofMachine = await timelineBetween(db, { projectIds: [project.id], machineIds: [web1.id] }, at(4), at(12));
    expect(ofMachine).toEqual(entries);
    expect(ofMachine[1]).toMatchObject({ kind: "incident", impact: "down", project: { slug: "popgom" } });
  }));
