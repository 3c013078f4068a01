import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";

import { parseFleet } from "#agent/simulate/machine.ts";
import { simulatedFleet } from "#bin/start/fleet.ts";
import { withoutHistory, writeHistory } from "#bin/start/history.ts";
import { readSettings } from "#bin/start/settings.ts";
import { stateHistory, writeStateHistory } from "#bin/start/state-history.ts";
import { MachineStates } from "#collector/alerts/machine-states.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import { machineStateChanges, machines } from "#db/schema/machines.ts";
import { sourceTokens } from "#db/schema/sources.ts";
import { withDatabase } from "#tests/support/database.ts";
import { popgom } from "#tests/support/world.ts";

let data: string;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "timonerie-fleet-"));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

const settings = () => readSettings("/nowhere", { NODE_ENV: "test", TIMONERIE_DATA: data });
const NOW = new Date("2026-11-22T12:00:00Z");
const HOUR_MS = 3_600_000;

test("the simulator is told of the model's machines, with the hardware that is contracted", () =>
  withDatabase(async (db) => {
    const { db1 } = await popgom(db);

    const fleet = await simulatedFleet(db, settings(), NOW);

    expect(fleet?.machines).toHaveLength(11);
    expect(fleet?.machines.find(({ sourceId }) => sourceId === db1.sourceId)).toMatchObject({
      name: "db-1",
      cores: 3,
      nominalGhz: 2,
      memoryBytes: 4 * 1024 ** 3,
      diskBytes: 50 * 1024 ** 3,
      story: "filling_disk",
    });
    // What the simulator reads, and what it makes of it.
    expect(parseFleet(JSON.stringify(fleet?.machines))).toHaveLength(11);
    expect(statSync(join(data, "secrets/simulated-fleet.json")).mode & 0o777).toBe(0o600);
  }));

test("a restart keeps the tokens and the stories; a revoked token is made anew", () =>
  withDatabase(async (db) => {
    const { web1 } = await popgom(db);
    const before = await simulatedFleet(db, settings(), NOW);
    await db.update(sourceTokens).set({ revokedAt: NOW }).where(eq(sourceTokens.sourceId, web1.sourceId));

    const after = await simulatedFleet(db, settings(), new Date(NOW.getTime() + HOUR_MS));

    const changed = after?.machines.filter(({ token }) => !before?.machines.some((old) => old.token === token));
    expect(changed?.map(({ name }) => name)).toEqual(["web-1"]);
    expect(after?.machines.filter(({ storyAt }) => storyAt === NOW.getTime())).toHaveLength(10);
  }));

test("a retired machine and one that is not simulated are left out", () =>
  withDatabase(async (db) => {
    const { web1, web2 } = await popgom(db);
    await db.update(machines).set({ retiredAt: NOW }).where(eq(machines.id, web1.id));
    await db.update(machines).set({ simulated: false }).where(eq(machines.id, web2.id));

    const fleet = await simulatedFleet(db, settings(), NOW);

    expect(fleet?.machines.map(({ sourceId }) => sourceId)).not.toContain(web1.sourceId);
    expect(fleet?.machines).toHaveLength(9);
  }));

test("the history is 24 hours at steps of a minute, the last one of ten seconds, written once", () =>
  withDatabase(async (db, { pool }) => {
    const { web1 } = await popgom(db);
    const fleet = (await simulatedFleet(db, settings(), NOW))?.machines.filter(
      ({ sourceId }) => sourceId === web1.sourceId,
    );
    expect(await withoutHistory(pool, fleet ?? [], NOW.getTime())).toHaveLength(1);

    await writeHistory(pool, fleet ?? [], NOW.getTime());

    const found = await openMetricStore(pool).snapshots({
      sourceIds: [web1.sourceId],
      from: 0,
      to: NOW.getTime() + HOUR_MS,
    });
    expect(found).toHaveLength(23 * 60 + 360);
    expect(found[0]?.at).toBe(NOW.getTime() - 24 * HOUR_MS);
    expect(found.at(-1)?.at).toBe(NOW.getTime() - 10_000);
    expect(await withoutHistory(pool, fleet ?? [], NOW.getTime())).toEqual([]);
  }));

test("the history of states is what the rule says of the same values", () =>
  withDatabase(async (db) => {
    const { db1, orders1 } = await popgom(db);
    const fleet = (await simulatedFleet(db, settings(), NOW))?.machines ?? [];
    const of = (sourceId: number) => fleet.filter((entry) => entry.sourceId === sourceId);
    const lastWeek = of(orders1.sourceId).flatMap((entry) =>
      stateHistory(entry, NOW.getTime() - 7 * 24 * HOUR_MS, NOW.getTime()),
    );

    // It falls silent for minutes, and each time it comes back.
    const silences = lastWeek.filter(({ state }) => state === "mute");
    expect(silences.length).toBeGreaterThan(10);
    for (const [index, { state }] of lastWeek.entries()) expect(state).toBe(index % 2 === 0 ? "ok" : "mute");

    await writeStateHistory(db, of(db1.sourceId), NOW.getTime());
    const rows = await db.select().from(machineStateChanges).where(eq(machineStateChanges.machineId, db1.id));
    expect(rows.at(-1)).toMatchObject({ state: "warn", finding: { kind: "disk", mount: "/var/lib/mysql" } });

    // The collector that starts now takes the machine for one that was heard, and has nothing to add.
    const states = new MachineStates(
      db,
      { get: () => undefined, heard: () => undefined, average: () => undefined },
      NOW.getTime(),
    );
    await states.judge(NOW.getTime() + 1_000);
    expect(await db.select().from(machineStateChanges).where(eq(machineStateChanges.machineId, db1.id))).toEqual(rows);
  }));
