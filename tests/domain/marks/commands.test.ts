import { expect, test } from "vitest";

import { recordMark, withdrawMark } from "#domain/marks/commands.server.ts";
import type { NewMark } from "#domain/marks/mark.ts";
import { markPage, marksBetween } from "#domain/marks/queries.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { actorOf, journalOf, lastEntry } from "#tests/support/journal.ts";
import { popgom } from "#tests/support/world.ts";

const at = (hour: number) => new Date(Date.UTC(2026, 10, 22, hour));

function mark(change: Partial<NewMark> = {}): NewMark {
  return { at: at(9), until: null, kind: "deployment", title: "Version 4.2", detail: null, url: null, ...change };
}

test("a mark is recorded, read, withdrawn, and the journal has both", () =>
  withDatabase(async (db) => {
    const { client, project, approver } = await popgom(db);
    const url = "https://ci.example.test/runs/12?by=me@example.test";

    const recorded = await recordMark(db, project.id, actorOf(approver), mark({ url }), at(10));
    if ("refused" in recorded) throw new Error(recorded.refused);
    expect(await marksBetween(db, [project.id], at(0), at(24))).toEqual([
      { ...mark({ url }), id: recorded.id, projectId: project.id, authorName: approver.name, createdAt: at(10) },
    ]);
    expect(await lastEntry(db)).toMatchObject({ action: "mark.record", clientId: client.id, projectId: project.id });

    expect(await withdrawMark(db, project.id, actorOf(approver), { markId: recorded.id, mayOfOthers: false })).toEqual({
      withdrawn: true,
    });
    expect(await marksBetween(db, [project.id], at(0), at(24))).toEqual([]);
    expect(await withdrawMark(db, project.id, actorOf(approver), { markId: recorded.id, mayOfOthers: false })).toEqual({
      refused: "notFound",
    });
    expect((await journalOf(db)).events).toEqual(["mark.recorded", "mark.withdrawn"]);
  }));

test.each<[string, Partial<NewMark>, string]>([
  ["without a title", { title: " " }, "titleMissing"],
  ["with a title that is too long", { title: "x".repeat(121) }, "tooLong"],
  ["with a link that is a script", { url: "javascript:alert(1)" }, "badUrl"],
  ["with a link of another scheme", { url: "ftp://files.example.test/notes" }, "badUrl"],
  ["with a link that holds a user", { url: "https://deploy@ci.example.test/1" }, "badUrl"],
  ["with a link that holds a password", { url: "https://deploy:secret@ci.example.test/1" }, "badUrl"],
  ["with a link whose host is behind an empty user", { url: "https://@ci.example.test/1" }, "badUrl"],
  ["with a link with a control character", { url: "https://ci.example.test/\u0007" }, "badUrl"],
  ["with a link of two lines", { url: "https://ci.example.test/\n1" }, "badUrl"],
  ["with a link that turns its letters round", { url: "https://ci.example.test/\u202e1" }, "badUrl"],
  ["with a link with a backslash", { url: "https://ci.example.test\\@evil.test" }, "badUrl"],
  ["that ends before it starts", { until: at(8) }, "endsBeforeItStarts"],
  ["that ends as it starts", { until: at(9) }, "endsBeforeItStarts"],
  ["of another century", { at: new Date(Date.UTC(2109, 0, 1)) }, "outOfRange"],
  ["of no time at all", { at: new Date(Number.NaN) }, "outOfRange"],
])("a mark %s is refused", (_sentence, change, refused) =>
  withDatabase(async (db) => {
    const { project, pm } = await popgom(db);

    expect(await recordMark(db, project.id, actorOf(pm), mark(change))).toEqual({ refused });
    expect((await journalOf(db)).audit).toEqual([]);
  }));

test("a pipeline that repeats itself makes one mark, also when both arrive at once", () =>
  withDatabase(async (db) => {
    const { project, pm } = await popgom(db);
    const keyed = mark({ idempotencyKey: "run-12" });

    const both = await Promise.all([1, 2].map(() => recordMark(db, project.id, actorOf(pm), keyed)));
    const [id] = both.map((one) => ("id" in one ? one.id : 0));
    expect(both).toEqual(expect.arrayContaining([{ id }, { id, repeated: true }]));
    expect(await recordMark(db, project.id, actorOf(pm), { ...keyed, title: "Version 4.3" })).toEqual({
      refused: "keyUsedForAnother",
    });
    expect((await journalOf(db)).events).toEqual(["mark.recorded"]);
  }));

test("two authors may use the same key, and one author on two projects", () =>
  withDatabase(async (db) => {
    const { project, other, pm, admin } = await popgom(db);
    const keyed = mark({ idempotencyKey: "run-12" });

    await recordMark(db, project.id, actorOf(pm), keyed);
    await recordMark(db, project.id, actorOf(admin), keyed);
    await recordMark(db, other.project.id, actorOf(admin), keyed);
    expect((await journalOf(db)).events).toEqual(["mark.recorded", "mark.recorded", "mark.recorded"]);
  }));

test("another's mark is withdrawn by who may withdraw any, and by nobody else", () =>
  withDatabase(async (db) => {
    const { project, pm, approver } = await popgom(db);
    const recorded = await recordMark(db, project.id, actorOf(pm), mark());
    if ("refused" in recorded) throw new Error(recorded.refused);
    const withdraw = (mayOfOthers: boolean) =>
      withdrawMark(db, project.id, actorOf(approver), { markId: recorded.id, mayOfOthers });

    expect(await withdraw(false)).toEqual({ refused: "ofAnother" });
    expect(await marksBetween(db, [project.id], at(0), at(24))).toHaveLength(1);
    expect(await withdraw(true)).toEqual({ withdrawn: true });
  }));

test("a mark is not withdrawn from another project", () =>
  withDatabase(async (db) => {
    const { project, other, admin } = await popgom(db);
    const recorded = await recordMark(db, project.id, actorOf(admin), mark());
    if ("refused" in recorded) throw new Error(recorded.refused);

    expect(
      await withdrawMark(db, other.project.id, actorOf(admin), { markId: recorded.id, mayOfOthers: false }),
    ).toEqual({ refused: "notFound" });
    expect(await marksBetween(db, [project.id], at(0), at(24))).toHaveLength(1);
    expect(await marksBetween(db, [other.project.id], at(0), at(24))).toEqual([]);
  }));

test.each<[string, Partial<NewMark>, boolean]>([
  ["at its start", { at: at(10) }, true],
  ["at its end", { at: at(12) }, false],
  ["from before into it", { at: at(8), until: at(11) }, true],
  ["over the whole of it", { at: at(8), until: at(14) }, true],
  ["from before to its start", { at: at(8), until: at(10) }, false],
])("a window from 10 to 12 h and a mark %s", (_sentence, change, isIn) =>
  withDatabase(async (db) => {
    const { project, pm } = await popgom(db);
    await recordMark(db, project.id, actorOf(pm), mark(change));

    expect(await marksBetween(db, [project.id], at(10), at(12))).toHaveLength(isIn ? 1 : 0);
  }));

test("pages hold every mark once, newest first, also those of one instant", () =>
  withDatabase(async (db) => {
    const { project, pm } = await popgom(db);
    for (const hour of [9, 10, 10, 10, 11]) await recordMark(db, project.id, actorOf(pm), mark({ at: at(hour) }));

    const seen: number[] = [];
    for (let after: { at: Date; id: number } | undefined, more = true; more; ) {
      const page = await markPage(db, project.id, { limit: 2, after });
      seen.push(...page.map(({ id }) => id));
      after = page.at(-1);
      more = page.length === 2;
    }
    expect(seen).toHaveLength(5);
    expect(seen).toEqual([...new Set(seen)].sort((one, other) => other - one));
  }));
