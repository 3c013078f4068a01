import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { auditEntries } from "#db/schema/audit.ts";
import { closeIncident, openIncident, tellIncident } from "#domain/incidents/commands.server.ts";
import { incidentPage } from "#domain/incidents/queries.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { popgom } from "#tests/support/world.ts";

const NOW = new Date(Date.UTC(2026, 10, 22, 12));
const HOUR = 3_600_000;
const hours = (count: number) => new Date(NOW.getTime() + count * HOUR);

test("an incident is opened, told and closed; notes stay among staff; all of it is in the audit", () =>
  withDatabase(async (db) => {
    const { project, support } = await popgom(db);
    const actor = { ...support, address: null };
    const opened = await openIncident(
      db,
      project.id,
      actor,
      { title: "Le paiement échoue", impact: "degraded", startedAt: hours(-2), text: "Nous cherchons." },
      NOW,
    );
    if ("refused" in opened) throw new Error(opened.refused);
    const incidentId = opened.id;
    await tellIncident(db, project.id, actor, { incidentId, text: "C’est la banque.", isPublic: false }, NOW);
    await tellIncident(db, project.id, actor, { incidentId, text: "La banque cherche.", isPublic: true }, NOW);
    const read = async (state: "open" | "closed", withNotes: boolean) =>
      (await incidentPage(db, project.id, { state, withNotes, limit: 10 }))[0]?.entries.map(({ kind }) => kind);
    expect(await read("open", true)).toEqual(["opened", "note", "update"]);
    expect(await read("open", false)).toEqual(["opened", "update"]);

    const closing = { incidentId, version: 1, recoveredAt: hours(-1), cause: "Banque", summary: "Rétabli." };
    expect(await closeIncident(db, project.id, actor, closing, NOW)).toEqual({ closed: true });
    expect(await closeIncident(db, project.id, actor, closing, NOW)).toEqual({ refused: "notFound" });
    expect(await read("open", true)).toBeUndefined();
    expect(await read("closed", false)).toEqual(["opened", "update", "closed"]);
    const audit = await db.select().from(auditEntries).where(eq(auditEntries.subjectType, "incident"));
    expect(audit.map(({ action }) => action).sort()).toEqual([
      "incident.close",
      "incident.open",
      "incident.tell",
      "incident.tell",
    ]);
  }));

test("times that cannot be, another's edit and another project are refused", () =>
  withDatabase(async (db) => {
    const { project, other, support } = await popgom(db);
    const actor = { ...support, address: null };
    const incident = { title: "Panne", impact: "down" as const, startedAt: hours(-1), text: null };
    for (const startedAt of [hours(1), hours(-24 * 500)]) {
      const answer = await openIncident(db, project.id, actor, { ...incident, startedAt }, NOW);
      expect(answer).toEqual({ refused: "outOfRange" });
    }
    const opened = await openIncident(db, project.id, actor, incident, NOW);
    if ("refused" in opened) throw new Error(opened.refused);
    const closing = { incidentId: opened.id, version: 1, recoveredAt: NOW, cause: "x", summary: "y" };
    const close = (change: Partial<typeof closing>, projectId = project.id) =>
      closeIncident(db, projectId, actor, { ...closing, ...change }, NOW);
    expect(await close({}, other.project.id)).toEqual({ refused: "notFound" });
    expect(await close({ version: 0 })).toMatchObject({ refused: "changedMeanwhile" });
    expect(await close({ recoveredAt: hours(-2) })).toEqual({ refused: "endsBeforeItStarts" });
    expect(await close({ recoveredAt: hours(1) })).toEqual({ refused: "outOfRange" });
    const told = { incidentId: opened.id, text: "x", isPublic: true };
    expect(await tellIncident(db, other.project.id, actor, told, NOW)).toEqual({ refused: "notFound" });
  }));
