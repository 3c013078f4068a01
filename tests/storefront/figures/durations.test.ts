import fc from "fast-check";
import { expect, test } from "vitest";

import { Durations } from "#storefront/figures/durations.ts";

test("a quantile of many durations is within two per cent of the sorted list's", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.2, max: 100_000, noNaN: true }), { minLength: 1, maxLength: 400 }),
      fc.constantFrom(0.5, 0.95, 0.99),
      (durations, share) => {
        const kept = new Durations();
        for (const duration of durations) kept.add(duration);
        const sorted = durations.toSorted((one, other) => one - other);
        const expected = sorted[Math.ceil(share * sorted.length) - 1] ?? 0;

        expect(Math.abs((kept.quantile(share) ?? 0) / expected - 1)).toBeLessThan(0.021);
      },
    ),
  );
});

test("nothing has no quantile, and what takes for ever is two minutes", () => {
  const kept = new Durations();
  expect(kept.quantile(0.5)).toBeUndefined();

  kept.add(Number.MAX_SAFE_INTEGER);

  expect(kept.quantile(0.5)).toBeGreaterThan(115_000);
  expect(kept.quantile(0.5)).toBeLessThan(125_000);
});
