import { expect, test } from "vitest";

import { parseInventory } from "#collector/ingest/inventory/route.ts";
import { storeUpdates } from "#collector/ingest/inventory/updates.ts";
import type { PendingUpdates } from "#collector/protocol/push.ts";
import { interventionMachines, interventions } from "#db/schema/interventions.ts";
import { updateReports } from "#db/schema/updates.ts";
import { endOfLife } from "#domain/updates/end-of-life.ts";
import { updatesOf } from "#domain/updates/queries.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { popgom } from "#tests/support/world.ts";

const NOW = Date.UTC(2026, 10, 22, 12);
const HOUR = 3_600_000;

test.each([
  ["debian", "12", "2028-06-30", "later"],
  ["debian", "11", "2026-08-31", "over"],
  ["ubuntu", "22.04", "2027-04-30", "soon"],
  ["rocky", "9.4", "2032-05-31", "later"],
])("%s %s is mended until %s", (id, version, lastDay, urgency) => {
  expect(endOfLife({ id, version }, NOW)).toMatchObject({ lastDay, urgency });
});

test("on its last day a system is still mended, the day after it is not, and of others nothing is said", () => {
  const day = (text: string) => endOfLife({ id: "debian", version: "12" }, Date.parse(text));
  expect(day("2028-06-30T23:59:00Z")).toMatchObject({ daysLeft: 0, urgency: "soon" });
  expect(day("2028-07-01T00:01:00Z")).toMatchObject({ daysLeft: -1, urgency: "over" });
  expect(endOfLife({ id: "gentoo", version: "2.17" }, NOW)).toBeNull();
});

const openssl = { name: "openssl", from: "1", to: "2", security: true };
const tzdata = { name: "tzdata", from: "2025a", to: "2025b", security: false };

function told(packages: PendingUpdates["packages"], version = "12"): PendingUpdates {
  const os = { id: "debian", version };
  return { manager: "apt", os, listsAt: NOW - HOUR, total: packages.length, packages };
}

test("hostile text is cut, what is no package is left out, and an inventory comes without its updates too", () => {
  const hostile = { ...openssl, name: "x".repeat(9_000), from: 7 };
  const packages = [hostile, { name: "" }, "no", ...Array.from({ length: 900 }, () => tzdata)];
  const read = (updates: unknown) => parseInventory(Buffer.from(JSON.stringify({ at: NOW, inventory: { updates } })));
  const parsed = read({ ...told([]), total: 903, listsAt: -5, packages });
  if (!("fact" in parsed)) throw new Error("refused");
  expect(parsed.fact.value).toEqual({});
  expect(parsed.updates?.packages.length).toBeLessThanOrEqual(500);
  expect(parsed.updates?.packages[0]).toMatchObject({ name: "x".repeat(120), from: null });
  expect(parsed.updates?.listsAt).toBeNull();
  expect(read({ manager: "pacman" })).toMatchObject({ updates: undefined });
});

test("machines come by urgency, of one project only, with what the last intervention left", { timeout: 120_000 }, () =>
  withDatabase(async (db) => {
    const { project, web1, db1, app1, orders1, other } = await popgom(db, new Date(NOW));
    const store = (sourceId: number, updates: PendingUpdates, hours: number) =>
      storeUpdates(db, sourceId, updates, NOW + hours * HOUR);
    await store(web1.sourceId, told([openssl, tzdata]), -48);
    await store(web1.sourceId, told([openssl, tzdata]), -24);
    await store(db1.sourceId, told([tzdata]), -24);
    await store(app1.sourceId, told([]), -24);
    await store(orders1.sourceId, told([], "11"), -24);
    await store(other.web1.sourceId, told([openssl]), -24);
    expect(await db.select().from(updateReports)).toHaveLength(5);
    const at = (hours: number) => new Date(NOW + hours * HOUR);
    const plan = { plan: "p", rollbackPlan: "r", checklist: "c", consequence: "x", risk: "low" } as const;
    const [{ insertId: interventionId }] = await db.insert(interventions).values({
      ...{
        projectId: project.id,
        kind: "normal",
        title: "Correctifs",
        ...plan,
        state: "done",
        requesterName: "Élodie",
      },
      ...{ from: at(-12), to: at(-10), startedAt: at(-12), endedAt: at(-11), createdAt: at(-20) },
      notices: { announced: true, reminder: true, started: true, ended: true },
    });
    await db.insert(interventionMachines).values({ interventionId, machineId: web1.id });
    const now = () => updatesOf(db, project.id, at(0));
    const first = (await now()).slice(0, 3).map(({ machine, after }) => [machine, after]);
    // Nothing was told since: of what it left nothing is known yet.
    expect(first).toEqual([
      ["orders-1", null],
      ["web-1", null],
      ["db-1", null],
    ]);

    await store(web1.sourceId, told([tzdata, { ...openssl, name: "sudo" }]), -2);
    const web = (await now()).find(({ machine }) => machine === "web-1");
    expect(web?.report).toMatchObject({ total: 2, security: 1, endOfLife: { lastDay: "2028-06-30" } });
    expect(web?.after).toMatchObject({ title: "Correctifs", installed: 1, remaining: ["tzdata"] });
    expect((await now()).at(-1)?.machine).toBe("app-1");
  }),
);
