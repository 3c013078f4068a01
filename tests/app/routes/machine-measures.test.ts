import type { Pool } from "mysql2/promise";
import { afterAll, beforeAll, expect, test } from "vitest";

import { closeLiveFeed } from "#app/http/feed.server.ts";
import { doorSourceId } from "#db/metrics/door-source.ts";
import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { startExtranet, type TestExtranet } from "#tests/support/extranet.ts";
import { popgom } from "#tests/support/world.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const PAGE = "routes/projects.$projectSlug.machines.$machineName";

let extranet: TestExtranet;
beforeAll(async () => {
  extranet = await startExtranet();
});
afterAll(async () => {
  closeLiveFeed();
  await extranet.close();
});

interface Sent {
  readonly window: { readonly range: string; readonly from: number; readonly to: number };
  readonly compared: { readonly from: number; readonly to: number } | null;
  readonly stepMs: number;
  readonly series: readonly { readonly key: string; readonly points: readonly (readonly number[])[] }[];
  readonly before: Sent["series"] | null;
}

/** A value each minute of the last 13 hours: 1 % in the hour before the last six hours, 50 % otherwise. */
async function measured(pool: Pool, sourceId: number, now: number): Promise<void> {
  const store = openMetricStore(pool);
  const schema = await store.declareSchema([["cpu_used_ratio", "gauge"]]);
  const first = Math.floor(now / MINUTE) * MINUTE - 13 * HOUR;
  const snapshots = Array.from({ length: 13 * 60 }, (_, index) => {
    const at = first + index * MINUTE;
    const isBefore = at >= now - 7 * HOUR && at < now - 6 * HOUR;
    return [at, isBefore ? 0.01 : 0.5] as const;
  });
  await store.append([{ sourceId, schema, snapshots }]);
}

async function ask(query: string, as: string): Promise<Sent> {
  const answer = await extranet.ask(`/projects/popgom/machines/web-1?${query}&_data=${encodeURIComponent(PAGE)}`, {
    as,
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Sent;
}

test("the page's address says its window, to the minute, and what it is compared with", () =>
  withDatabase(async (db, { pool }) => {
    const { web1, viewer } = await popgom(db);
    const now = Date.now();
    await measured(pool, web1.sourceId, now);
    const as = await extranet.signedInAs(viewer.id);

    const usual = await ask("", as);
    expect(usual.window).toMatchObject({ range: "6h" });
    expect(usual.stepMs).toBe(MINUTE);
    expect(usual.before).toBeNull();

    const compared = await ask("range=1h&compare=before", as);
    expect(compared.compared).toEqual({ from: compared.window.from - HOUR, to: compared.window.from });
    expect(compared.before?.find(({ key }) => key === "cpu_used_ratio")?.points.length).toBeGreaterThan(55);

    const [from, to] = [Math.floor(now / MINUTE) * MINUTE - 7 * HOUR, Math.floor(now / MINUTE) * MINUTE - 6.1 * HOUR];
    const dates = await ask(`from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}`, as);
    expect(dates.window).toEqual({ range: "dates", from, to });
    const averages = dates.series.find(({ key }) => key === "cpu_used_ratio")?.points.map(([, , average]) => average);
    expect(new Set(averages?.slice(1))).toEqual(new Set([0.01]));
  }));

test.each([
  "range=2h",
  "from=yesterday",
  "from=2026-11-24T14:00&to=2026-11-24T13:00",
])("an address that makes no sense (%s) shows the usual window", (query) =>
  withDatabase(async (db) => {
    const { viewer } = await popgom(db);
    const as = await extranet.signedInAs(viewer.id);

    expect((await ask(query, as)).window.range).toBe("6h");
  }));

test("the charts of a machine are a file, neutral for spreadsheets, of the window that is shown", () =>
  withDatabase(async (db, { pool }) => {
    const { web1, viewer } = await popgom(db);
    const now = Math.floor(Date.now() / MINUTE) * MINUTE;
    await measured(pool, web1.sourceId, now);
    const as = await extranet.signedInAs(viewer.id);
    const dates = `from=${new Date(now - 2 * HOUR).toISOString()}&to=${new Date(now - HOUR).toISOString()}`;

    const answer = await extranet.ask(
      `/projects/popgom/machines/web-1/measures.csv?series=cpu_used_ratio&series=%3Dcmd()&${dates}`,
      { as },
    );
    // Not text(): that would take the mark away.
    const [head, first, ...rest] = Buffer.from(await answer.arrayBuffer())
      .toString()
      .split("\r\n");

    expect(answer.headers.get("content-disposition")).toBe('attachment; filename="popgom-web-1.csv"');
    expect(head).toBe('\uFEFF"at","source","series","step_seconds","min","average","max","count"');
    expect(first).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00\.000Z,"web-1","cpu_used_ratio",10,0\.5,0\.5,0\.5,1$/);
    expect(rest.filter(Boolean)).toHaveLength(59);
  }));

test("the file of a machine has what came through its open doors too", () =>
  withDatabase(async (db, { pool }) => {
    const { web1, viewer, otherViewer } = await popgom(db);
    const store = openMetricStore(pool);
    const schema = await store.declareSchema([["shop_orders", "gauge"]]);
    const at = Math.floor(Date.now() / MINUTE) * MINUTE - MINUTE;
    await store.append([{ sourceId: doorSourceId(web1.sourceId), schema, snapshots: [[at, 7]] }]);
    const path = "/projects/popgom/machines/web-1/measures.csv?range=1h&series=shop_orders";

    const file = await extranet.ask(path, { as: await extranet.signedInAs(viewer.id) });
    expect(await file.text()).toContain('"web-1","shop_orders",10,7,7,7,1');
    expect((await extranet.ask(path, { as: await extranet.signedInAs(otherViewer.id) })).status).toBe(404);
  }));
