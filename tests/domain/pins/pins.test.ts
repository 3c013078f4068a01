import { expect, test } from "vitest";

import { putPin, takeOffPin } from "#domain/pins/commands.server.ts";
import { isPageOf } from "#domain/pins/pin.ts";
import { pinsOf } from "#domain/pins/queries.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { popgom } from "#tests/support/world.ts";

test.each([
  ["/projects/popgom", true],
  ["/projects/popgom/measures?from=2026-11-22T14:00Z", true],
  ["/projects/popgom#incident-4", true],
  ["/projects/popgom-2/tickets/1", false],
  ["/projects/vitrine", false],
  ["/", false],
])("%s is a page of POPGOM: %s", (path, expected) => {
  expect(isPageOf("popgom", path)).toBe(expected);
});

test("a fact is kept with its page and sentence, seen by its project alone, and taken off once", () =>
  withDatabase(async (db) => {
    const { project, other, support } = await popgom(db);
    const actor = { ...support, address: null };
    const path = "/projects/popgom/availability";
    const fact = { for: "committee", path, title: "Disponibilité", sentence: "Une seule coupure." } as const;

    expect(await putPin(db, project.id, actor, { ...fact, sentence: " " })).toEqual({ refused: "sentenceMissing" });
    expect(await putPin(db, other.project.id, actor, fact)).toEqual({ refused: "pageOfAnother" });
    const put = await putPin(db, project.id, actor, fact);
    if ("refused" in put) throw new Error(put.refused);
    expect(await pinsOf(db, project.id)).toEqual([
      { id: put.id, ...fact, authorName: support.name, at: expect.any(Date) },
    ]);
    expect(await pinsOf(db, other.project.id)).toEqual([]);

    expect(await takeOffPin(db, other.project.id, actor, put.id)).toEqual({ refused: "notFound" });
    expect(await takeOffPin(db, project.id, actor, put.id)).toEqual({ takenOff: true });
    expect(await takeOffPin(db, project.id, actor, put.id)).toEqual({ refused: "notFound" });
    expect(await pinsOf(db, project.id)).toEqual([]);
  }));
