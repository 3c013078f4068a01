import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { isAnswer } from "#collector/http/answers.ts";
import type { SourceTokens } from "#collector/ingest/source-tokens.ts";
import { doorSourceId } from "#db/metrics/door-source.ts";
import type { MetricStore } from "#db/metrics/store.ts";
import { sourceTokens } from "#db/schema/sources.ts";

import { remoteWrite, series } from "../collector/doors/write-request.ts";
import { type Answered, type CollectorTest, pushBody, send, tokenFor, withCollector } from "../collector/support.ts";

const TEN_MINUTES = 600_000;

interface Door {
  /** One value at an instant, in a body that claims to be of another machine. */
  readonly send: (at: { url: string; token: string }, instant: number, claims: number) => Promise<Answered>;
  /** Whether its rows stand beside those of the agent. */
  readonly isOpen: boolean;
}

const DOORS: Readonly<Record<string, Door>> = {
  "the push": {
    isOpen: false,
    send: (to, at, claims) =>
      send(to.url, `/v1/push?source=${claims}`, {
        ...to,
        headers: { "x-source": `${claims}` },
        body: { ...pushBody([[at, 1, 2, 3]]), facts: [] },
      }),
  },
  "remote-write": {
    isOpen: true,
    send: (to, at, claims) =>
      remoteWrite(to, [series("up", [[at, 1]], { instance: "web-2", source_id: `${claims}` })], {
        "x-scope-orgid": `${claims}`,
      }),
  },
  OTLP: {
    isOpen: true,
    send: (to, at, claims) =>
      send(to.url, "/v1/metrics", {
        ...to,
        headers: { "content-type": "application/json" },
        body: {
          sourceId: claims,
          resourceMetrics: [
            {
              resource: { attributes: [{ key: "host.name", value: { stringValue: "web-2" } }] },
              scopeMetrics: [
                { metrics: [{ name: "up", gauge: { dataPoints: [{ timeUnixNano: `${at}000000`, asInt: 1 }] } }] },
              ],
            },
          ],
        },
      }),
  },
};

/** What a stolen, guessed, revoked or repeated token could do at a door, against X10; empty when nothing. */
async function breaches(collector: CollectorTest, door: Door, pass: (milliseconds: number) => void): Promise<string[]> {
  const { db, url, world } = collector;
  const { store } = collector.collector;
  const found: string[] = [];
  const token = await tokenFor(db, world.web1.sourceId);
  const at = collector.collector.now() - 1_000;
  const rowsOf = (sourceId: number) =>
    store.snapshots({
      sourceIds: [sourceId, doorSourceId(sourceId)],
      from: at - TEN_MINUTES,
      to: at + 2 * TEN_MINUTES,
    });

  const first = await door.send({ url, token }, at, world.web2.sourceId);
  const own = await rowsOf(world.web1.sourceId);
  if (first.status >= 300 || own.length !== 1) found.push(`its own: ${first.status}, ${own.length} rows`);
  const foreign = await rowsOf(world.web2.sourceId);
  if (foreign.length > 0) found.push(`a body that names another machine wrote ${foreign.length} rows of it`);

  pass(TEN_MINUTES);
  const again = await door.send({ url, token }, at, world.web2.sourceId);
  const rows = await rowsOf(world.web1.sourceId);
  if (again.status !== first.status || JSON.stringify(rows) !== JSON.stringify(own)) {
    found.push(`the same batch again: ${again.status}, ${rows.length} rows`);
  }

  await db.update(sourceTokens).set({ revokedAt: new Date() }).where(eq(sourceTokens.sourceId, world.web1.sourceId));
  pass(5_000);
  const revoked = await door.send({ url, token }, at + 1, 0);
  if (revoked.status !== 401) found.push(`a token revoked 5 s ago: ${revoked.status}`);

  let last = revoked;
  for (let index = 0; index < 101; index += 1) {
    last = await door.send({ url, token: `wrong-${"x".repeat(40)}-${index}` }, at, 0);
  }
  if (last.status !== 429 || !Number(last.headers["retry-after"])) found.push(`101 wrong tokens: ${last.status}`);
  return found;
}

function withDoor(use: (collector: CollectorTest, pass: (milliseconds: number) => void) => Promise<void>) {
  let passed = 0;
  const pass = (milliseconds: number) => {
    passed += milliseconds;
  };
  return withCollector((collector) => use(collector, pass), { now: () => Date.now() + passed });
}

test.each(Object.entries(DOORS))("a source's token opens nothing but its own at %s (X10)", (_name, door) =>
  withDoor(async (collector, pass) => {
    expect(await breaches(collector, door, pass)).toEqual([]);
  }));

/** Each fault is planted in a collector that is otherwise right, at every door. */
const FAULTS: Readonly<Record<string, { plant: (collector: CollectorTest) => void; told: RegExp }>> = {
  "that believes what it looked up for ever": {
    told: /revoked 5 s ago: 20/,
    plant: ({ collector }) => {
      const { tokens } = collector;
      const known = new Map<string, unknown>();
      const sourceOf: SourceTokens["sourceOf"] = async (authorization, address, now) => {
        const found = known.get(authorization ?? "") ?? (await tokens.sourceOf(authorization, address, now));
        if (!isAnswer(found)) known.set(authorization ?? "", found);
        return found as Awaited<ReturnType<SourceTokens["sourceOf"]>>;
      };
      Object.assign(collector, { tokens: { sourceOf, recent: () => undefined } });
    },
  },
  "that counts no wrong tokens": {
    told: /101 wrong tokens: 401/,
    plant: ({ collector }) => {
      Object.assign(collector.tokens.wrongTokens, { add: () => undefined });
    },
  },
  "that dates what it stores by its own clock": {
    told: /the same batch again|its own/,
    plant: ({ collector }) => {
      const store: MetricStore = collector.store;
      const append = store.append.bind(store);
      store.append = (batch, receivedAt) =>
        append(
          batch.map((one) => ({
            ...one,
            snapshots: one.snapshots.map(([, ...values]) => [collector.now() - 1_000, ...values] as const),
          })),
          receivedAt,
        );
    },
  },
};

test.each(
  Object.entries(FAULTS).flatMap(([fault, { plant, told }]) =>
    Object.entries(DOORS).map(([name, door]) => [fault, name, plant, told, door] as const),
  ),
)("a collector %s is found at %s", (_fault, _name, plant, told, door) =>
  withDoor(async (collector, pass) => {
    plant(collector);
    expect((await breaches(collector, door, pass)).join("\n")).toMatch(told);
  }));
