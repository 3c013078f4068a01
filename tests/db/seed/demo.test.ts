import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { clients } from "#db/schema/clients.ts";
import { machineParents, machines } from "#db/schema/machines.ts";
import { pools } from "#db/schema/projects.ts";
import { isEmpty, seedDemo } from "#db/seed/demo.ts";
import { insertLocalMachine, localMachine } from "#db/seed/local-machine.ts";
import { withDatabase } from "#tests/support/database.ts";
import { popgom } from "#tests/support/world.ts";

const GIB = 1024 ** 3;

test("the demo has the nine machines of the business case, with their sizes", () =>
  withDatabase(async (db) => {
    const { project } = await popgom(db);

    const rows = await db.select().from(machines).where(eq(machines.projectId, project.id));
    const sizes = rows.map((row) => [
      row.name,
      row.contractedCpuGhz,
      row.contractedMemoryBytes && row.contractedMemoryBytes / GIB,
      row.contractedDiskBytes && row.contractedDiskBytes / GIB,
    ]);
    expect(sizes.toSorted()).toEqual([
      ["app-1", 4, 8, 30],
      ["app-2", 4, 8, 30],
      ["db-1", 6, 4, 50],
      ["db-2", 6, 4, 50],
      ["lb-1", null, null, null],
      ["lb-2", null, null, null],
      ["orders-1", 2, 4, 70],
      ["web-1", 2, 2, 40],
      ["web-2", 2, 2, 40],
    ]);
    expect(rows.every((row) => row.simulated)).toBe(true);
  }));

test("an application's pool is the sum of its machines", () =>
  withDatabase(async (db) => {
    const { applications } = await popgom(db);

    const [shop] = await db.select().from(pools).where(eq(pools.applicationId, applications.shop));
    expect(shop).toMatchObject({ cpuGhz: 12, memoryBytes: 20 * GIB, diskBytes: 140 * GIB });
  }));

test("a web server needs its balancers, and a copy its master", () =>
  withDatabase(async (db) => {
    const { web1, lb1, lb2, db2, db1 } = await popgom(db);

    const parentsOf = async (id: number) =>
      (await db.select().from(machineParents).where(eq(machineParents.machineId, id))).map((row) => row.parentId);
    expect((await parentsOf(web1.id)).toSorted()).toEqual([lb1.id, lb2.id].toSorted());
    expect(await parentsOf(db2.id)).toEqual([db1.id]);
  }));

test("only a database with nobody and nothing in it counts as empty", () =>
  withDatabase(async (db) => {
    expect(await isEmpty(db)).toBe(true);
    await popgom(db);
    expect(await isEmpty(db)).toBe(false);
  }));

test("the large demo has ten clients with 212 machines", () =>
  withDatabase(async (db) => {
    await seedDemo(db, "no hash", new Date(), "large");

    expect(await db.$count(clients)).toBe(10);
    expect(await db.$count(machines)).toBe(212);
  }));

test("this machine is apart: real, of role other, and found again by the start", () =>
  withDatabase(async (db) => {
    const { project } = await popgom(db);
    expect(await localMachine(db)).toBeUndefined();

    await insertLocalMachine(db, project.id);

    const local = await localMachine(db);
    const [row] = await db
      .select()
      .from(machines)
      .where(eq(machines.id, local?.id ?? 0));
    expect(row).toMatchObject({ name: "local", role: "other", simulated: false, contractedCpuGhz: null });
  }));
