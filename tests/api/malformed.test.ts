import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { z } from "zod";

import { ok } from "#app/http/api/answer.ts";
import { onPlatform } from "#app/http/api/operation.ts";
import { Problem } from "#app/http/api/problem.ts";
import { withDatabase } from "#tests/support/database.ts";
import { anything } from "#tests/support/hostile.ts";
import { popgom } from "#tests/support/world.ts";
import { type ApiAnswered, startApi, type TestApi, tokenOf } from "./support.ts";

const RUNS = process.env.TIMONERIE_LONG ? 50_000 : 2_000;

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom("popgom", "web-1", "1", "vitrine", "..", "%", "__proto__", "\u0000", "é", "2026-11-22T10:00:00Z"),
);

const step = fc.oneof(
  fc.constantFrom("projects", "popgom", "machines", "web-1", "metrics", "range", "latest", "top", "events", "1", ""),
  text.map((one) => encodeURIComponent(one.replace(/\p{Cs}/gu, "?"))),
  fc.constantFrom("%", "%zz", "%c3%28", "%00", "a%2fb", "%2e%2e%2f"),
);
/** The client resolves these before it asks: they would lead out of the API. */
const isDots = (one: string) => /^(\.|%2e){1,2}$/i.test(one);
const path = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.array(step, { maxLength: 6 }).map((steps) => `/${steps.filter((one) => !isDots(one)).join("/")}`),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      "/projects",
      "/projects/popgom/machines",
      "/projects/popgom/metrics/range",
      "/projects/popgom/metrics/latest",
      "/projects/popgom/metrics/top",
      "/projects/popgom/events",
      "/projects/popgom/events/1",
    ),
  },
);
const parameter = fc.tuple(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.constantFrom(
        "series",
        "machine",
        "from",
        "to",
        "maxPoints",
        "combine",
        "by",
        "limit",
        "cursor",
        "kind",
      ),
    },
    { weight: 1, arbitrary: fc.constantFrom("__proto__", "constructor", "toString", "") },
    { weight: 1, arbitrary: text },
  ),
  fc.oneof(
    text,
    fc.integer().map(String),
    fc.double().map(String),
    fc.constantFrom("cpu_used_ratio", "sum", "deployment", "1795341600000", "1e3", "0x10", " 5 ", "999999999999"),
  ),
);
const query = fc
  .array(parameter, { maxLength: 5 })
  .map((pairs) =>
    pairs.length === 0
      ? ""
      : `?${new URLSearchParams(pairs.map((pair) => pair.map((one) => one.replace(/\p{Cs}/gu, "?"))))}`,
  );

const EVENT = { at: 1_795_341_600_000, kind: "deployment", title: "Version 4.2" };
const nearlyRight = fc
  .tuple(fc.constantFrom("at", "until", "kind", "title", "detail", "url", "colour", "__proto__", "a/b~c"), anything)
  .map(([field, value]) => JSON.stringify({ ...EVENT, [field]: value }));
const body = fc.oneof(
  { weight: 4, arbitrary: nearlyRight },
  { weight: 1, arbitrary: anything.map((one) => JSON.stringify(one) ?? "") },
  { weight: 1, arbitrary: nearlyRight.chain((one) => fc.nat(one.length).map((length) => one.slice(0, length))) },
  { weight: 1, arbitrary: fc.nat(3_000).map((depth) => "[".repeat(depth)) },
  { weight: 1, arbitrary: fc.constant(`{"title":"${"x".repeat(70_000)}"}`) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)) },
);
const headers = fc.record(
  {
    "content-type": fc.constantFrom(
      "application/json",
      "text/plain",
      "application/json; charset=utf-16",
      "multipart/form-data",
    ),
    "content-encoding": fc.constantFrom("identity", "gzip", "br"),
    "idempotency-key": fc.constantFrom("run-1", "", " ", "x".repeat(200), "é"),
    origin: fc.constant("https://evil.test"),
    cookie: fc.constant("timonerie_session=x"),
  },
  { requiredKeys: [] },
);
const METHODS = fc.oneof(
  { weight: 8, arbitrary: fc.constant("GET") },
  { weight: 1, arbitrary: fc.constantFrom("DELETE", "PUT", "OPTIONS") },
);
const asked = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({ path, query, method: METHODS }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      path: fc.constant("/projects/popgom/events"),
      query: fc.constant(""),
      method: fc.constant("POST"),
      body,
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      path: fc.constant("/projects/popgom/events"),
      query,
      method: fc.constant("POST"),
      body,
      headers,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      path,
      query,
      method: METHODS,
      headers: fc.record({ authorization: fc.constantFrom("Bearer x", "Basic eDp5", "Bearer tim_ x", "") }),
    }),
  },
);

test(
  `${RUNS} malformed requests give no 5xx, and each 4xx is a problem that says what it is about (X1)`,
  { timeout: 30_000 + RUNS * 60 },
  () =>
    withDatabase(async (db) => {
      const api = await startApi();
      try {
        const token = await tokenOf(db, (await popgom(db)).pm);
        await api.ask("/projects", { token });
        const statuses = await tried(api, token);
        console.log(`malformed requests: ${JSON.stringify(statuses)}`);
        // Among them are some that are right: what is asked is not that everything is refused.
        expect(Object.keys(statuses)).toEqual(
          expect.arrayContaining(["200", "201", "400", "404", "405", "413", "415"]),
        );
        expect(await api.ask("/projects", { token })).toMatchObject({ status: 200 });
        expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
      } finally {
        await api.close();
      }
    }),
);

test("an operation that does not look at what it is sent is found out", { timeout: 60_000 }, () =>
  withDatabase(async (db) => {
    const careless = onPlatform({
      id: "careless",
      method: "GET",
      path: "/projects/popgom/careless",
      tag: "projects",
      summary: "Believes what it is sent",
      scope: "projects.read",
      query: z.object({ from: z.any() }),
      answers: [],
      handle: async ({ query }) => ok({ at: new Date(Number(query.from)).toISOString() }),
    });
    // The fault is written to the log, as it should be.
    vi.spyOn(console, "error").mockImplementation(() => {});
    const api = await startApi({ planted: [careless] });
    try {
      const token = await tokenOf(db, (await popgom(db)).pm);
      await expect(tried(api, token, careless.path)).rejects.toThrow(/Property failed/);
    } finally {
      await api.close();
    }
  }),
);

async function tried(api: TestApi, token: string, only?: string): Promise<Record<string, number>> {
  const statuses: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(asked, async ({ path, query, ...rest }) => {
      const answer = await api.ask((only ?? path) + query, {
        token,
        ...rest,
        method: only ? "GET" : rest.method,
        ...(only ? { body: undefined } : {}),
      });
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
      expectSound(answer);
    }),
    { numRuns: RUNS },
  );
  return statuses;
}

function expectSound({ status, headers, body }: ApiAnswered): void {
  expect(status).toBeLessThan(500);
  if (status < 400) return;
  expect(headers.get("content-type")).toBe("application/problem+json");
  expect(Problem.safeParse(body).error?.issues ?? []).toEqual([]);
  expect(body.status).toBe(status);
  for (const place of body.errors)
    expect([place.parameter, place.pointer].filter((one) => one !== undefined)).toHaveLength(1);
}
