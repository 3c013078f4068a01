import { expect, test } from "vitest";

import { budgetOf, figuresOf, isKept } from "#domain/availability/figures.ts";
import { type LedgerQuestion, ledgerOf, type PartChange } from "#domain/availability/ledger.ts";
import { daysOf, monthAfter, monthAt, monthStretch, parseMonth } from "#domain/availability/months.ts";
import { within } from "#domain/availability/outages.ts";
import { silenceSince, withSilences } from "#domain/availability/silence.ts";

const PARIS = "Europe/Paris";
const MINUTE = 60_000;
const minute = (count: number) => count * MINUTE;

/** Two hours of one part that is up, but for what a test changes. */
function asked(change: Partial<LedgerQuestion> = {}): LedgerQuestion {
  return {
    window: { from: 0, to: minute(120) },
    parts: [part()],
    quorum: 1,
    maintenance: [],
    reclassifications: [],
    ...change,
  };
}

const part = (...changes: PartChange[]) => ({ changes: [{ at: -1, state: "up" as const }, ...changes] });
const down = (from: number, to: number) => part({ at: minute(from), state: "down" }, { at: minute(to), state: "up" });
const told = (question: LedgerQuestion) =>
  ledgerOf(question).map(({ from, to, verdict }) => `${from / MINUTE}-${to / MINUTE} ${verdict}`);
const window = (from: number, to: number | null, approvedAt: number | null, isAnnounced = true) => ({
  id: 7,
  from: minute(from),
  to: to === null ? null : minute(to),
  approvedAt: approvedAt === null ? null : minute(approvedAt),
  isAnnounced,
});

test.each([
  [
    "one of two parts down is degraded, still up",
    { parts: [down(10, 20), part()] },
    ["0-10 up", "10-20 degraded", "20-120 up"],
  ],
  [
    "two of two down is an outage",
    { parts: [down(10, 30), down(20, 40)] },
    ["0-10 up", "10-20 degraded", "20-30 down", "30-40 degraded", "40-120 up"],
  ],
  [
    "a quorum of two makes one missing an outage",
    { parts: [down(10, 20), part()], quorum: 2 },
    ["0-10 up", "10-20 down", "20-120 up"],
  ],
  ["one unmonitored where the other is up is up", { parts: [{ changes: [] }, part()] }, ["0-120 up"]],
  [
    "one unmonitored where the other is down is unknown",
    { parts: [{ changes: [] }, down(10, 20)] },
    ["0-10 up", "10-20 unmonitored", "20-120 up"],
  ],
  ["a service without parts is unmonitored", { parts: [] }, ["0-120 unmonitored"]],
  [
    "maintenance approved before takes the outage",
    { parts: [down(10, 30)], maintenance: [window(5, 20, 4)] },
    ["0-10 up", "10-20 maintenance", "20-30 down", "30-120 up"],
  ],
  [
    "maintenance approved as it starts does not",
    { parts: [down(10, 30)], maintenance: [window(5, 20, 5)] },
    ["0-10 up", "10-20 unapproved_maintenance", "20-30 down", "30-120 up"],
  ],
  [
    "maintenance approved before, but announced too late, does not",
    { parts: [down(10, 30)], maintenance: [window(5, 20, 4, false)] },
    ["0-10 up", "10-20 unapproved_maintenance", "20-30 down", "30-120 up"],
  ],
  [
    "maintenance without end goes on",
    { parts: [down(10, 30)], maintenance: [window(20, null, 1)] },
    ["0-10 up", "10-20 down", "20-30 maintenance", "30-120 up"],
  ],
  [
    "of two overlapping windows the approved one counts",
    { parts: [down(10, 30)], maintenance: [window(5, 40, null), window(15, 20, 1)] },
    ["0-10 up", "10-15 unapproved_maintenance", "15-20 maintenance", "20-30 unapproved_maintenance", "30-120 up"],
  ],
] as const)("%s", (_sentence, change, expected) => {
  expect(told(asked(change as Partial<LedgerQuestion>))).toEqual(expected);
});

test("staff's word takes what it covers, and the raw figure does not move", () => {
  const question = asked({
    parts: [down(10, 30)],
    reclassifications: [{ id: 1, from: minute(10), to: minute(20), verdict: "unmonitored", decidedAt: 1 }],
  });

  expect(told(question)).toEqual(["0-10 up", "10-20 unmonitored", "20-30 down", "30-120 up"]);
  expect(figuresOf(ledgerOf(question), { ratio: 0.998, monthMs: minute(120) })).toMatchObject({
    raw: 100 / 120,
    contractual: 100 / 110,
    observedDownMs: minute(20),
    countedMs: minute(10),
  });
});

test.each([
  ["2027-03", 2_674_800, 5_349.6],
  ["2027-10", 2_682_000, 5_364],
  ["2028-02", 2_505_600, 5_011.2],
])("%s lasts %d s in Paris, and 99.8 %% of it tolerates %d s", (month, seconds, budgetSeconds) => {
  const { from, to } = monthStretch(month, PARIS);

  expect((to - from) / 1000).toBe(seconds);
  expect(budgetOf({ ratio: 0.998, monthMs: to - from }) / 1000).toBe(budgetSeconds);
});

test("the days of the months in which clocks change have 23 and 25 hours", () => {
  const hours = (month: string) => daysOf(month, PARIS).map(({ from, to }) => (to - from) / 3_600_000);

  expect(hours("2027-03").filter((length) => length !== 24)).toEqual([23]);
  expect(hours("2027-10").filter((length) => length !== 24)).toEqual([25]);
  expect(hours("2028-02")).toHaveLength(29);
});

test("an outage over midnight of the 1st is split exactly, in Paris' midnight", () => {
  const midnight = Date.UTC(2027, 9, 31, 23);
  const changes = [
    { at: 0, state: "up" as const },
    { at: midnight - 754_321, state: "down" as const },
    { at: midnight + 123_457, state: "up" as const },
  ];
  const october = ledgerOf(asked({ window: monthStretch("2027-10", PARIS), parts: [{ changes }] }));
  const november = ledgerOf(asked({ window: monthStretch("2027-11", PARIS), parts: [{ changes }] }));

  expect(october.at(-1)).toMatchObject({ verdict: "down", from: midnight - 754_321, to: midnight });
  expect(november[0]).toMatchObject({ verdict: "down", from: midnight, to: midnight + 123_457 });
});

test("the budget goes below zero, and its burn tells how fast", () => {
  const month = minute(1_000);
  const { remainingMs, burn, ...figures } = figuresOf(ledgerOf(asked({ parts: [down(0, 4)] })), {
    ratio: 0.998,
    monthMs: month,
  });

  expect(remainingMs).toBe(-minute(2));
  expect(burn).toBeCloseTo(4 / (2 * 0.12));
  expect(isKept({ remainingMs, burn, ...figures })).toBe(false);
});

test("a month that nobody watched is neither kept nor broken", () => {
  const figures = figuresOf(ledgerOf(asked({ parts: [] })), { ratio: 0.998, monthMs: minute(120) });

  expect(figures).toMatchObject({ contractual: null, raw: null, countedMs: 0 });
  expect(isKept(figures)).toBeNull();
});

test("ten minutes without our monitor are unknown: neither up nor down, and summed apart (S2)", () => {
  const runs = { from: minute(30), to: minute(40) };
  const [{ changes } = { changes: [] }] = [down(100, 101)];
  const watched = asked({ parts: [{ changes: withSilences(changes, [runs]) }] });
  const blind = asked({ parts: [{ changes }] });

  expect(told(watched)).toEqual(["0-30 up", "30-40 unmonitored", "40-100 up", "100-101 down", "101-120 up"]);
  const figures = figuresOf(ledgerOf(watched), { ratio: 0.998, monthMs: minute(120) });
  expect(figures.byVerdict).toMatchObject({ up: minute(109), down: minute(1), unmonitored: minute(10) });
  expect(figures.contractual).toBe(109 / 110);
  // A ledger that is not told of the silence claims ten minutes more of up: the sums would not pass.
  expect(figuresOf(ledgerOf(blind), { ratio: 0.998, monthMs: minute(120) }).byVerdict.up).toBe(minute(119));
});

test("what was down when we fell silent is down again only once somebody has looked", () => {
  const changes = withSilences(
    [
      { at: 0, state: "down" },
      { at: minute(50), state: "up" },
    ],
    [{ from: minute(20), to: minute(50) }],
  );

  expect(told(asked({ parts: [{ changes }] }))).toEqual(["0-20 down", "20-50 unmonitored", "50-120 up"]);
});

test("months are told by the project's own clock", () => {
  expect(monthAt(Date.UTC(2026, 10, 30, 23, 30), PARIS)).toBe("2026-12");
  expect(monthAfter("2026-01", -1)).toBe("2025-12");
  expect(["2026-11", "2026-13", "1999-01", "", null].map(parseMonth)).toEqual(["2026-11", null, null, null, null]);
});

test("a day of the ledger is cut at its midnights", () => {
  const segments = ledgerOf(asked({ parts: [down(10, 30)] }));

  expect(
    within(segments, { from: minute(20), to: minute(40) }).map(({ from, to }) => [from / MINUTE, to / MINUTE]),
  ).toEqual([
    [20, 30],
    [30, 40],
  ]);
});

test.each([
  ["a check that has just run speaks", 1_000_000 - 90_000, 30, null],
  [
    "a check that missed three runs is silent from its next on",
    1_000_000 - 90_001,
    30,
    { from: 939_999, to: 1_000_000 },
  ],
  ["a quick check is believed for a minute", 1_000_000 - 60_000, 5, null],
  ["a check that never spoke needs no silence", null, 30, null],
])("%s", (_sentence, heardAt, intervalSeconds, expected) => {
  expect(silenceSince(heardAt, intervalSeconds, 1_000_000)).toEqual(expected);
});
