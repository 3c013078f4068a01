import { eq } from "drizzle-orm";
import type { Pool } from "mysql2/promise";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { doorSourceId } from "#db/metrics/door-source.ts";
import { heardSince } from "#db/metrics/heard.server.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import { machines } from "#db/schema/machines.ts";
import { sources } from "#db/schema/sources.ts";
import { withDatabase } from "#tests/support/database.ts";
import { popgom } from "#tests/support/world.ts";
import { startApi, type TestApi, tokenOf } from "./support.ts";

const NOW = Math.floor(Date.now() / 60_000) * 60_000;
const DEPLOYMENT = { at: "2026-11-22T10:00:00+01:00", kind: "deployment", title: "Version 4.2" };

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

test("projects and machines are listed by name, page by page", () =>
  withDatabase(async (db) => {
    const { viewer } = await popgom(db);
    const token = await tokenOf(db, viewer);

    const projects = await api.ask("/projects", { token });
    expect(projects).toMatchObject({
      status: 200,
      body: { data: [{ slug: "popgom", client: { slug: "tyredating" } }] },
    });

    const names: string[] = [];
    for (let cursor = "", pages = 0; pages === 0 || cursor !== ""; pages++) {
      const { body } = await api.ask(`/projects/popgom/machines?limit=4${cursor && `&cursor=${cursor}`}`, { token });
      names.push(...body.data.map(({ name }: { name: string }) => name));
      cursor = body.next ?? "";
    }
    expect(names).toEqual(["app-1", "app-2", "db-1", "db-2", "lb-1", "lb-2", "orders-1", "web-1", "web-2"]);
    expect((await api.ask("/projects/popgom", { token })).body.applications.length).toBeGreaterThan(1);
    expect((await api.ask("/projects/popgom/machines/web-1", { token })).body).toMatchObject({
      name: "web-1",
      role: "web",
    });
  }));

describe("metrics", () => {
  test("a range has the points that were measured, compact, and its window", () =>
    withDatabase(async (db, { pool }) => {
      const { viewer, web1 } = await popgom(db);
      await measured(pool, [[web1.sourceId, [0.25, 0.75]]]);
      const token = await tokenOf(db, viewer);
      const query = `series=cpu_used_ratio&machine=web-1&from=${NOW - 60_000}&to=${NOW}&maxPoints=1`;

      const { status, body } = await api.ask(`/projects/popgom/metrics/range?${query}`, { token });
      expect(status).toBe(200);
      expect(body).toEqual({
        from: new Date(NOW - 60_000).toISOString(),
        to: new Date(NOW).toISOString(),
        data: [
          {
            machine: "web-1",
            key: "cpu_used_ratio",
            kind: "gauge",
            unit: "ratio",
            stepSeconds: 60,
            points: [[NOW - 60_000, 0.25, 0.5, 0.75, 2]],
          },
        ],
      });
      for (const [only, value] of [
        ["min", 0.25],
        ["average", 0.5],
        ["max", 0.75],
      ]) {
        const answered = await api.ask(`/projects/popgom/metrics/range?${query}&only=${only}`, { token });
        expect(answered.body.data[0].points).toEqual([[NOW - 60_000, value]]);
      }
      expect((await api.ask(`/projects/popgom/metrics/range?${query}&only=count`, { token })).status).toBe(400);
    }));

  test("several machines become one series, with how many of them spoke", () =>
    withDatabase(async (db, { pool }) => {
      const { viewer, web1, web2 } = await popgom(db);
      await measured(pool, [
        [web1.sourceId, [0.25, 0.25]],
        [web2.sourceId, [0.5, 0.5]],
      ]);
      const token = await tokenOf(db, viewer);
      const query = `series=cpu_used_ratio&from=${NOW - 60_000}&to=${NOW}&maxPoints=1&combine=sum`;

      const { body } = await api.ask(`/projects/popgom/metrics/range?${query}`, { token });
      expect(body.data).toMatchObject([{ machine: null, key: "cpu_used_ratio" }]);
      expect(body.data[0].points).toEqual([[NOW - 60_000, 0.75, 0.75, 0.75, 4, 2]]);
    }));

  test("latest and top tell machines apart, and the series of a machine are known by name", () =>
    withDatabase(async (db, { pool }) => {
      const { viewer, web1, web2 } = await popgom(db);
      await measured(pool, [
        [web1.sourceId, [0.2, 0.3]],
        [web2.sourceId, [0.9, 0.1]],
      ]);
      const token = await tokenOf(db, viewer);
      const ask = async (path: string) => (await api.ask(`/projects/popgom/${path}`, { token })).body.data;

      expect(await ask("metrics/latest?series=cpu_used_ratio")).toMatchObject([
        { machine: "web-1", values: { cpu_used_ratio: 0.3 } },
        { machine: "web-2", values: { cpu_used_ratio: 0.1 } },
      ]);
      const window = `series=cpu_used_ratio&from=${NOW - 60_000}&to=${NOW}`;
      expect(await ask(`metrics/top?${window}&by=max`)).toMatchObject([
        { machine: "web-2", value: 0.9 },
        { machine: "web-1", value: 0.3 },
      ]);
      expect(await ask(`metrics/top?${window}&limit=1`)).toMatchObject([{ machine: "web-2", value: 0.5 }]);
      expect(await ask(`metrics/top?${window}&by=newest`)).toMatchObject([
        { machine: "web-1", value: 0.3 },
        { machine: "web-2", value: 0.1 },
      ]);
      expect(await ask("machines/web-1/metrics")).toEqual([
        { key: "cpu_used_ratio", name: "cpu_used_ratio", labels: {}, kind: "gauge", unit: "ratio" },
      ]);
    }));

  test("what came through the open doors is known by name, in ranges, and beside the newest of the agent", () =>
    withDatabase(async (db, { pool }) => {
      const { viewer, otherViewer, web1, web2 } = await popgom(db);
      await measured(pool, [[web1.sourceId, [0.2, 0.3]]]);
      const store = openMetricStore(pool);
      const orders = 'shop_orders{country="fr"}';
      const schema = await store.declareSchema([
        [orders, "gauge"],
        ["shop_visits_total", "counter"],
      ]);
      const snapshots = [60_000, 50_000].map((ago, index) => [NOW - ago, 5 + index, 100 * index] as const);
      for (const sourceId of [web1.sourceId, web2.sourceId].map(doorSourceId)) {
        await store.append([{ sourceId, schema, snapshots }]);
      }
      const token = await tokenOf(db, viewer);
      const ask = async (path: string) => (await api.ask(`/projects/popgom/${path}`, { token })).body.data;
      const keysOf = async (path: string) => (await ask(path)).map(({ key }: { key: string }) => key);

      expect(await keysOf("machines/web-1/metrics")).toEqual(["cpu_used_ratio", orders, "shop_visits_total"]);
      expect(await keysOf("machines/web-2/metrics")).toEqual([orders, "shop_visits_total"]);
      const window = `from=${NOW - 60_000}&to=${NOW}&maxPoints=1`;
      expect(
        await ask(`metrics/range?series=shop_orders&series=shop_visits_total&machine=web-1&${window}`),
      ).toMatchObject([
        { machine: "web-1", key: orders, kind: null, points: [[NOW - 60_000, 5, 5.5, 6, 2]] },
        { machine: "web-1", key: "shop_visits_total", kind: "counter", points: [[NOW - 60_000, 10, 10, 10, 1]] },
      ]);
      expect(await ask(`metrics/range?series=shop_orders&combine=sum&${window}`)).toMatchObject([
        { key: "shop_orders", points: [[NOW - 60_000, 11, 11, 11, 4, 2]] },
      ]);
      expect(await ask("metrics/latest")).toMatchObject([
        { machine: "web-1", values: { cpu_used_ratio: 0.3, [orders]: 6, shop_visits_total: 100 } },
        { machine: "web-2", values: { [orders]: 6 } },
      ]);
      expect(await ask("metrics/latest?series=shop_orders&machine=web-2")).toMatchObject([{ values: { [orders]: 6 } }]);
      const foreign = await tokenOf(db, otherViewer);
      expect(await api.ask(`/projects/popgom/metrics/latest`, { token: foreign })).toMatchObject({ status: 404 });
    }));

  test("a door that is silent since days is asked for the days it spoke, and for no others", () =>
    withDatabase(async (db, { pool }) => {
      const { viewer, web1 } = await popgom(db);
      const store = openMetricStore(pool);
      const schema = await store.declareSchema([["shop_orders", "gauge"]]);
      const spoke = NOW - 5 * 24 * 3_600_000;
      const sourceId = doorSourceId(web1.sourceId);
      await store.append([{ sourceId, schema, snapshots: [[spoke, 5]] }]);
      const token = await tokenOf(db, viewer);
      const ask = async (from: number, more = "") => {
        const window = `from=${from}&to=${from + 60_000}&maxPoints=1${more}`;
        const { body } = await api.ask(`/projects/popgom/metrics/range?series=shop_orders&${window}`, { token });
        return body.data.flatMap(({ points }: { points: unknown[] }) => points);
      };

      expect(await ask(spoke)).toEqual([[spoke, 5, 5, 5, 1]]);
      expect(await ask(spoke, "&combine=sum")).toEqual([[spoke, 5, 5, 5, 1, 1]]);
      for (const more of ["", "&combine=sum"]) expect(await ask(NOW - 60_000, more)).toEqual([]);
      expect(await heardSince(pool, [sourceId, web1.sourceId], spoke)).toEqual([sourceId]);
      expect(await heardSince(pool, [sourceId], spoke + 1)).toEqual([]);
      expect(await heardSince(pool, [], 0)).toEqual([]);
    }));

  test("a question for more than half a million values is refused before it is asked", () =>
    withDatabase(async (db) => {
      const token = await tokenOf(db, (await popgom(db)).viewer);
      const series = Array.from({ length: 50 }, (_none, index) => `series=s${index}`).join("&");
      const range = `/projects/popgom/metrics/range?machine=web-1&maxPoints=10000&${series}`;

      expect(await api.ask(range, { token })).toMatchObject({ status: 200 });
      expect(await api.ask(`${range}&series=s50`, { token })).toMatchObject({
        status: 400,
        body: { errors: [{ parameter: "maxPoints" }] },
      });
    }));

  test("a window longer than anything is kept, and years of many machines in one point, are refused by the name of the limit", () =>
    withDatabase(async (db) => {
      const { viewer, web1, project } = await popgom(db);
      const token = await tokenOf(db, viewer);
      const [machine] = await db.select().from(machines).where(eq(machines.id, web1.id));
      if (!machine) throw new Error("web-1 is gone");
      for (let index = 0; index < 60; index += 1) {
        const { id: _id, ...twin } = machine;
        const [{ insertId }] = await db.insert(machines).values({ ...twin, name: `twin-${index}` });
        await db.insert(sources).values({ projectId: project.id, machineId: insertId, createdAt: new Date() });
      }
      const ask = (operation: string, from: string, more = "") =>
        api.ask(`/projects/popgom/metrics/${operation}?series=cpu_used_ratio&from=${from}${more}`, { token });

      for (const [operation, points] of [
        ["range", "&maxPoints=1"],
        ["top", ""],
        ["top", "&by=newest"],
      ] as const) {
        const centuries = await ask(operation, "2015-01-01T00:00:00Z", `${points}&machine=web-1`);
        expect(centuries).toMatchObject({ status: 400, body: { errors: [{ parameter: "from" }] } });
        expect(centuries.body.detail).toContain("1827 days");
        const years = await ask(operation, `${Date.now() - 1_700 * 86_400_000}`, points);
        expect(years).toMatchObject({ status: 400, body: { errors: [{ parameter: "from" }] } });
        expect(years.body.detail).toContain("Machines × days may be 92000 at most");
        const fewer = await ask(operation, `${Date.now() - 1_700 * 86_400_000}`, `${points}&machine=web-1`);
        expect(fewer.status).toBe(200);
      }
    }));
});

describe("events", () => {
  test("a pipeline records one, reads it, and takes it back", () =>
    withDatabase(async (db) => {
      const { pm } = await popgom(db);
      const token = await tokenOf(db, pm);

      const recorded = await api.ask("/projects/popgom/events", { token, body: DEPLOYMENT });
      expect(recorded).toMatchObject({ status: 201, body: { at: "2026-11-22T09:00:00.000Z", author: pm.name } });
      const at = recorded.headers.get("location") ?? "";
      expect(await api.ask(at, { token })).toMatchObject({ status: 200, body: recorded.body });
      expect((await api.ask("/projects/popgom/events", { token })).body.data).toEqual([recorded.body]);

      expect(await api.ask(at, { token, method: "DELETE" })).toMatchObject({ status: 204, body: null });
      expect(await api.ask(at, { token })).toMatchObject({ status: 404 });
      expect((await api.ask("/projects/popgom/events", { token })).body.data).toEqual([]);
    }));

  test("a client's user takes off what is his, and not what staff recorded", () =>
    withDatabase(async (db) => {
      const { pm, approver } = await popgom(db);
      const [staffs, clients] = [await tokenOf(db, pm), await tokenOf(db, approver)];
      const record = async (token: string) =>
        (await api.ask("/projects/popgom/events", { token, body: DEPLOYMENT })).headers.get("location") ?? "";
      const [ofStaff, ofClient] = [await record(staffs), await record(clients)];

      expect(await api.ask(ofStaff, { token: clients, method: "DELETE" })).toMatchObject({
        status: 403,
        body: { detail: "Only its author and staff may take this event off." },
      });
      expect((await api.ask(ofStaff, { token: clients })).status).toBe(200);
      expect((await api.ask(ofClient, { token: staffs, method: "DELETE" })).status).toBe(204);
      expect((await api.ask(await record(clients), { token: clients, method: "DELETE" })).status).toBe(204);
    }));

  test("the same idempotency key makes one event, and is not another event's", () =>
    withDatabase(async (db) => {
      const token = await tokenOf(db, (await popgom(db)).pm);
      const record = (body: object) =>
        api.ask("/projects/popgom/events", { token, body, headers: { "idempotency-key": "run-12" } });

      const first = await record(DEPLOYMENT);
      expect(await record(DEPLOYMENT)).toMatchObject({ status: 200, body: first.body });
      expect(await record({ ...DEPLOYMENT, title: "Version 4.3" })).toMatchObject({
        status: 422,
        body: { errors: [{ parameter: "Idempotency-Key" }] },
      });
    }));

  test("pages hold every event once, newest first", () =>
    withDatabase(async (db) => {
      const token = await tokenOf(db, (await popgom(db)).pm);
      for (const title of ["a", "b", "c", "d", "e"]) {
        await api.ask("/projects/popgom/events", { token, body: { ...DEPLOYMENT, title } });
      }
      const first = await api.ask("/projects/popgom/events?limit=3", { token });
      const second = await api.ask(`/projects/popgom/events?limit=3&cursor=${first.body.next}`, { token });
      const titles = [...first.body.data, ...second.body.data].map(({ title }: { title: string }) => title);
      expect(titles).toEqual(["e", "d", "c", "b", "a"]);
      expect(second.body.next).toBeNull();
    }));

  test.each<[string, object, string]>([
    ["an unknown field", { colour: "red" }, "#/colour"],
    ["a field with a path in its name", { "a/b~c": 1 }, "#/a~1b~0c"],
    ["no title", { title: undefined }, "#/title"],
    ["a title of blanks", { title: "  " }, "#/title"],
    ["a title of two lines", { title: "a\nb" }, "#/title"],
    ["a date that does not exist", { at: "2026-02-30T10:00:00Z" }, "#/at"],
    ["a time without its offset", { at: "2026-11-22T10:00:00" }, "#/at"],
    ["seconds for milliseconds", { at: 1_795_341_600 }, "#/at"],
    ["a kind that is none", { kind: "party" }, "#/kind"],
    ["a link that is a script", { url: "javascript:alert(1)" }, "#/url"],
  ])("%s is refused where it stands", (_sentence, change, pointer) =>
    withDatabase(async (db) => {
      const token = await tokenOf(db, (await popgom(db)).pm);
      const answer = await api.ask("/projects/popgom/events", { token, body: { ...DEPLOYMENT, ...change } });

      expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer, detail: expect.any(String) }] } });
    }));

  test("an end before the start is understood and refused", () =>
    withDatabase(async (db) => {
      const token = await tokenOf(db, (await popgom(db)).pm);
      const body = { ...DEPLOYMENT, until: "2026-11-22T08:00:00Z" };

      expect(await api.ask("/projects/popgom/events", { token, body })).toMatchObject({
        status: 422,
        body: { type: "urn:timonerie:problem:refused", errors: [{ pointer: "#/until" }] },
      });
    }));
});

test.each([
  ["RFC 3339 in UTC", "2026-11-22T10:00:00Z", 200],
  ["RFC 3339 with an escaped offset", "2026-11-22T10:00:00.5%2B01:00", 200],
  ["RFC 3339 with an offset that nobody escaped", "2026-11-22T10:00:00+01:00", 200],
  ["epoch milliseconds", "1795341600000", 200],
  ["epoch seconds", "1795341600", 400],
  ["a day", "2026-11-22", 400],
  ["a minus", "-1795341600000", 400],
  ["words", "yesterday", 400],
])("an instant may be written as documented and in no other way: %s", (_sentence, text, status) =>
  withDatabase(async (db) => {
    const token = await tokenOf(db, (await popgom(db)).viewer);

    expect((await api.ask(`/projects/popgom/events?from=${text}`, { token })).status).toBe(status);
  }));

/** cpu_used_ratio of each source, 20 s apart, in the minute before NOW. */
async function measured(pool: Pool, sources: readonly (readonly [number, readonly number[]])[]) {
  const store = openMetricStore(pool);
  const schema = await store.declareSchema([["cpu_used_ratio", "gauge"]]);
  const snapshots = (values: readonly number[]) =>
    values.map((value, index): [number, number] => [NOW - 60_000 + index * 20_000, value]);
  await store.append(sources.map(([sourceId, values]) => ({ sourceId, schema, snapshots: snapshots(values) })));
}
