import { expect, test } from "vitest";

import type { Database } from "#db/client.server.ts";
import { machineStateChanges, machines } from "#db/schema/machines.ts";
import { sourceFacts } from "#db/schema/sources.ts";
import {
  changesSince,
  inventoryOf,
  machineByName,
  machineCounts,
  machinesOf,
  stateHistory,
  statesOf,
  topProcessesOf,
} from "#domain/machines/queries.server.ts";
import type { MachineStateName } from "#domain/machines/state.ts";
import { withDatabase } from "#tests/support/database.ts";
import { popgom } from "#tests/support/world.ts";

const at = (hour: number) => new Date(Date.UTC(2026, 10, 24, hour));

async function record(db: Database, machineId: number, changes: [hour: number, state: MachineStateName][]) {
  for (const [hour, state] of changes) {
    await db.insert(machineStateChanges).values({ machineId, at: at(hour), state, finding: null });
  }
}

test("the machines of a project come the way a visit travels, and none of another project", () =>
  withDatabase(async (db) => {
    const { project, other } = await popgom(db);

    const found = await machinesOf(db, [project.id]);
    expect(found.map(({ name }) => name)).toEqual([
      "lb-1",
      "lb-2",
      "web-1",
      "web-2",
      "app-1",
      "app-2",
      "db-1",
      "db-2",
      "orders-1",
    ]);
    expect(found.map(({ contract }) => contract.cpuGhz)).toEqual([null, null, 2, 2, 4, 4, 6, 6, 2]);
    expect(await machineCounts(db, [project.id, other.project.id])).toEqual(
      new Map([
        [project.id, 9],
        [other.project.id, 2],
      ]),
    );
    expect(await machinesOf(db, [])).toEqual([]);
  }));

test("a machine is found by its name in its own project only, with what it needs", () =>
  withDatabase(async (db) => {
    const { project, other, orders1 } = await popgom(db);

    expect(await machineByName(db, project.id, "orders-1")).toMatchObject({ id: orders1.id, parents: ["db-1"] });
    expect(await machineByName(db, other.project.id, "orders-1")).toBeUndefined();
    expect(await machineByName(db, project.id, "WEB-1")).toBeUndefined();
  }));

test("a retired machine is no longer there", () =>
  withDatabase(async (db) => {
    const { project } = await popgom(db);
    await db.update(machines).set({ retiredAt: at(0) });

    expect(await machinesOf(db, [project.id])).toEqual([]);
    expect(await machineByName(db, project.id, "web-1")).toBeUndefined();
  }));

test("the state now is the newest record of each machine", () =>
  withDatabase(async (db) => {
    const { project, web1, web2, other } = await popgom(db);
    await record(db, web1.id, [
      [1, "ok"],
      [3, "warn"],
    ]);
    await record(db, web2.id, [[2, "mute"]]);
    await record(db, other.web1.id, [[4, "crit"]]);

    const states = await statesOf(db, [project.id]);
    expect(states.size).toBe(2);
    expect(states.get(web1.id)).toMatchObject({ state: "warn", since: at(3) });
    expect(states.get(web2.id)).toMatchObject({ state: "mute", since: at(2) });
  }));

test("a window begins with the states in which it was entered", () =>
  withDatabase(async (db) => {
    const { project, web1, web2, other } = await popgom(db);
    await record(db, web1.id, [
      [1, "ok"],
      [5, "warn"],
      [9, "ok"],
    ]);
    await record(db, web2.id, [[6, "mute"]]);
    await record(db, other.web1.id, [[6, "crit"]]);

    const history = await stateHistory(db, project.id, { from: at(4), to: at(9) });
    expect(history.map((change) => [change.machine, change.at.getUTCHours(), change.state])).toEqual([
      ["web-1", 4, "ok"],
      ["web-1", 5, "warn"],
      ["web-2", 6, "mute"],
    ]);
    expect(await stateHistory(db, project.id, { from: at(4), to: at(9), machineId: web2.id })).toHaveLength(1);
    expect(await stateHistory(db, other.project.id, { from: at(4), to: at(9), machineId: web2.id })).toEqual([]);
  }));

test("what changed since a visit is told newest first, with the state before", () =>
  withDatabase(async (db) => {
    const { project, web1, other } = await popgom(db);
    await record(db, web1.id, [
      [1, "ok"],
      [5, "warn"],
      [6, "ok"],
    ]);
    await record(db, other.web1.id, [[6, "crit"]]);

    const changes = await changesSince(db, project.id, at(5));
    expect(changes.map(({ machine, state, before }) => [machine, state, before])).toEqual([
      ["web-1", "ok", "warn"],
      ["web-1", "warn", "ok"],
    ]);
    expect((await changesSince(db, project.id, at(0))).at(-1)?.before).toBeNull();
  }));

test("the facts of a machine are not found from another project", () =>
  withDatabase(async (db) => {
    const { project, other, web1 } = await popgom(db);
    const fact = { sourceId: web1.sourceId, at: at(1), receivedAt: at(1) };
    await db.insert(sourceFacts).values([
      { ...fact, name: "inventory", value: { hostname: "web-1" } },
      { ...fact, name: "processes", value: { byCpu: [], byMemory: [] } },
    ]);

    expect(await inventoryOf(db, project.id, web1.id)).toEqual({ at: at(1), value: { hostname: "web-1" } });
    expect(await topProcessesOf(db, project.id, web1.id)).toMatchObject({ value: { byCpu: [] } });
    expect(await inventoryOf(db, other.project.id, web1.id)).toBeUndefined();
    expect(await topProcessesOf(db, other.project.id, web1.id)).toBeUndefined();
  }));
