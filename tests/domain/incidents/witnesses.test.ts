import { expect, test } from "vitest";

import type { Database } from "#db/client.server.ts";
import { serviceParts, services } from "#db/schema/availability.ts";
import { checkStates, checks } from "#db/schema/checks.ts";
import { machineStateChanges, machines } from "#db/schema/machines.ts";
import { openIncident } from "#domain/incidents/commands.server.ts";
import { followChecks } from "#domain/incidents/follow.server.ts";
import { incidentPage } from "#domain/incidents/queries.server.ts";
import type { Witness } from "#domain/incidents/witness.ts";
import { witnessesOf } from "#domain/incidents/witnesses.server.ts";
import type { MachineStateName } from "#domain/machines/state.ts";
import { withDatabase } from "#tests/support/database.ts";
import { actorOf } from "#tests/support/journal.ts";
import { popgom } from "#tests/support/world.ts";

const NOON = Date.UTC(2026, 10, 22, 12);
const at = (minute: number) => new Date(NOON + minute * 60_000);

test("an incident by hand is told with the alerts that began or ended in it, of its own project's machines alone", () =>
  withDatabase(async (db) => {
    const { project, other, support, web1, db1, lb1, app1 } = await popgom(db);
    await record(db, web1.id, [
      [-60, "ok"],
      [-40, "warn"],
      [-20, "ok"],
    ]);
    await record(db, db1.id, [
      [-8, "crit"],
      [5, "ok"],
    ]);
    await record(db, lb1.id, [
      [-90, "mute"],
      [10, "ok"],
    ]);
    await record(db, app1.id, [
      [-90, "crit"],
      [90, "ok"],
    ]);
    const platform = { projectId: project.id, name: "local", role: "web", simulated: false };
    const [{ insertId: local }] = await db
      .insert(machines)
      .values({ ...platform, addresses: [], tags: [], createdAt: at(-90) });
    await record(db, local, [[2, "warn"]]);
    await record(db, other.web1.id, [[1, "crit"]]);
    const asked = { title: "Le paiement échoue", impact: "down", startedAt: at(0), text: null } as const;
    await openIncident(db, project.id, actorOf(support), asked, at(20));

    expect(await seenIn(db, project.id, 20)).toEqual([
      ["lb-1 mute", -90, 10],
      ["db-1 crit", -8, 5],
    ]);
  }));

test("an incident of a check is told with what the other checks of its service saw, and nothing twice", () =>
  withDatabase(async (db) => {
    const { project } = await popgom(db);
    const [journey, port, foreign] = await Promise.all(
      ["Parcours", "Port 443", "Autre service"].map((name) => addCheck(db, project.id, name, name === "Parcours")),
    );
    await addService(db, project.id, "boutique", [journey, port]);
    await addService(db, project.id, "suivi", [foreign]);
    await changes(db, journey, [
      [0, "down"],
      [4, "unmonitored"],
      [6, "up"],
    ]);
    await changes(db, port, [
      [-30, "up"],
      [1, "degraded"],
      [5, "up"],
      [40, "down"],
    ]);
    await changes(db, foreign, [[2, "down"]]);
    await followChecks(db, at(20));

    expect(await seenIn(db, project.id, 60)).toEqual([
      ["Port 443 degraded", 1, null],
      ["Parcours unmonitored", 4, null],
      ["Port 443 up", 5, null],
    ]);
  }));

test("of very much only the first is told, and that it is not all", () =>
  withDatabase(async (db) => {
    const { project, support } = await popgom(db);
    const check = await addCheck(db, project.id, "Port 443", false);
    await addService(db, project.id, "boutique", [check]);
    await changes(
      db,
      check,
      Array.from({ length: 50 }, (_one, minute) => [minute, minute % 2 === 0 ? "degraded" : "up"] as const),
    );
    const asked = { title: "Lent", impact: "degraded", startedAt: at(0), text: null } as const;
    await openIncident(db, project.id, actorOf(support), asked, at(60));

    const [incident] = await incidentPage(db, project.id, { state: "open", withNotes: true, limit: 1 });
    const told = await witnessesOf(db, project.id, incident ? [incident] : [], at(60));
    expect([...told.values()].map(({ seen, isWhole }) => [seen.length, isWhole])).toEqual([[30, false]]);
  }));

async function seenIn(db: Database, projectId: number, now: number) {
  const found = await incidentPage(db, projectId, { state: "open", withNotes: true, limit: 10 });
  const told = await witnessesOf(db, projectId, found, at(now));
  expect([...told.values()].every(({ isWhole }) => isWhole)).toBe(true);
  return [...told.values()].flatMap(({ seen }) => seen.map(brief));
}

function brief(witness: Witness) {
  const minute = (when: Date | null) => when && (when.getTime() - NOON) / 60_000;
  const [name, until] = witness.kind === "machine" ? [witness.machine, witness.until] : [witness.check, null];
  return [`${name} ${witness.state}`, minute(witness.at), minute(until)];
}

async function record(db: Database, machineId: number, states: readonly (readonly [number, MachineStateName])[]) {
  const finding = { kind: "cpu", ratio: 0.97 };
  await db
    .insert(machineStateChanges)
    .values(states.map(([minute, state]) => ({ machineId, at: at(minute), state, finding })));
}

async function addCheck(db: Database, projectId: number, name: string, decides: boolean): Promise<number> {
  const every = { intervalSeconds: 30, timeoutMs: 20_000, enabled: true, createdAt: at(-90) };
  const [{ insertId }] = await db
    .insert(checks)
    .values({ projectId, name, kind: "http", target: {}, decides, ...every });
  return insertId;
}

async function addService(db: Database, projectId: number, slug: string, checkIds: readonly (number | undefined)[]) {
  const service = { projectId, slug, name: slug, quorum: 1, promisedRatio: 0.998, createdAt: at(-90) };
  const [{ insertId: serviceId }] = await db.insert(services).values(service);
  await db.insert(serviceParts).values(checkIds.map((checkId) => ({ serviceId, checkId: checkId ?? null })));
}

type State = "up" | "degraded" | "down" | "unmonitored";

async function changes(db: Database, checkId: number | undefined, told: readonly (readonly [number, State])[]) {
  const ofCheck = { checkId: checkId ?? 0, reason: null, runId: null };
  await db.insert(checkStates).values(told.map(([minute, state]) => ({ ...ofCheck, at: at(minute).getTime(), state })));
}
