import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { projects } from "#db/schema/projects.ts";
import type { Role } from "#domain/identity/permissions.ts";
import { projectHome, projectsOf } from "#domain/projects/queries.server.ts";
import { noteVisit } from "#domain/projects/visits.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { popgom } from "#tests/support/world.ts";

test.each<[who: string, role: Role, on: "platform" | "client" | "project", sees: string[]]>([
  ["an administrator", "admin", "platform", ["vitrine", "popgom"]],
  ["support", "support", "platform", ["vitrine", "popgom"]],
  ["a project manager", "project_manager", "project", ["popgom"]],
  ["a client's administrator", "client_admin", "client", ["popgom"]],
  ["a viewer", "viewer", "client", ["popgom"]],
])("%s sees the projects of the membership", (_who, role, on, sees) =>
  withDatabase(async (db) => {
    const { client, project } = await popgom(db);
    const membership = {
      role,
      clientId: on === "client" ? client.id : null,
      projectId: on === "project" ? project.id : null,
    };

    expect((await projectsOf(db, [membership])).map(({ slug }) => slug)).toEqual(sees);
  }));

test("without a membership nothing is seen, and a retired project by nobody", () =>
  withDatabase(async (db) => {
    const { project } = await popgom(db);
    expect(await projectsOf(db, [])).toEqual([]);

    await db.update(projects).set({ retiredAt: new Date() }).where(eq(projects.id, project.id));
    const admin = { role: "admin", clientId: null, projectId: null } as const;
    expect((await projectsOf(db, [admin])).map(({ slug }) => slug)).toEqual(["vitrine"]);
  }));

test("a home names who runs the project and what is contracted", () =>
  withDatabase(async (db) => {
    const { project, pm } = await popgom(db);

    const home = await projectHome(db, project.id, new Date("2026-11-24T12:00:00Z"));
    expect(home.manager?.name).toBe(pm.name);
    expect(home.deputy).not.toBeNull();
    expect(home.provider?.emergencyTelephone).toBeTruthy();
    expect(home.applications.map(({ name, pool }) => [name, pool?.cpuGhz])).toEqual([
      ["Boutique", 12],
      ["Base de données", 12],
      ["Suivi de commandes", 2],
    ]);
  }));

test("a pool counts from its day on", () =>
  withDatabase(async (db) => {
    const { project } = await popgom(db);

    const before = await projectHome(db, project.id, new Date("2020-01-01T00:00:00Z"));
    expect(before.applications.map(({ pool }) => pool)).toEqual([null, null, null]);
  }));

test("since the last visit means since the end of the visit before", () =>
  withDatabase(async (db) => {
    const { project, viewer } = await popgom(db);
    const visitor = { userId: viewer.id, projectId: project.id };
    const at = (minutes: number) => new Date(Date.UTC(2026, 10, 24, 9, minutes));

    expect(await noteVisit(db, visitor, at(0))).toBeNull();
    expect(await noteVisit(db, visitor, at(20))).toBeNull();
    expect(await noteVisit(db, visitor, at(51))).toEqual(at(20));
    expect(await noteVisit(db, visitor, at(55))).toEqual(at(20));
    expect(await noteVisit(db, visitor, at(120))).toEqual(at(55));
  }));

test("two tabs that open at once are one visit", () =>
  withDatabase(async (db) => {
    const { project, viewer } = await popgom(db);
    const visitor = { userId: viewer.id, projectId: project.id };
    const now = new Date("2026-11-24T09:00:00Z");

    expect(await Promise.all([noteVisit(db, visitor, now), noteVisit(db, visitor, now)])).toEqual([null, null]);
  }));
