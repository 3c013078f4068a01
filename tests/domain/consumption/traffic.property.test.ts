import fc from "fast-check";
import { expect, test } from "vitest";

import { monthStretch } from "#domain/availability/months.ts";
import { bandwidth95 } from "#domain/consumption/percentile.ts";
import { passingOf, projectionOf, scenariosOf } from "#domain/consumption/projection.ts";
import {
  BANDWIDTH_RULES,
  type BandwidthRule,
  emptyTraffic,
  type RateSteps,
  together,
  trafficOf,
  volumeBy,
  volumeOf,
} from "#domain/consumption/traffic.ts";

import { parisMonthStart } from "../availability/brute-force.ts";
import { billed, type Counted, countedBySteps, readings } from "./brute-force.ts";

const STEP_MS = 300_000;
const READINGS_A_STEP = 30;
const RUNS = process.env.TIMONERIE_LONG ? 300 : 8;

/** The months in which clocks change half of the time. */
const month = fc.oneof(
  fc.record({ year: fc.integer({ min: 2026, max: 2029 }), month: fc.constantFrom(3, 10) }),
  fc.record({ year: fc.integer({ min: 2026, max: 2029 }), month: fc.integer({ min: 1, max: 12 }) }),
);

function nameOf({ year, month }: { year: number; month: number }): string {
  return `${year}-${String(month).padStart(2, "0")}`;
}

/** A month of Paris by the brute force's own reckoning. */
function windowOf({ year, month }: { year: number; month: number }) {
  const end = month === 12 ? parisMonthStart(year + 1, 1) : parisMonthStart(year, month + 1);
  return { from: parisMonthStart(year, month) * 1_000, to: end * 1_000 };
}

/** What roll-ups would tell of the readings: the average rate of those that there were, and how many. */
function rolledUp(counted: Counted, direction: "received" | "sent"): RateSteps {
  const steps = [...counted].sort(([one], [other]) => one - other);
  const step = (index: number) => steps[index]?.[1] ?? { received: 0, sent: 0, readings: 1 };
  return {
    length: steps.length,
    at: (index) => steps[index]?.[0] ?? 0,
    average: (index) => step(index)[direction] / (step(index).readings * 10),
    count: (index) => step(index).readings,
  };
}

const OF_STEP: Readonly<
  Record<Exclude<BandwidthRule, "greater">, (step: { received: number; sent: number }) => number>
> = {
  in: ({ received }) => received,
  out: ({ sent }) => sent,
  sum: ({ received, sent }) => received + sent,
};

test("volumes and percentiles of a month are those of a count reading by reading, each rule, through gaps, resets and changes of clocks", () => {
  fc.assert(
    fc.property(month, fc.integer(), fc.integer(), (of, seed, otherSeed) => {
      const window = windowOf(of);
      const stretch = monthStretch(nameOf(of), "Europe/Paris");
      expect(stretch).toEqual(window);
      const machines = [seed, otherSeed].map((one) => countedBySteps(readings(window, one)));
      const traffic = together(
        machines.map((counted) =>
          trafficOf(
            stretch,
            STEP_MS,
            (["received", "sent"] as const).map((direction) => ({ direction, steps: rolledUp(counted, direction) })),
            READINGS_A_STEP,
          ),
        ),
        stretch,
        STEP_MS,
      );

      const sums = new Map<number, { received: number; sent: number }>();
      for (const counted of machines) {
        for (const [at, step] of counted) {
          if (at < window.from || at >= window.to) continue;
          const sum = sums.get(at) ?? { received: 0, sent: 0 };
          sums.set(at, { received: sum.received + step.received, sent: sum.sent + step.sent });
        }
      }
      const steps = [...sums.values()];
      const volume = volumeOf(traffic);
      const billedBy: Record<string, number | null> = {};
      for (const rule of ["in", "out", "sum"] as const) {
        const bytes = steps.map(OF_STEP[rule]);
        expectNear(
          volumeBy(rule, volume),
          bytes.reduce((sum, one) => sum + one, 0),
        );
        billedBy[rule] = billed(bytes.map((one) => one / 300));
        expectNear(bandwidth95(traffic, rule), billedBy[rule] ?? null);
      }
      expectNear(volumeBy("greater", volume), Math.max(volumeBy("in", volume), volumeBy("out", volume)));
      expectNear(bandwidth95(traffic, "greater"), Math.max(billedBy.in ?? 0, billedBy.out ?? 0));
    }),
    { numRuns: RUNS },
  );
}, 120_000);

test("a month that goes on as evenly as before ends with exactly its rate times its seconds, and a quota is passed when it says", () => {
  fc.assert(
    fc.property(
      month,
      fc.double({ min: 0.02, max: 0.98, noNaN: true }),
      fc.constantFrom(...BANDWIDTH_RULES),
      (of, share, rule) => {
        const { from, to } = monthStretch(nameOf(of), "Europe/Paris");
        const now = Math.round(from + share * (to - from));
        const past = emptyTraffic({ from: now - 80 * 86_400_000, to: now }, 3_600_000);
        past.received.fill(1_000);
        past.sent.fill(3_000);
        const seconds = (ms: number) => ms / 1_000;
        const soFar = { received: 1_000 * seconds(now - from), sent: 3_000 * seconds(now - from) };
        const scenarios = scenariosOf(past, now, to, "Europe/Paris");
        const rate = volumeBy(rule, { received: 1_000, sent: 3_000 });
        const projection = projectionOf(soFar, scenarios, rule);
        expect(projection?.weeks).toBe(6);
        for (const end of [projection?.low, projection?.likely, projection?.high]) {
          expectNear(end ?? 0, rate * seconds(to - from));
        }
        const limit = (volumeBy(rule, soFar) + rate * seconds(to - from)) / 2;
        const passing = passingOf(soFar, scenarios, rule, limit);
        expectNear(passing?.likely ?? 0, (now + to) / 2);
      },
    ),
    { numRuns: 10 * RUNS },
  );
});

function expectNear(found: number | null, counted: number | null): void {
  if (found === null || counted === null) expect(found).toBe(counted);
  else expect(Math.abs(found - counted)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(counted)));
}
