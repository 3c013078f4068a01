import { expect, test } from "vitest";

import { addMachine, editMachine, renameMachine, retireMachine } from "#domain/machines/commands.server.ts";
import { machineRecord, machineRegistry, machineRoleList } from "#domain/machines/registry.server.ts";
import { addMachineRole, editMachineRole, removeMachineRole } from "#domain/machines/role-commands.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { actorOf, journalOf, lastEntry } from "#tests/support/journal.ts";
import { popgom, type World } from "#tests/support/world.ts";

const details = (changes: object = {}) => ({
  role: "web",
  applicationId: null as number | null,
  position: "",
  contractedCpuGhz: 2,
  contractedMemoryBytes: 2 ** 31,
  contractedDiskBytes: null,
  contractedBandwidthBits: null,
  addresses: ["10.20.4.13"],
  site: "Paris 3",
  consoleUrl: null,
  tags: ["frontal"],
  parentIds: [] as number[],
  ...changes,
});

test("a machine is added with its parents and its source, and waits to be enrolled", () =>
  withDatabase(async (db) => {
    const { project, applications, lb1, pm } = await popgom(db);
    const asked = { ...details({ applicationId: applications.shop, parentIds: [lb1.id] }), name: "web-3" };

    const added = await addMachine(db, project.id, actorOf(pm), asked);

    expect(added).toEqual({ id: expect.any(Number), name: "web-3" });
    expect(await machineRecord(db, project.id, "web-3")).toMatchObject({
      parentIds: [lb1.id],
      token: null,
      waiting: null,
      seenAt: null,
      simulated: false,
    });
    const { machines } = await machineRegistry(db, [project.id], { search: "web-3" });
    expect(machines).toMatchObject([{ name: "web-3", enrolment: "none" }]);
    expect(await journalOf(db)).toEqual({ audit: ["machine.add: web-3"], events: ["machine.added"] });
  }));

const BAD: [string, (world: World) => object, string][] = [
  ["under the name of another", () => ({ name: "web-1" }), "nameTaken"],
  ["under a name with a capital", () => ({ name: "Web-3" }), "badName"],
  ["under a name of the extranet's own", () => ({ name: "new" }), "badName"],
  ["with a role that is not on the list", () => ({ role: "toaster" }), "unknownRole"],
  [
    "of another project's application",
    ({ other }) => ({ applicationId: other.application }),
    "applicationOfAnotherProject",
  ],
  ["that needs another project's machine", ({ other }) => ({ parentIds: [other.web1.id] }), "parentOfAnotherProject"],
];

test.each(BAD)("a machine %s is refused", (_sentence, changes, refused) =>
  withDatabase(async (db) => {
    const world = await popgom(db);
    const asked = { ...details(), name: "web-3", ...changes(world) };

    expect(await addMachine(db, world.project.id, actorOf(world.pm), asked)).toEqual({ refused });
    expect((await journalOf(db)).audit).toEqual([]);
  }));

test("the same name serves in two projects", () =>
  withDatabase(async (db) => {
    const { other, admin } = await popgom(db);

    const added = await addMachine(db, other.project.id, actorOf(admin), { ...details(), name: "lb-1" });
    expect(added).toMatchObject({ name: "lb-1" });
  }));

test("parents that would close a circle are refused", () =>
  withDatabase(async (db) => {
    const { project, db1, db2, pm } = await popgom(db);
    const asked = { ...details({ role: "db", parentIds: [db2.id] }), version: 1 };

    // In the world the copy db-2 needs db-1 already.
    expect(await editMachine(db, project.id, db1.id, actorOf(pm), asked)).toEqual({ refused: "parentsInCircle" });
  }));

test("of two people editing a machine, the second is told who was first, and overwrites nothing", () =>
  withDatabase(async (db) => {
    const { project, web1, pm, admin } = await popgom(db);
    const first = await editMachine(db, project.id, web1.id, actorOf(pm), { ...details({ site: "Lyon" }), version: 1 });
    expect(first).toEqual({ version: 2 });

    const second = await editMachine(db, project.id, web1.id, actorOf(admin), { ...details(), version: 1 });

    expect(second).toMatchObject({ refused: "changedMeanwhile", last: { actorName: pm.name } });
    expect(await machineRecord(db, project.id, "web-1")).toMatchObject({ site: "Lyon", version: 2 });
  }));

test("a machine keeps its measures and its token under a new name, and gives up the old one", () =>
  withDatabase(async (db) => {
    const { project, web1, web2, pm } = await popgom(db);

    const taken = await renameMachine(db, project.id, web1.id, actorOf(pm), { name: web2.name, version: 1 });
    expect(taken).toEqual({ refused: "nameTaken" });
    const renamed = await renameMachine(db, project.id, web1.id, actorOf(pm), { name: "front-1", version: 1 });
    expect(renamed).toEqual({ name: "front-1" });

    expect(await machineRecord(db, project.id, "web-1")).toBeUndefined();
    expect(await machineRecord(db, project.id, "front-1")).toMatchObject({ id: web1.id });
    expect(await lastEntry(db)).toMatchObject({
      action: "machine.rename",
      subjectName: "front-1",
      detail: { changes: { name: { before: "web-1", after: "front-1" } } },
    });
  }));

test("a retired machine leaves the lists, nothing needs it any more, and its name stays taken", () =>
  withDatabase(async (db) => {
    const { project, db1, db2, pm } = await popgom(db);

    expect(await retireMachine(db, project.id, db1.id, actorOf(pm), { version: 1 })).toEqual({ retired: true });

    expect(await machineRecord(db, project.id, "db-1")).toBeUndefined();
    expect(await machineRecord(db, project.id, db2.name)).toMatchObject({ parentIds: [] });
    const { machines } = await machineRegistry(db, [project.id], { retired: true });
    expect(machines.map(({ name }) => name)).toEqual(["db-1"]);
    const again = await addMachine(db, project.id, actorOf(pm), { ...details(), name: "db-1" });
    expect(again).toEqual({ refused: "nameTaken" });
    const twice = await retireMachine(db, project.id, db1.id, actorOf(pm), { version: 2 });
    expect(twice).toEqual({ refused: "notFound" });
  }));

test("a machine of another project is not found, whatever is asked of it", () =>
  withDatabase(async (db) => {
    const { project, other, admin } = await popgom(db);
    const notFound = { refused: "notFound" };
    const foreign = [db, project.id, other.web1.id, actorOf(admin)] as const;

    expect(await editMachine(...foreign, { ...details(), version: 1 })).toEqual(notFound);
    expect(await renameMachine(...foreign, { name: "x", version: 1 })).toEqual(notFound);
    expect(await retireMachine(...foreign, { version: 1 })).toEqual(notFound);
    expect((await journalOf(db)).audit).toEqual([]);
  }));

test("a search for a percent sign finds names with one, not all of them", () =>
  withDatabase(async (db) => {
    const { project } = await popgom(db);

    expect((await machineRegistry(db, [project.id], { search: "%" })).total).toBe(0);
    expect((await machineRegistry(db, [project.id], { search: "web" })).total).toBe(2);
    expect((await machineRegistry(db, [], {})).total).toBe(0);
  }));

const ROLE = { nameFr: "Cache", nameEn: "Cache", nameEs: "Caché", tierOrder: 15 };

test("staff extend the list of roles, and take off it only what no machine has", () =>
  withDatabase(async (db) => {
    const { admin } = await popgom(db);

    expect(await addMachineRole(db, actorOf(admin), { slug: "cache", ...ROLE })).toEqual({ slug: "cache" });
    expect(await addMachineRole(db, actorOf(admin), { slug: "web", ...ROLE })).toEqual({ refused: "nameTaken" });
    expect((await machineRoleList(db)).map(({ slug }) => slug).slice(0, 3)).toEqual(["lb", "cache", "web"]);
    const edited = await editMachineRole(db, "cache", actorOf(admin), { ...ROLE, tierOrder: 25, version: 1 });
    expect(edited).toEqual({ version: 2 });
    const late = await editMachineRole(db, "cache", actorOf(admin), { ...ROLE, version: 1 });
    expect(late).toMatchObject({ refused: "changedMeanwhile" });
    expect(await removeMachineRole(db, "web", actorOf(admin), { version: 1 })).toEqual({ refused: "roleInUse" });
    expect(await removeMachineRole(db, "cache", actorOf(admin), { version: 2 })).toEqual({ removed: true });
  }));
