import { afterAll, beforeAll, expect, test } from "vitest";

import { createProject } from "#domain/projects/commands.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { startExtranet, type TestExtranet } from "#tests/support/extranet.ts";
import { popgom } from "#tests/support/world.ts";

let extranet: TestExtranet;
beforeAll(async () => {
  extranet = await startExtranet();
});
afterAll(() => extranet.close());

test("staff see a project as its client's viewer does, write nothing meanwhile, and come back", () =>
  withDatabase(async (db) => {
    const world = await popgom(db);
    const as = await extranet.signedInAs(world.support.id);
    const status = async (path: string, form?: Record<string, string>) =>
      (await extranet.ask(path, { as, form })).status;

    expect(await status("/projects/popgom/checks")).toBe(200);
    expect(await status("/projects/popgom/see-as", { role: "viewer" })).toBe(302);

    expect(await status("/projects/popgom/checks")).toBe(403);
    expect(await status("/wall")).toBe(404);
    expect(await status("/projects/vitrine")).toBe(404);
    const page = await (await extranet.ask("/projects/popgom", { as })).text();
    expect(page).toContain("Revenir à ma vue");
    const mark = { intent: "record", kind: "deployment", title: "Version 5.12", at: "2026-11-22T09:40" };
    expect(await status("/projects/popgom/events", mark)).toBe(403);

    expect(await status("/see-as-oneself", { to: "/projects/popgom" })).toBe(302);
    expect(await status("/projects/popgom/checks")).toBe(200);
    expect(await status("/projects/vitrine")).toBe(200);
  }));

test("a project manager looks as a client while all its projects are theirs, and not a moment longer", () =>
  withDatabase(async (db) => {
    const { pm, project, admin } = await popgom(db);
    const as = await extranet.signedInAs(pm.id);
    const status = async (path: string, form?: Record<string, string>) =>
      (await extranet.ask(path, { as, form })).status;

    expect(await status("/projects/vitrine/see-as", { role: "client_admin" })).toBe(404);
    expect(await status("/projects/popgom/see-as", { role: "client_admin" })).toBe(302);
    expect(await status("/clients/tyredating/users")).toBe(200);

    const actor = { ...admin, address: null };
    const details = {
      name: "Grossiste",
      summary: "",
      timeZone: "Europe/Paris",
      projectManagerId: null,
      deputyManagerId: null,
    };
    const created = await createProject(db, project.clientId, actor, details);
    expect(created).not.toHaveProperty("refused");
    // As themselves again: a project manager reaches a project, never its client's users.
    expect(await status("/clients/tyredating/users")).toBe(404);
    expect(await status("/projects/popgom/see-as", { role: "client_admin" })).toBe(422);
  }));
