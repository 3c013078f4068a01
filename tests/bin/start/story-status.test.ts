import { expect, test } from "vitest";

import { STORY_SERVICE } from "#bin/start/story-availability.ts";
import { writeStoryStatus } from "#bin/start/story-status.ts";
import { services } from "#db/schema/availability.ts";
import { statusPages } from "#db/schema/status.ts";
import { incidentPage } from "#domain/incidents/queries.server.ts";
import { statusPicture } from "#domain/status/picture.server.ts";
import { statusPageOf } from "#domain/status/queries.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { typographyFaultsOf } from "#tests/support/texts.ts";
import { popgom } from "#tests/support/world.ts";

const NOW = Date.UTC(2026, 10, 22, 12);

test("the demo's status page is public, tells four past incidents without what staff noted, and is written once", () =>
  withDatabase(async (db) => {
    const { project } = await popgom(db);
    await writeStoryStatus(db, NOW, new Date(NOW));
    expect(await db.$count(statusPages)).toBe(0);
    const service = { projectId: project.id, slug: STORY_SERVICE, name: "Parcours", promisedRatio: 0.998 };
    await db.insert(services).values({ ...service, createdAt: new Date(NOW) });
    await writeStoryStatus(db, NOW, new Date(NOW));
    await db.update(statusPages).set({ title: "Autre titre" });
    await writeStoryStatus(db, NOW, new Date(NOW));

    const page = await statusPageOf(db, project.id);
    if (!page) throw new Error("no page");
    expect(page).toMatchObject({ visibility: "public", title: "Autre titre" });
    const { past, open } = await statusPicture(db, { id: project.id, timeZone: "Europe/Paris" }, page, NOW);
    expect(open).toEqual([]);
    expect(past.map(({ impact, entries }) => [impact, entries.map(({ kind }) => kind)])).toEqual([
      ["down", ["opened", "update", "update", "closed"]],
      ["degraded", ["opened", "update", "closed"]],
      ["down", ["opened", "update", "update", "update", "closed"]],
      ["down", ["opened", "update", "update", "closed"]],
    ]);
    const inside = await incidentPage(db, project.id, { state: "closed", withNotes: true, limit: 10 });
    const words = inside.flatMap(({ title, cause, summary, entries }) => [
      ...[title, cause, summary],
      ...entries.map(({ text }) => text),
    ]);
    expect(words.flatMap((text) => typographyFaultsOf(text ?? ""))).toEqual([]);
  }));
