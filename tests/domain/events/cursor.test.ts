import { expect, test } from "vitest";

import type { Database } from "#db/client.server.ts";
import { EventCursor } from "#domain/events/cursor.server.ts";
import { recordEvent } from "#domain/events/record.server.ts";
import { withDatabase } from "#tests/support/database.ts";

const TYPES = ["session.revoked"];
const NOW = new Date("2026-11-24T14:32:00Z");
const seconds = (count: number) => new Date(NOW.getTime() + count * 1_000);

function happen(db: Database, n: number, now = NOW): Promise<void> {
  return recordEvent(db, { type: "session.revoked", data: { n } }, now);
}

async function read(cursor: EventCursor, now = NOW): Promise<unknown[]> {
  return (await cursor.next(now)).map(({ data }) => data.n);
}

test("a cursor hands over what happens after it was made, once and in order", () =>
  withDatabase(async (db) => {
    await happen(db, 0);
    const cursor = await EventCursor.atPresent(db, TYPES, NOW);
    await happen(db, 1);
    await happen(db, 2);
    await recordEvent(db, { type: "membership.granted", data: { n: 99 } }, NOW);

    expect(await read(cursor)).toEqual([1, 2]);
    expect(await read(cursor)).toEqual([]);
  }));

test("an event that commits after a later one is not lost", () =>
  withDatabase(async (db) => {
    const cursor = await EventCursor.atPresent(db, TYPES, NOW);
    let commit = () => {};
    const held = new Promise<void>((resolve) => {
      commit = resolve;
    });
    let written = () => {};
    const hasWritten = new Promise<void>((resolve) => {
      written = resolve;
    });
    const late = db.transaction(async (tx) => {
      await happen(tx, 1);
      written();
      await held;
    });
    await hasWritten;
    await happen(db, 2);

    expect(await read(cursor)).toEqual([2]);
    commit();
    await late;
    expect(await read(cursor, seconds(30))).toEqual([1]);
    expect(await read(cursor, seconds(31))).toEqual([]);
  }));

test("a cursor does not read old events again for ever", () =>
  withDatabase(async (db) => {
    const cursor = await EventCursor.atPresent(db, TYPES, NOW);
    for (let n = 0; n < 1_200; n += 1) await happen(db, n);
    expect(await read(cursor)).toHaveLength(1_200);
    expect(await read(cursor, seconds(61))).toEqual([]);
    await happen(db, 5_000, seconds(62));

    expect(await read(cursor, seconds(62))).toEqual([5_000]);
  }));
