import fc from "fast-check";
import { expect, test } from "vitest";

import { chargeOf, type PriceRow, pricedDays } from "#domain/consumption/prices.ts";
import { dayNames, quotaOf } from "#domain/consumption/quota.ts";
import { heldHours, heldMean } from "#domain/consumption/sizes.ts";
import { monthStatementOf } from "#domain/consumption/statement.ts";
import { coveredShares } from "#domain/consumption/traffic.ts";

const RUNS = process.env.TIMONERIE_LONG ? 5_000 : 300;
const HOUR_MS = 3_600_000;

function price(fields: Partial<PriceRow>): PriceRow {
  const usual = { id: 1, applicationId: null, meter: "traffic", label: "", currency: "EUR", rule: "out" } as const;
  return { ...usual, effectiveOn: "2026-01-01", included: 0, price: 1, ...fields };
}

const alike = (value: number | null) => ({ now: value, low: value, likely: value, high: value });

test("a price that changes on the 15th is charged by its days, each line to the cent, and the total is their sum", () => {
  const prices = [
    price({ id: 1, effectiveOn: "2026-01-01", included: 9_000, price: 0.02 }),
    price({ id: 2, effectiveOn: "2026-10-15", included: 10_000, price: 0.018 }),
    price({ id: 3, meter: "fixed", label: "Astreinte", price: 1_850 }),
    price({ id: 4, meter: "fixed", label: "Astreinte", effectiveOn: "2026-11-01", price: 0 }),
  ];
  const october = monthStatementOf({ month: "2026-10", isOver: true, prices }, ({ meter }) =>
    alike(meter === "traffic" ? 11_234.5678 : 1),
  );
  expect(
    october.lines.map(({ firstDay, lastDay, days, quantity, beyond, amountCents }) => ({
      ...{ firstDay, lastDay, days, quantity, beyond, amountCents },
    })),
  ).toEqual([
    // (11,234.568 − 9,000) × 0.02 × 14 ÷ 31 = 20.1832…; (11,234.568 − 10,000) × 0.018 × 17 ÷ 31 = 12.1863…
    {
      firstDay: "2026-10-01",
      lastDay: "2026-10-14",
      days: 14,
      quantity: 11_234.568,
      beyond: 2_234.568,
      amountCents: 2_018,
    },
    {
      firstDay: "2026-10-15",
      lastDay: "2026-10-31",
      days: 17,
      quantity: 11_234.568,
      beyond: 1_234.568,
      amountCents: 1_219,
    },
    { firstDay: "2026-10-01", lastDay: "2026-10-31", days: 31, quantity: 1, beyond: 1, amountCents: 185_000 },
  ]);
  expect(october.totals).toEqual([{ currency: "EUR", cents: 2_018 + 1_219 + 185_000 }]);
  expect(october.expected).toBeNull();

  const november = monthStatementOf({ month: "2026-11", isOver: false, prices }, () => ({
    ...{ now: 5_000, low: 9_900, likely: 10_500, high: 11_000 },
  }));
  // The fixed price came to nothing: it ended.
  expect(november.lines.map(({ amountCents }) => amountCents)).toEqual([0]);
  expect(november.expected).toEqual([{ currency: "EUR", low: 0, likely: 900, high: 1_800 }]);
});

test("what was not measured has no amount, and is in no total", () => {
  const { lines, totals } = monthStatementOf({ month: "2026-10", isOver: true, prices: [price({})] }, () =>
    alike(null),
  );
  expect(lines).toMatchObject([{ quantity: null, beyond: null, amountCents: null }]);
  expect(totals).toEqual([{ currency: "EUR", cents: 0 }]);
});

test("an amount is the exact sum of its days, rounded half up once, whatever the decimals of the contract", () => {
  const month = fc.constantFrom("2026-02", "2026-03", "2026-10", "2026-11", "2028-02");
  const row = fc.record({
    day: fc.integer({ min: -40, max: 31 }),
    included: fc.integer({ min: 0, max: 900_000_000 }),
    price: fc.integer({ min: 0, max: 50_000_000 }),
  });
  const rows = fc.uniqueArray(row, { selector: ({ day }) => day, minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(month, rows, fc.integer({ min: 0, max: 2_000_000_000 }), (of, agreed, thousandths) => {
      const dated = agreed.map(({ day, ...money }) => ({
        ...money,
        on: new Date(Date.parse(`${of}-01`) + (day - 1) * 24 * HOUR_MS).toISOString().slice(0, 10),
      }));
      const prices = dated.map(({ on, included, price: each }, id) =>
        price({ id, effectiveOn: on, included: included / 10_000, price: each / 1_000_000 }),
      );
      const days = dayNames(of);
      const byHand = new Map<string, bigint>();
      for (const day of days) {
        const inEffect = dated.filter(({ on }) => on <= day).sort((one, other) => (one.on < other.on ? 1 : -1))[0];
        if (!inEffect) continue;
        const beyond = BigInt(thousandths) * 10n - BigInt(inEffect.included);
        const ofDay = (beyond > 0n ? beyond : 0n) * BigInt(inEffect.price);
        byHand.set(inEffect.on, (byHand.get(inEffect.on) ?? 0n) + ofDay);
      }
      const charged = pricedDays(prices, of);
      expect(charged.reduce((sum, one) => sum + one.days, 0)).toBe(
        days.filter((day) => dated.some(({ on }) => on <= day)).length,
      );
      for (const one of charged) {
        const exact = byHand.get(one.row.effectiveOn) ?? -1n;
        const cents = BigInt(chargeOf(one, thousandths / 1_000).amountCents);
        // Twice the distance to the cent is at most a cent, and of two as near the greater is taken.
        const unit = 100_000_000n * BigInt(days.length);
        const off = 2n * (cents * unit - exact);
        expect(off <= unit && off > -unit).toBe(true);
      }
    }),
    { numRuns: RUNS },
  );
});

test("a quota that changes within the month counts by its days; the rule is that of the month's end", () => {
  const rows = [
    { effectiveOn: "2026-01-01", gigabytes: 3_100, rule: "sum" as const, megabitsPerSecond: null },
    { effectiveOn: "2026-10-11", gigabytes: 6_200, rule: "out" as const, megabitsPerSecond: 100 },
  ];
  expect(quotaOf(rows, "2026-10")).toEqual({ bytes: 5_200e9, rule: "out", megabitsPerSecond: 100 });
  expect(quotaOf(rows, "2025-12")).toBeNull();
});

test("hours are of what was reserved: a resize counts from its hour, a silence takes nothing, nothing is counted outside", () => {
  const at = (hour: number) => hour * HOUR_MS;
  const sizes = [
    { at: at(2), value: 2 },
    { at: at(3), value: 2 },
    // Nothing heard for five hours, then resized.
    { at: at(8), value: 3 },
  ];
  expect(heldHours(sizes, { from: at(0), to: at(10) })).toBe(8 * 2 + 2 * 3);
  expect(heldHours(sizes, { from: at(9), to: at(12) })).toBe(3 * 3);
  expect(heldHours([], { from: at(0), to: at(10) })).toBeNull();
  expect(heldMean(sizes, { from: at(0), to: at(10) })).toBe((6 * 2 + 2 * 3) / 10);
});

test.each([
  ["a step with half of its samples counts half", [30, 30, 30, 15, 30, 30, 30], 30, [1, 1, 1, 0.5, 1, 1, 1]],
  [
    "while somebody watches, steps around are no less whole",
    [30, 30, 300, 300, 300, 30, 30],
    30,
    [1, 1, 1, 1, 1, 1, 1],
  ],
  ["an agent that sends each minute has whole steps too", [5, 5, 5, 5, 2, 5, 5], 30, [1, 1, 1, 1, 0.4, 1, 1]],
  ["alone, a step of a minute is a minute", [6], 30, [0.2]],
])("%s", (_sentence, counts, whole, shares) => {
  const steps = {
    length: counts.length,
    at: (step: number) => step * 300_000,
    average: () => 1,
    count: (step: number) => counts[step] ?? 0,
  };
  expect([...coveredShares(steps, 300_000, whole)]).toEqual(shares);
});
