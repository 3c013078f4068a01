import { expect, test } from "vitest";
import { changeExpectedEvent, expectEvent, withdrawExpectedEvent } from "#domain/capacity/expected/commands.server.ts";
import {
  type ExpectedEvent,
  eventProblem,
  eventStanding,
  eventVerdict,
  multiplierOf,
  percentOf,
} from "#domain/capacity/expected/event.ts";
import { expectedBetween } from "#domain/capacity/expected/queries.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { actorOf } from "#tests/support/journal.ts";
import { popgom } from "#tests/support/world.ts";

const NOW = new Date("2026-11-23T08:00:00Z");
const SALE: ExpectedEvent = { title: "Soldes d’hiver", startsOn: "2027-01-13", endsOn: "2027-02-09", multiplier: 1.3 };

test.each<[string, Partial<ExpectedEvent>, string | null]>([
  ["a sale of four weeks", {}, null],
  ["a day alone", { endsOn: "2027-01-13" }, null],
  ["a sale that has begun", { startsOn: "2026-11-20", endsOn: "2026-11-23" }, null],
  ["nameless", { title: " " }, "titleMissing"],
  ["ending before it starts", { endsOn: "2027-01-12" }, "endsBeforeItStarts"],
  ["the 30th of February", { endsOn: "2027-02-30" }, "badDay"],
  ["over", { startsOn: "2026-11-20", endsOn: "2026-11-22" }, "alreadyOver"],
  ["a season and more", { endsOn: "2027-04-15" }, "tooManyDays"],
  ["the year after next", { startsOn: "2028-01-13", endsOn: "2028-01-14" }, "tooFarAhead"],
  ["a hundred times the orders", { multiplier: 100 }, "multiplierOutOfRange"],
  ["as every day", { multiplier: 1 }, "nothingExpected"],
  ["not a number", { multiplier: Number.NaN }, "multiplierOutOfRange"],
])("an expected event: %s", (_sentence, other, problem) => {
  expect(eventProblem({ ...SALE, ...other }, "2026-11-23")).toBe(problem);
});

test("thirty percent more is 1.3, both ways, and what was seen is said against it", () => {
  expect([30, -25, 12.5].map(multiplierOf)).toEqual([1.3, 0.75, 1.125]);
  expect([1.3, 0.75, 1.125].map(percentOf)).toEqual([30, -25, 12.5]);
  expect([1.28, 1.1, 1.5].map((seen) => eventVerdict(1.3, seen))).toEqual(["asExpected", "less", "more"]);
  const days = { startsOn: "2026-11-20", endsOn: "2026-11-25", withdrawnAt: null };
  expect(["2026-11-19", "2026-11-20", "2026-11-26"].map((day) => eventStanding(days, day))).toEqual([
    "coming",
    "running",
    "over",
  ]);
});

test("what is expected is changed by who read it last, withdrawn for good, and another project's is absent", () =>
  withDatabase(async (db) => {
    const world = await popgom(db, NOW);
    const [project, client] = [world.project.id, actorOf(world.approver)];
    const made = await expectEvent(db, project, client, SALE, NOW);
    if ("refused" in made) throw new Error(made.refused);
    const named = { id: made.id, version: 1 };
    expect(await changeExpectedEvent(db, world.other.project.id, client, { ...SALE, ...named }, NOW)).toEqual({
      refused: "notFound",
    });
    expect(await changeExpectedEvent(db, project, client, { ...SALE, ...named, multiplier: 1.5 }, NOW)).toEqual({
      changed: true,
    });
    expect(await withdrawExpectedEvent(db, project, client, named, NOW)).toMatchObject({
      ...{ refused: "changedMeanwhile", last: { actorName: world.approver.name } },
    });
    const coming = await expectedBetween(db, [project], "2027-01-20", "2027-01-20");
    expect(coming).toMatchObject([{ id: made.id, multiplier: 1.5 }]);
    expect(await withdrawExpectedEvent(db, project, client, { ...named, version: 2 }, NOW)).toEqual({
      withdrawn: true,
    });
    expect(await expectedBetween(db, [project], "2027-01-20", "2027-01-20")).toEqual([]);
    const again = { ...SALE, id: made.id, version: 3 };
    expect(await changeExpectedEvent(db, project, client, again, NOW)).toEqual({ refused: "notChangeable" });
  }));
