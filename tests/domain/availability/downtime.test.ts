import { expect, test } from "vitest";

import type { Account } from "#domain/availability/account.ts";
import { accountMonth } from "#domain/availability/account.ts";
import { ledgerCsv } from "#domain/availability/csv.ts";
import { decisionsOf } from "#domain/availability/decisions.ts";
import { downtimeOf } from "#domain/availability/downtime.ts";
import { stoppagesWithEvidence } from "#domain/availability/picture.ts";
import { standingOf } from "#domain/availability/standing.ts";

const HOUR = 3_600_000;
const NOVEMBER_1 = Date.UTC(2026, 10, 1);
const EVIDENCE = { reason: null, runId: null };

/** Watched from April 2026 on, down for two hours of 10 September and for the last hour of October and the first of November. */
const account: Account = {
  service: { id: 1, slug: "purchase", name: "Parcours", quorum: 1, promisedRatio: 0.998 },
  timeZone: "UTC",
  parts: [
    {
      ...{ name: "Achat", kind: "check", checkId: 1, intervalSeconds: 30 },
      changes: [
        { at: Date.UTC(2026, 3, 1), state: "up", ...EVIDENCE },
        { at: Date.UTC(2026, 8, 10, 8), state: "down", ...EVIDENCE },
        { at: Date.UTC(2026, 8, 10, 10), state: "up", ...EVIDENCE },
        { at: NOVEMBER_1 - HOUR, state: "down", ...EVIDENCE },
        { at: NOVEMBER_1 + HOUR, state: "up", ...EVIDENCE },
      ],
    },
  ],
  maintenance: [],
  reclassifications: [],
  now: NOVEMBER_1 + 240 * HOUR,
};

test("a service's downtime of the month and of twelve, an outage over midnight of the 1st in each month", () => {
  const { month, year } = downtimeOf(account, "2026-11");
  expect(month).toEqual({ outages: 1, countedMs: HOUR, contractual: 239 / 240, isKept: true });
  expect(year).toMatchObject({ outages: 3, countedMs: 4 * HOUR });
  // What nobody watched before April is on neither side.
  const watchedHours = (account.now - Date.UTC(2026, 3, 1)) / HOUR;
  expect(year.contractual).toBeCloseTo(1 - 4 / watchedHours, 12);
});

test("the file says of an outage what it cost, or that nobody knows", () => {
  const accounted = accountMonth(account, "2026-11");
  const stoppages = stoppagesWithEvidence(account, accounted.segments);
  const lines = (losses: Parameters<typeof ledgerCsv>[0] extends Iterable<infer One> ? One : never) => [
    ...ledgerCsv([losses]),
  ];
  const of = { service: account.service, accounted, stoppages };
  const lostOrders = { low: 126, usual: 159, high: 191 };
  const counted = { kind: "counted", orders: 0, lostOrders, lostCents: { low: 1, usual: 2, high: 3 } } as const;
  expect(lines({ ...of, losses: new Map([[NOVEMBER_1, counted]]) })[1]).toMatch(/"yes","159","126","191","2"\s*$/);
  expect(lines({ ...of, losses: new Map([[NOVEMBER_1, { kind: "unknown" }]]) })[1]).toMatch(
    /"unknown","","","",""\s*$/,
  );
  expect(lines({ ...of, losses: null })[1]).toMatch(/"","","","",""\s*$/);
});

test("a decision is told with what it took the place of: of two on one time the first shows the checks, the second the first", () => {
  const stretch = { from: NOVEMBER_1 - HOUR, to: NOVEMBER_1 + 2 * HOUR };
  const decided = (id: number, verdict: "maintenance" | "up") => ({
    ...{ ...stretch, id, verdict, reason: "?", authorName: "Sofiane", decidedAt: NOVEMBER_1 + id * HOUR },
  });
  const reclassifications = [decided(2, "up"), decided(1, "maintenance")];
  const [second, first] = decisionsOf({ ...account, reclassifications }, stretch);

  expect(second).toMatchObject({ id: 2, verdict: "up", before: ["maintenance"] });
  expect(first).toMatchObject({ id: 1, verdict: "maintenance", before: ["down", "up"] });
});

test("a project stands where its service with the least budget left does, and names what is down now", () => {
  const of = (name: string, last: "up" | "down", downHours: number) => {
    const from = account.now - downHours * HOUR;
    const changes = [
      { at: Date.UTC(2026, 3, 1), state: "up" as const, ...EVIDENCE },
      { at: from, state: "down" as const, ...EVIDENCE },
      ...(last === "up" ? [{ at: account.now - HOUR / 2, state: "up" as const, ...EVIDENCE }] : []),
    ];
    const service = { ...account.service, name };
    const parts = [{ name: "Achat", kind: "check" as const, checkId: 1, intervalSeconds: 30, changes }];
    return { service, accounted: accountMonth({ ...account, service, parts }, "2026-11") };
  };
  expect(standingOf([of("Suivi", "down", 1), of("Parcours", "up", 3)])).toMatchObject({
    service: { name: "Parcours" },
    outages: [2.5 * HOUR],
    figures: { remainingMs: 0.002 * 720 * HOUR - 2.5 * HOUR },
    troubled: [{ name: "Suivi", verdict: "down", since: account.now - HOUR }],
  });
  expect(standingOf([])).toBeNull();
});
