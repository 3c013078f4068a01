import { expect, test } from "vitest";

import type { Database } from "#db/client.server.ts";
import { machineStateChanges } from "#db/schema/machines.ts";
import { droppedSamples } from "#db/schema/sources.ts";
import type { MachineStateName } from "#domain/machines/state.ts";
import { recordMark } from "#domain/marks/commands.server.ts";
import type { TimelineEntry } from "#domain/timeline/entry.ts";
import { timelineBetween } from "#domain/timeline/queries.server.ts";
import { MOST_STATES } from "#domain/timeline/troubles.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { actorOf } from "#tests/support/journal.ts";
import { popgom } from "#tests/support/world.ts";

const DAY_MS = 24 * 3_600_000;
const at = (hour: number) => new Date(Date.UTC(2026, 10, 24, hour));

const silent = { kind: "silent", since: at(0).getTime() };

async function record(db: Database, machineId: number, changes: [hour: number, state: MachineStateName][]) {
  await db
    .insert(machineStateChanges)
    .values(changes.map(([hour, state]) => ({ machineId, at: at(hour), state, finding: null })));
}

function brief(entries: readonly TimelineEntry[]) {
  return entries.map((entry) => [brieflyWhat(entry), entry.at.getUTCHours(), entry.until?.getUTCHours() ?? null]);
}

function brieflyWhat(entry: TimelineEntry): string {
  if ("title" in entry) return entry.title;
  const machine = `${entry.project.slug}/${entry.machine}`;
  if (entry.kind === "dropped") return `${machine} dropped ${entry.samples}`;
  return `${machine} ${entry.state}${entry.times > 1 ? `, ${entry.times} times` : ""}`;
}

test("a timeline has the marks and the stretches in which a machine was not well, in order of time", () =>
  withDatabase(async (db) => {
    const { project, pm, db1, web1 } = await popgom(db);
    await record(db, db1.id, [
      [1, "ok"],
      [3, "warn"],
      [5, "crit"],
      [6, "ok"],
      [20, "mute"],
    ]);
    await record(db, web1.id, [
      [0, "mute"],
      [4, "ok"],
    ]);
    const mark = { kind: "deployment", title: "Version 5.12", until: null, detail: null, url: null } as const;
    await recordMark(db, project.id, actorOf(pm), { ...mark, at: at(4) });

    expect(brief(await timelineBetween(db, { projectIds: [project.id] }, at(2), at(22)))).toEqual([
      ["popgom/web-1 mute", 0, 4],
      ["popgom/db-1 warn", 3, 5],
      ["Version 5.12", 4, null],
      ["popgom/db-1 crit", 5, 6],
      ["popgom/db-1 mute", 20, null],
    ]);
    expect(brief(await timelineBetween(db, { projectIds: [project.id] }, at(10), at(20)))).toEqual([]);
    const ofWeb1 = { projectIds: [project.id], machineIds: [web1.id] };
    expect(brief(await timelineBetween(db, ofWeb1, at(2), at(22)))).toEqual([
      ["popgom/web-1 mute", 0, 4],
      ["Version 5.12", 4, null],
    ]);
  }));

test("a timeline looks at no other project, and at none where none is named", () =>
  withDatabase(async (db) => {
    const { project, other, pm } = await popgom(db);
    await record(db, other.web1.id, [[3, "crit"]]);
    const mark = { kind: "campaign", title: "Soldes", until: at(9), detail: null, url: null } as const;
    await recordMark(db, other.project.id, actorOf(pm), { ...mark, at: at(2) });
    const window = [at(0), at(24)] as const;

    expect(brief(await timelineBetween(db, { projectIds: [other.project.id] }, ...window))).toEqual([
      ["Soldes", 2, 9],
      ["vitrine/web-1 crit", 3, null],
    ]);
    expect(await timelineBetween(db, { projectIds: [project.id], machineIds: [other.web1.id] }, ...window)).toEqual([]);
    expect(await timelineBetween(db, { projectIds: [] }, ...window)).toEqual([]);
  }));

test("what an agent gave up because its spool was full is told where it touches the window, of its project only", () =>
  withDatabase(async (db) => {
    const { project, other, web1, db1 } = await popgom(db);
    const loss = (sourceId: number, from: number, to: number, samples: number) => ({
      ...{ sourceId, samples, toldAt: at(20) },
      from: at(from).getTime(),
      to: at(to).getTime(),
    });
    await db
      .insert(droppedSamples)
      .values([
        loss(web1.sourceId, 1, 3, 720),
        loss(web1.sourceId, 5, 6, 360),
        loss(db1.sourceId, 5, 8, 1_240),
        loss(other.web1.sourceId, 5, 8, 9),
      ]);

    const told = [
      ["popgom/db-1 dropped 1240", 5, 8],
      ["popgom/web-1 dropped 360", 5, 6],
    ];
    const ofProject = brief(await timelineBetween(db, { projectIds: [project.id] }, at(4), at(22)));
    expect(ofProject.sort()).toEqual(told);
    const ofWeb1 = { projectIds: [project.id], machineIds: [web1.id] };
    expect(brief(await timelineBetween(db, ofWeb1, at(4), at(22)))).toEqual(told.slice(1));
    expect(brief(await timelineBetween(db, ofWeb1, at(9), at(22)))).toEqual([]);
  }));

test("what a machine repeats is told once, and hides neither an outage nor what others have", () =>
  withDatabase(async (db) => {
    const { project, web1, web2, db1 } = await popgom(db);
    const since = at(0).getTime();
    const silences = Array.from({ length: 2 * 150 }, (_, index) => ({
      machineId: web1.id,
      at: new Date(since + index * 60_000),
      ...(index % 2 ? { state: "ok" as const, finding: null } : { state: "mute" as const, finding: silent }),
    }));
    await db.insert(machineStateChanges).values(silences);
    await record(db, db1.id, [
      [1, "crit"],
      [2, "ok"],
      [3, "crit"],
      [4, "ok"],
    ]);
    await record(db, web2.id, [
      [1, "warn"],
      [2, "ok"],
    ]);

    const entries = await timelineBetween(db, { projectIds: [project.id] }, at(0), at(24));
    expect(brief(entries)).toEqual([
      ["popgom/web-1 mute, 150 times", 0, 4],
      ["popgom/db-1 crit", 1, 2],
      ["popgom/web-2 warn", 1, 2],
      ["popgom/db-1 crit", 3, 4],
    ]);
  }));

test("of very many states the worst are told, and of those alike the latest", () =>
  withDatabase(async (db) => {
    const { project, web1, web2 } = await popgom(db);
    const full = (machineId: number, state: "warn" | "crit", count: number) =>
      Array.from({ length: count }, (_, index) => ({
        machineId,
        at: new Date(at(1).getTime() + index * 60_000),
        state,
        finding: { kind: "disk", mount: `/srv/${index}`, ratio: 0.9 },
      }));
    await db.insert(machineStateChanges).values([...full(web1.id, "crit", 20), ...full(web2.id, "warn", 150)]);

    const entries = await timelineBetween(db, { projectIds: [project.id] }, at(0), at(24));
    expect(entries).toHaveLength(MOST_STATES);
    expect(entries.filter((entry) => entry.kind === "state" && entry.state === "crit")).toHaveLength(20);
    expect(entries.at(-1)?.at).toEqual(new Date(at(1).getTime() + 149 * 60_000));
  }));

test("states are told however far back in the window they lie, and the one that lasted when it began", () =>
  withDatabase(async (db) => {
    const { project, web1, db1 } = await popgom(db);
    const end = at(24).getTime();
    const daysBack = [0.5, 1, 3, 8, 40, 64, 200, 364];
    const states = daysBack.flatMap((days) => [
      { machineId: web1.id, at: new Date(end - days * DAY_MS), state: "warn" as const, finding: null },
      { machineId: web1.id, at: new Date(end - days * DAY_MS + 60_000), state: "ok" as const, finding: null },
    ]);
    const lasting = { machineId: db1.id, at: new Date(end - 400 * DAY_MS), state: "crit" as const, finding: null };
    await db.insert(machineStateChanges).values([lasting, ...states.toReversed()]);

    for (const machineIds of [undefined, [web1.id, db1.id]]) {
      const scope = { projectIds: [project.id], machineIds };
      const told = await timelineBetween(db, scope, new Date(end - 365 * DAY_MS), new Date(end));
      expect(told.map(({ at }) => (end - at.getTime()) / DAY_MS)).toEqual([400, ...daysBack.toReversed()]);
    }
  }));
