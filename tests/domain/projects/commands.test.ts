import { expect, test } from "vitest";

import { addApplication, editApplication, retireApplication } from "#domain/projects/application-commands.server.ts";
import { createProject, editProject, retireProject } from "#domain/projects/commands.server.ts";
import { applicationRecords, projectRecord } from "#domain/projects/registry.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { actorOf, journalOf, lastEntry } from "#tests/support/journal.ts";
import { popgom, type World } from "#tests/support/world.ts";

const details = (changes: object = {}) => ({
  name: "Montage à domicile",
  summary: "pose de pneus",
  timeZone: "Europe/Madrid",
  projectManagerId: null as string | null,
  deputyManagerId: null as string | null,
  ...changes,
});

test("a project is opened for a client, at an address made of its name", () =>
  withDatabase(async (db) => {
    const { client, admin, pm } = await popgom(db);

    const opened = await createProject(db, client.id, actorOf(admin), details({ projectManagerId: pm.id }));

    if ("refused" in opened) throw new Error(opened.refused);
    expect(opened.slug).toBe("montage-a-domicile");
    expect(await projectRecord(db, opened.id)).toMatchObject({
      clientId: client.id,
      projectManagerId: pm.id,
      timeZone: "Europe/Madrid",
    });
    expect(await journalOf(db)).toEqual({
      audit: ["project.create: Montage à domicile"],
      events: ["project.created"],
    });
  }));

const BAD: [string, (world: World) => object, string][] = [
  ["at the address of another", () => ({ slug: "vitrine" }), "nameTaken"],
  ["at an address of the extranet's own", () => ({ slug: "new" }), "badSlug"],
  ["in a time zone that is not one", () => ({ timeZone: "Europe/Atlantide" }), "badTimeZone"],
  ["managed by a user of a client", ({ viewer }) => ({ projectManagerId: viewer.id }), "managerNotStaff"],
  ["with a deputy of a client", ({ clientAdmin }) => ({ deputyManagerId: clientAdmin.id }), "deputyNotStaff"],
  ["with the manager as deputy", ({ pm }) => ({ projectManagerId: pm.id, deputyManagerId: pm.id }), "deputyIsManager"],
  ["managed by nobody we know", () => ({ projectManagerId: "nobody" }), "managerNotStaff"],
];

test.each(BAD)("a project %s is refused", (_sentence, changes, refused) =>
  withDatabase(async (db) => {
    const world = await popgom(db);
    const asked = details(changes(world));

    expect(await createProject(db, world.client.id, actorOf(world.admin), asked)).toEqual({ refused });
    expect((await journalOf(db)).audit).toEqual([]);
  }));

test("no project is opened for a client that does not exist", () =>
  withDatabase(async (db) => {
    const { admin } = await popgom(db);

    expect(await createProject(db, 999_999, actorOf(admin), details())).toEqual({ refused: "notFound" });
  }));

test("of two people editing a project, the second is told who was first", () =>
  withDatabase(async (db) => {
    const { project, admin, pm } = await popgom(db);
    expect(await editProject(db, project.id, actorOf(pm), { ...details(), version: 1 })).toEqual({ version: 2 });
    expect((await lastEntry(db)).detail).toMatchObject({
      changes: { timeZone: { before: "Europe/Paris", after: "Europe/Madrid" } },
    });

    const second = await editProject(db, project.id, actorOf(admin), { ...details({ name: "Autre" }), version: 1 });

    expect(second).toMatchObject({ refused: "changedMeanwhile", last: { actorName: pm.name } });
    expect((await projectRecord(db, project.id))?.name).toBe("Montage à domicile");
  }));

test("a project with living machines is not retired; an empty one is, and is then not found", () =>
  withDatabase(async (db) => {
    const { client, project, admin } = await popgom(db);
    const refused = await retireProject(db, project.id, actorOf(admin), { version: 1 });
    expect(refused).toEqual({ refused: "machinesRemain" });

    const opened = await createProject(db, client.id, actorOf(admin), details());
    if ("refused" in opened) throw new Error(opened.refused);
    expect(await retireProject(db, opened.id, actorOf(admin), { version: 1 })).toEqual({ retired: true });
    expect(await projectRecord(db, opened.id)).toBeUndefined();
    const edited = await editProject(db, opened.id, actorOf(admin), { ...details(), version: 2 });
    expect(edited).toEqual({ refused: "notFound" });
  }));

test("an application is added, renamed and retired, and its address stays taken", () =>
  withDatabase(async (db) => {
    const { project, pm } = await popgom(db);
    const before = await applicationRecords(db, project.id);

    const added = await addApplication(db, project.id, actorOf(pm), { name: "Moteur de recherche" });
    if ("refused" in added) throw new Error(added.refused);
    await editApplication(db, project.id, added.id, actorOf(pm), { name: "Recherche", version: 1 });
    const retired = await retireApplication(db, project.id, added.id, actorOf(pm), { version: 2 });

    expect(retired).toEqual({ retired: true });
    expect(await applicationRecords(db, project.id)).toEqual(before);
    const again = await addApplication(db, project.id, actorOf(pm), { name: "Moteur de recherche" });
    expect(again).toEqual({ refused: "nameTaken" });
    expect((await journalOf(db)).events).toEqual(["application.added", "application.changed", "application.retired"]);
  }));

test("an application with living machines is not retired", () =>
  withDatabase(async (db) => {
    const { project, applications, pm } = await popgom(db);

    const refused = await retireApplication(db, project.id, applications.shop, actorOf(pm), { version: 1 });
    expect(refused).toEqual({ refused: "machinesRemain" });
  }));

test("an application of another project is not found", () =>
  withDatabase(async (db) => {
    const { project, other, pm } = await popgom(db);

    const edited = await editApplication(db, project.id, other.application, actorOf(pm), { name: "X", version: 1 });
    expect(edited).toEqual({ refused: "notFound" });
    const retired = await retireApplication(db, project.id, other.application, actorOf(pm), { version: 1 });
    expect(retired).toEqual({ refused: "notFound" });
  }));
