import { asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { MachineStates } from "#collector/alerts/machine-states.ts";
import { LiveMap } from "#collector/live/live-map.ts";
import type { StoredSchema } from "#db/metrics/store.ts";
import { events } from "#db/schema/events.ts";
import { machineStateChanges, machines } from "#db/schema/machines.ts";
import { withDatabase } from "#tests/support/database.ts";
import { popgom } from "#tests/support/world.ts";

const START = Date.UTC(2026, 10, 22, 12);
const SCHEMA: StoredSchema = {
  id: 1,
  hash: "",
  series: [["memory_used_ratio", "gauge"]],
  positions: null,
  declared: 1,
};

/** One machine, judged whenever the test says; the others of the world are retired. */
function withMachine(
  use: (machine: {
    hear(at: number, memoryRatio: number): void;
    judge(at: number): Promise<number>;
    restart(at: number): void;
    states(): Promise<(string | null)[]>;
    events(): Promise<{ type: string; projectId: number | null; data: Record<string, unknown> }[]>;
    id: number;
    projectId: number;
  }) => Promise<void>,
): Promise<void> {
  return withDatabase(async (db) => {
    const { web1, project } = await popgom(db, new Date(START));
    await db.update(machines).set({ retiredAt: new Date(START) });
    await db.update(machines).set({ retiredAt: null }).where(eq(machines.id, web1.id));
    await db.delete(events);
    await db.delete(machineStateChanges);
    const live = new LiveMap();
    let judges = new MachineStates(db, live, START);
    await use({
      id: web1.id,
      projectId: project.id,
      hear: (at, ratio) => void live.accept(web1.sourceId, SCHEMA, [[at, ratio]], at, 10),
      judge: (at) => judges.judge(at),
      restart: (at) => {
        judges = new MachineStates(db, live, at);
      },
      states: async () =>
        (await db.select().from(machineStateChanges).orderBy(asc(machineStateChanges.id))).map(({ state }) => state),
      events: () => db.select().from(events).orderBy(asc(events.id)),
    });
  });
}

test("a change of state is a row and an event of the project, and no change is neither", () =>
  withMachine(async (machine) => {
    expect(await machine.judge(START)).toBe(0);
    machine.hear(START + 1_000, 0.5);
    expect(await machine.judge(START + 2_000)).toBe(1);
    expect(await machine.judge(START + 7_000)).toBe(0);
    machine.hear(START + 11_000, 0.95);
    await machine.judge(START + 12_000);
    machine.hear(START + 21_000, 0.96);
    await machine.judge(START + 22_000);

    expect(await machine.states()).toEqual(["ok", "warn"]);
    expect((await machine.events()).map(({ type, projectId, data }) => ({ type, projectId, data }))).toEqual([
      {
        type: "machine.state-changed",
        projectId: machine.projectId,
        data: { id: machine.id, name: "web-1", from: "never", to: "ok", finding: null },
      },
      {
        type: "machine.state-changed",
        projectId: machine.projectId,
        data: { id: machine.id, name: "web-1", from: "ok", to: "warn", finding: { kind: "memory", ratio: 0.95 } },
      },
    ]);
  }));

test("a value that wobbles on its threshold for an hour gives one change", () =>
  withMachine(async (machine) => {
    for (let at = START; at < START + 3_600_000; at += 10_000) {
      machine.hear(at, at % 20_000 === 0 ? 0.899 : 0.901);
      await machine.judge(at);
    }
    expect((await machine.states()).filter((state) => state === "warn")).toHaveLength(1);
    expect((await machine.states()).at(-1)).toBe("warn");
  }));

test("a machine that says nothing is silent after a minute, and well again when it speaks", () =>
  withMachine(async (machine) => {
    machine.hear(START, 0.5);
    await machine.judge(START + 60_000);
    expect(await machine.states()).toEqual(["ok"]);
    await machine.judge(START + 60_001);
    machine.hear(START + 70_000, 0.5);
    await machine.judge(START + 70_000);
    expect(await machine.states()).toEqual(["ok", "mute", "ok"]);
  }));

test("a new collector calls nobody silent for the time in which nobody listened", () =>
  withMachine(async (machine) => {
    machine.hear(START, 0.5);
    await machine.judge(START);
    machine.restart(START + 600_000);
    await machine.judge(START + 630_000);
    expect(await machine.states()).toEqual(["ok"]);
    await machine.judge(START + 660_001);
    expect(await machine.states()).toEqual(["ok", "mute"]);
  }));

test("a new collector goes on where the last one ended, hysteresis included", () =>
  withMachine(async (machine) => {
    machine.hear(START, 0.91);
    await machine.judge(START);
    machine.restart(START + 5_000);
    machine.hear(START + 10_000, 0.89);
    expect(await machine.judge(START + 10_000)).toBe(0);
    expect(await machine.states()).toEqual(["warn"]);
  }));
