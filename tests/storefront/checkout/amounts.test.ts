import fc from "fast-check";
import { expect, test } from "vitest";

import { amountsOfLine, sumOfAmounts } from "#storefront/checkout/amounts.ts";
import { VAT_PER_CENT } from "#storefront/money/vat.ts";

test.each([
  ["France, a set of four", 8_333, 4, "FR", { netCents: 33_332, vatCents: 6_666, totalCents: 39_998 }],
  ["Spain, the same set", 8_333, 4, "ES", { netCents: 33_332, vatCents: 7_000, totalCents: 40_332 }],
  ["half a cent goes up", 50, 1, "ES", { netCents: 50, vatCents: 11, totalCents: 61 }],
  ["less than half goes down", 2, 1, "FR", { netCents: 2, vatCents: 0, totalCents: 2 }],
  ["nothing costs nothing", 0, 4, "FR", { netCents: 0, vatCents: 0, totalCents: 0 }],
] as const)("VAT: %s", (_sentence, netCents, quantity, country, expected) => {
  expect(amountsOfLine(netCents, quantity, country)).toEqual(expected);
});

const line = fc.record({ net: fc.integer({ min: 0, max: 1_000_000 }), quantity: fc.integer({ min: 1, max: 20 }) });
const country = fc.constantFrom("FR" as const, "ES" as const);

test("a line's VAT is a whole number of cents, within half a cent of the exact tax", () => {
  fc.assert(
    fc.property(line, country, ({ net, quantity }, at) => {
      const amounts = amountsOfLine(net, quantity, at);
      expect(Number.isInteger(amounts.vatCents)).toBe(true);
      // In hundredths of a cent, so that the comparison is exact.
      expect(Math.abs(amounts.vatCents * 100 - net * quantity * VAT_PER_CENT[at])).toBeLessThanOrEqual(50);
      expect(amounts.totalCents).toBe(amounts.netCents + amounts.vatCents);
    }),
    { numRuns: 300 },
  );
});

test("an order's total is what its printed lines add up to, in any order", () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), country, (lines, at) => {
      const amounts = lines.map(({ net, quantity }) => amountsOfLine(net, quantity, at));
      const sum = sumOfAmounts(amounts);
      expect(sum).toEqual(sumOfAmounts(amounts.toReversed()));
      expect(sum.totalCents).toBe(amounts.reduce((total, { totalCents }) => total + totalCents, 0));
    }),
    { numRuns: 300 },
  );
});
