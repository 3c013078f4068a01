import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import type { Database } from "#db/client.server.ts";
import { machines } from "#db/schema/machines.ts";
import type { Membership } from "#domain/identity/permissions.ts";
import { recordMark } from "#domain/marks/commands.server.ts";
import { projectsOf } from "#domain/projects/queries.server.ts";
import { searchHits } from "#domain/search/queries.server.ts";
import { searchText } from "#domain/search/question.ts";
import { ticketReader } from "#domain/tickets/list/reader.ts";
import { withDatabase } from "#tests/support/database.ts";
import { actorOf } from "#tests/support/journal.ts";
import { popgom } from "#tests/support/world.ts";

const STAFF: Membership = { role: "support", clientId: null, projectId: null };

async function search(db: Database, membership: Membership, typed: string) {
  const projects = await projectsOf(db, [membership]);
  const reader = ticketReader("nobody", [membership], projects);
  const hits = await searchHits(db, projects, { text: searchText(typed), timeZone: "Europe/Paris", reader });
  return {
    machines: hits.machines.map(({ name, project }) => `${project.slug}/${name}`),
    applications: hits.applications.map(({ slug, project }) => `${project.slug}/${slug}`),
    projects: hits.projects.map(({ slug }) => slug),
    tickets: hits.tickets.map(({ subject, project }) => `${project.slug}/${subject}`),
    marks: hits.marks.map(({ title, project }) => `${project.slug}/${title}`),
    isDate: hits.date !== null,
  };
}

test("a search looks nowhere but in the projects of the memberships", () =>
  withDatabase(async (db) => {
    const { client } = await popgom(db);
    const viewer = { role: "viewer", clientId: client.id, projectId: null } as const;

    expect((await search(db, viewer, "web-1")).machines).toEqual(["popgom/web-1"]);
    // A note's word is found by those who work there.
    expect((await search(db, viewer, "quota septembre")).tickets).toEqual([]);
    expect((await search(db, STAFF, "quota septembre")).tickets).toEqual([
      "vitrine/Le formulaire de contact ne part plus",
    ]);
    expect((await search(db, STAFF, "web-1")).machines).toEqual(["popgom/web-1", "vitrine/web-1"]);
    expect(await search(db, viewer, "vitrine")).toEqual({
      machines: [],
      applications: [],
      projects: [],
      tickets: [],
      marks: [],
      isDate: false,
    });
  }));

test.each([
  ["a piece of a name, in capitals", "RDERS", ["popgom/orders-1"]],
  ["a name and its project", "db-1 tyredating", ["popgom/db-1"]],
  ["a role, whatever the accents", "repartition popgom", ["popgom/lb-1", "popgom/lb-2"]],
  ["a percent sign, which is no wildcard", "%", []],
  ["an underscore, which is none either", "web_1", []],
  ["a backslash", "\\", []],
  ["a quote", "' or 1=1 --", []],
])("a search finds machines by %s", (_sentence, typed, expected) =>
  withDatabase(async (db) => {
    await popgom(db);
    expect((await search(db, STAFF, typed)).machines).toEqual(expected);
  }));

test("a search finds applications, projects and dates, and no machine that was retired", () =>
  withDatabase(async (db) => {
    const { web1 } = await popgom(db);
    await db.update(machines).set({ retiredAt: new Date() }).where(eq(machines.id, web1.id));

    expect((await search(db, STAFF, "base de donnees")).applications).toEqual(["popgom/base-de-donnees"]);
    expect((await search(db, STAFF, "PopGom")).projects).toEqual(["popgom"]);
    expect((await search(db, STAFF, "hier 14h")).isDate).toBe(true);
    expect((await search(db, STAFF, "web-1 popgom")).machines).toEqual([]);
  }));

test("a search finds marks by their title, and none of another client", () =>
  withDatabase(async (db) => {
    const { client, project, other, pm } = await popgom(db);
    const viewer = { role: "viewer", clientId: client.id, projectId: null } as const;
    const mark = { kind: "deployment", at: new Date(), until: null, detail: null, url: null } as const;
    await recordMark(db, project.id, actorOf(pm), { ...mark, title: "Version 5.12" });
    await recordMark(db, other.project.id, actorOf(pm), { ...mark, title: "Version 5.12 bis" });

    expect((await search(db, viewer, "5.12")).marks).toEqual(["popgom/Version 5.12"]);
    expect((await search(db, STAFF, "version vitrine")).marks).toEqual(["vitrine/Version 5.12 bis"]);
  }));

test("what is typed is one line of bounded length", () => {
  expect(searchText(`  web${"\u0000"}\n1 `)).toBe("web 1");
  expect(searchText("x".repeat(500))).toHaveLength(80);
  expect(searchText(null)).toBe("");
});
