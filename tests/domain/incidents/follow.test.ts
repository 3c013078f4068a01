import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import type { Database } from "#db/client.server.ts";
import { serviceParts, services } from "#db/schema/availability.ts";
import { checkStates, checks } from "#db/schema/checks.ts";
import { closeIncident } from "#domain/incidents/commands.server.ts";
import { followChecks } from "#domain/incidents/follow.server.ts";
import { incidentPage } from "#domain/incidents/queries.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { popgom } from "#tests/support/world.ts";

const NOW = Date.UTC(2026, 10, 22, 12);
const MINUTE = 60_000;

test("one cause is one incident, however often it flaps; a recovery never closes it", () =>
  withDatabase(async (db) => {
    const { project, admin } = await popgom(db);
    const checkId = await decidingCheck(db, project.id);
    const all = () => incidentPage(db, project.id, { state: "open", withNotes: true, limit: 10 });
    const told = async () => (await all()).map(({ entries }) => entries.map(({ kind }) => kind));

    await states(db, checkId, [[-20, "down"]]);
    await follow(db, -19);
    await follow(db, -19);
    expect(await told()).toEqual([["opened"]]);

    await states(db, checkId, [
      [-15, "up"],
      [-12, "down"],
      [-10, "unmonitored"],
      [-8, "up"],
    ]);
    await follow(db, -7);
    expect(await told()).toEqual([["opened", "recovered", "again", "recovered"]]);
    const [incident] = await all();
    expect(incident).toMatchObject({ title: "Parcours", impact: "down", closedAt: null });
    expect(incident?.startedAt.getTime()).toBe(NOW - 20 * MINUTE);
    expect(incident?.recoveredAt?.getTime()).toBe(NOW - 8 * MINUTE);

    const closing = { recoveredAt: new Date(NOW - 8 * MINUTE), cause: "Disque plein", summary: "Disque agrandi" };
    const actor = { ...admin, address: null };
    const asked = { incidentId: incident?.id ?? 0, version: 1, ...closing };
    expect(await closeIncident(db, project.id, actor, asked, new Date(NOW))).toEqual({ closed: true });
    await states(db, checkId, [[2, "down"]]);
    await follow(db, 3);
    expect(await told()).toEqual([["opened"]]);
  }));

test("an incident is called by the service that the check judges, which is what the client knows", () =>
  withDatabase(async (db) => {
    const { project } = await popgom(db);
    const checkId = await decidingCheck(db, project.id);
    const of = { projectId: project.id, promisedRatio: 0.998, createdAt: new Date(NOW) };
    const [service] = await db
      .insert(services)
      .values({ ...of, slug: "achat", name: "Acheter des pneus" })
      .$returningId();
    await db.insert(serviceParts).values({ serviceId: service?.id ?? 0, checkId });
    await states(db, checkId, [[-20, "down"]]);
    await follow(db, -19);
    const [incident] = await incidentPage(db, project.id, { state: "open", withNotes: true, limit: 10 });
    expect(incident?.title).toBe("Acheter des pneus");
  }));

test("a fall long after the last recovery is another incident, and what is history opens none", () =>
  withDatabase(async (db) => {
    const { project } = await popgom(db);
    const checkId = await decidingCheck(db, project.id);
    await states(db, checkId, [
      [-3 * 24 * 60, "down"],
      [-3 * 24 * 60 + 30, "up"],
      [-300, "down"],
      [-290, "up"],
      [-100, "down"],
    ]);
    await follow(db, 0);
    const open = await incidentPage(db, project.id, { state: "open", withNotes: true, limit: 10 });
    expect(open.map(({ startedAt }) => (startedAt.getTime() - NOW) / MINUTE)).toEqual([-100, -300]);
  }));

test("a check that does not decide, or is switched off, opens nothing", () =>
  withDatabase(async (db) => {
    const { project } = await popgom(db);
    const checkId = await decidingCheck(db, project.id);
    await states(db, checkId, [[-5, "down"]]);
    for (const change of [{ decides: false }, { decides: true, enabled: false }]) {
      await db.update(checks).set(change).where(eq(checks.id, checkId));
      await follow(db, 0);
    }
    expect(await incidentPage(db, project.id, { state: "open", withNotes: true, limit: 10 })).toEqual([]);
  }));

function follow(db: Database, minutes: number): Promise<void> {
  return followChecks(db, new Date(NOW + minutes * MINUTE));
}

async function decidingCheck(db: Database, projectId: number): Promise<number> {
  const [{ insertId }] = await db.insert(checks).values({
    projectId,
    name: "Parcours",
    kind: "journey",
    target: {},
    intervalSeconds: 30,
    timeoutMs: 20_000,
    decides: true,
    enabled: true,
    createdAt: new Date(NOW),
  });
  return insertId;
}

async function states(
  db: Database,
  checkId: number,
  changes: readonly [minutes: number, state: "up" | "down" | "unmonitored"][],
): Promise<void> {
  await db
    .insert(checkStates)
    .values(
      changes.map(([minutes, state]) => ({ checkId, at: NOW + minutes * MINUTE, state, reason: null, runId: null })),
    );
}
