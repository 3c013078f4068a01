import fc from "fast-check";
import { expect, test } from "vitest";

import { figuresOf } from "#domain/availability/figures.ts";
import { type LedgerQuestion, ledgerOf, type Segment } from "#domain/availability/ledger.ts";
import { monthStretch } from "#domain/availability/months.ts";
import { PART_STATES, VERDICTS } from "#domain/availability/verdict.ts";

import { countSeconds, parisMonthStart } from "./brute-force.ts";

const RUNS = process.env.TIMONERIE_LONG ? 10_000 : 300;

/** A month of Paris with everything that may happen in it, to the second; some of it begins before and ends after. */
const question: fc.Arbitrary<LedgerQuestion & { month: string }> = fc
  .record({ year: fc.integer({ min: 2026, max: 2029 }), month: fc.integer({ min: 1, max: 12 }) })
  .chain(({ year, month }) => {
    const from = parisMonthStart(year, month);
    const to = month === 12 ? parisMonthStart(year + 1, 1) : parisMonthStart(year, month + 1);
    const instant = fc.integer({ min: from - 90_000, max: to + 90_000 }).map((second) => second * 1000);
    const length = fc.oneof(fc.integer({ min: 1, max: 7_200 }), fc.integer({ min: 1, max: 400_000 }));
    const stretch = fc.tuple(instant, length).map(([at, seconds]) => ({ from: at, to: at + seconds * 1000 }));
    const part = fc.record({
      changes: fc.array(fc.record({ at: instant, state: fc.constantFrom(...PART_STATES) }), { maxLength: 12 }),
    });
    return fc.array(part, { minLength: 1, maxLength: 3 }).chain((parts) =>
      fc.record({
        month: fc.constant(`${year}-${String(month).padStart(2, "0")}`),
        window: fc.constant({ from: from * 1000, to: to * 1000 }),
        parts: fc.constant(parts),
        quorum: fc.integer({ min: 1, max: parts.length }),
        maintenance: fc
          .array(
            fc.record({
              stretch,
              isOpen: fc.boolean(),
              lead: fc.option(fc.integer({ min: -3, max: 3 })),
              isAnnounced: fc.boolean(),
            }),
            { maxLength: 4 },
          )
          .map((windows) =>
            windows.map(({ stretch: { from: at, to: until }, isOpen, lead, isAnnounced }, id) => ({
              id,
              from: at,
              to: isOpen ? null : until,
              approvedAt: lead === null ? null : at - lead * 1000,
              isAnnounced,
            })),
          ),
        reclassifications: fc
          .array(
            fc.record({
              stretch,
              verdict: fc.constantFrom(...VERDICTS),
              decidedAt: fc.integer({ min: 1, max: 4 }),
            }),
            { maxLength: 3 },
          )
          .map((decisions) => decisions.map(({ stretch: at, ...decision }, id) => ({ ...at, ...decision, id }))),
      }),
    );
  });

type Ledger = (asked: LedgerQuestion) => Segment[];

/** Whether a ledger covers each month exactly and agrees with the count of its seconds, to the second. */
function agreement(ledger: Ledger, runs: number) {
  return fc.check(
    fc.property(question, (asked) => {
      const { from, to } = asked.window;
      if (JSON.stringify(monthStretch(asked.month, "Europe/Paris")) !== JSON.stringify({ from, to })) return false;
      const segments = ledger(asked);
      const isWhole =
        segments[0]?.from === from &&
        segments.at(-1)?.to === to &&
        segments.every((one, index) => one.to > one.from && (index === 0 || segments[index - 1]?.to === one.from));
      if (!isWhole) return false;
      const { byVerdict, observedDownMs, raw } = figuresOf(segments, { ratio: 0.998, monthMs: to - from });
      const { verdicts, observedDown, observedUp } = countSeconds(asked);
      const measured = observedUp + observedDown;
      return (
        VERDICTS.every((verdict) => byVerdict[verdict] === verdicts[verdict] * 1000) &&
        observedDownMs === observedDown * 1000 &&
        raw === (measured === 0 ? null : observedUp / measured)
      );
    }),
    // The first contradiction is enough: to shrink it costs a minute.
    { numRuns: runs, endOnFailure: true },
  );
}

test("every second of any month has the verdict that counting the seconds gives (S1)", { timeout: 1_800_000 }, () => {
  const found = agreement(ledgerOf, RUNS);

  expect(found.failed ? found.counterexample : null).toBeNull();
});

const upInsteadOf =
  (wrong: Segment["verdict"]): Ledger =>
  (asked) =>
    ledgerOf(asked).map((one) => (one.verdict === wrong ? { ...one, verdict: "up" } : one));

test.each<[string, Ledger]>([
  ["takes no data for up", upInsteadOf("unmonitored")],
  ["takes unapproved maintenance for up", upInsteadOf("unapproved_maintenance")],
  [
    "does not cut at midnight of the 1st",
    (asked) => ledgerOf({ ...asked, window: { ...asked.window, to: asked.window.to + 1000 } }),
  ],
  [
    "counts a month in UTC",
    (asked) => ledgerOf({ ...asked, window: { from: asked.window.from + 3_600_000, to: asked.window.to } }),
  ],
  ["asks for one part only, whatever the quorum", (asked) => ledgerOf({ ...asked, quorum: 1 })],
  [
    "believes in maintenance that is approved as it starts",
    (asked) =>
      ledgerOf({
        ...asked,
        maintenance: asked.maintenance.map((one) => ({
          ...one,
          approvedAt: one.approvedAt === one.from ? one.from - 1 : one.approvedAt,
        })),
      }),
  ],
  [
    "believes in maintenance that was announced too late",
    (asked) => ledgerOf({ ...asked, maintenance: asked.maintenance.map((one) => ({ ...one, isAnnounced: true })) }),
  ],
  [
    "ends a window that has no end",
    (asked) => ledgerOf({ ...asked, maintenance: asked.maintenance.filter(({ to }) => to !== null) }),
  ],
  [
    "lets the first decision stand",
    (asked) =>
      ledgerOf({
        ...asked,
        reclassifications: asked.reclassifications.map((one) => ({ ...one, decidedAt: -one.decidedAt })),
      }),
  ],
  [
    "is a second late",
    (asked) =>
      ledgerOf({
        ...asked,
        parts: asked.parts.map(({ changes }) => ({ changes: changes.map((one) => ({ ...one, at: one.at + 1000 })) })),
      }),
  ],
])("a planted ledger that %s is found out", { timeout: 60_000 }, (_sentence, planted) => {
  expect(agreement(planted, 300).failed).toBe(true);
});
