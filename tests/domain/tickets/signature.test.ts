import { describe, expect, test } from "vitest";

import type { KeptMeasure, KeptSeries, KeptWindow } from "#domain/tickets/kept-window.ts";
import { ALIKE, likeness, type Signature, signatureOf } from "#domain/tickets/signature.ts";

const MINUTE = 60_000;
const MACHINES = ["db", "db", "web", "web", "app"].map((role, index) => ({ name: `${role}-${index}`, role }));

/** A curve of ninety minutes that is usual but between two of them. */
interface Told {
  readonly measure: KeptMeasure;
  readonly machine?: number;
  readonly of?: string;
  readonly usual: number;
  readonly becomes?: number;
  readonly from?: number;
  readonly to?: number;
}

function curve({ measure, machine, of, usual, becomes = usual, from = 30, to = 70 }: Told, seed: number): KeptSeries {
  const noise = (index: number) => 1 + 0.03 * Math.sin(index * 12.9898 + seed * 78.233);
  return {
    ...{ measure, machine: machine ?? null, of: of ?? null, stepMs: MINUTE },
    usual: { low: usual * 0.95, middle: usual, high: usual * 1.05 },
    points: Array.from({ length: 90 }, (_, index) => {
      const average = (index >= from && index < to ? becomes : usual) * noise(index);
      return { at: index * MINUTE, min: average * 0.9, average, max: average * 1.1, count: 6 };
    }),
  };
}

function signature(told: readonly Told[], seed = 0): Signature | null {
  const series = told.map((one, index) => curve(one, seed + index));
  const rest = { expectedOrders: [], happenings: [], leftOut: { series: 0, happenings: 0 }, frozenAt: 0 };
  const kept: KeptWindow = { from: 0, to: 90 * MINUTE, about: 40 * MINUTE, machines: MACHINES, series, ...rest };
  return signatureOf(kept);
}

const slowSearch = (change: Partial<Record<"db" | "latency", Partial<Told>>> = {}): Told[] => [
  { measure: "cpu", machine: 0, usual: 0.3, becomes: 0.95, ...change.db },
  { measure: "latency", of: "search", usual: 300, becomes: 2_200, from: 33, ...change.latency },
  { measure: "cpu", machine: 2, usual: 0.2 },
  { measure: "orders", usual: 4 },
];
const fullDisk: Told[] = [
  { measure: "disk", machine: 0, of: "/var", usual: 0.8, becomes: 0.99 },
  { measure: "orders", usual: 4, becomes: 0.1, from: 40 },
];

describe("what left its usual range", () => {
  test("is told in the order in which it left, with its side and size; what stayed is not told", () => {
    const found = signature(slowSearch());
    expect(found?.departures.map(({ measure, role, afterMs }) => [measure, role, afterMs / MINUTE])).toEqual([
      ["cpu", "db", 0],
      ["latency", null, 3],
    ]);
    expect(found?.at).toBe(30 * MINUTE);
    expect(found?.departures.every(({ strength }) => strength > 2 && strength <= 4)).toBe(true);
    expect(signature(fullDisk)?.departures[1]?.strength).toBeLessThan(-2);
  });

  test.each<[string, Told[]]>([
    ["noise around the usual", [{ measure: "cpu", machine: 0, usual: 0.3 }]],
    ["one step alone", [{ measure: "cpu", machine: 0, usual: 0.3, becomes: 0.9, from: 30, to: 31 }]],
    ["a change too small to matter", [{ measure: "latency", of: "home", usual: 90, becomes: 120 }]],
  ])("%s is nothing", (_sentence, told) => {
    expect(signature(told)).toBeNull();
  });
});

describe("two windows", () => {
  const alike = (one: readonly Told[], other: readonly Told[]) => {
    const [a, b] = [signature(one, 1), signature(other, 7)];
    if (!a || !b) throw new Error("nothing left its usual");
    // It does not matter which of the two is asked about.
    expect(likeness(a, b).score).toBeCloseTo(likeness(b, a).score, 6);
    return likeness(a, b);
  };

  test.each<[string, Told[], Told[], boolean]>([
    ["of the same cause are alike", slowSearch(), slowSearch(), true],
    ["are alike where the twin of the machine suffered", slowSearch(), slowSearch({ db: { machine: 1 } }), true],
    ["are alike a third weaker", slowSearch(), slowSearch({ db: { becomes: 0.7 }, latency: { becomes: 1_400 } }), true],
    ["of other causes are not", slowSearch(), fullDisk, false],
    ["of one disk that fills once more are alike", fullDisk.slice(0, 1), fullDisk.slice(0, 1), true],
    [
      "of another machine's only measure are not",
      fullDisk.slice(0, 1),
      [{ ...fullDisk[0], machine: 1 } as Told],
      false,
    ],
    ["that share no more than fewer orders are not", fullDisk.slice(1), fullDisk.slice(1), false],
    [
      "that moved the other way are not",
      slowSearch(),
      slowSearch({ db: { becomes: 0.02 }, latency: { becomes: 60 } }),
      false,
    ],
    [
      "are not, where one has far more to it",
      slowSearch({ latency: { becomes: 300 } }),
      [
        ...slowSearch(),
        { measure: "cpu", machine: 2, usual: 0.2, becomes: 0.9 },
        { measure: "memory", machine: 4, usual: 0.5, becomes: 0.99 },
        { measure: "received", machine: 2, usual: 4e6, becomes: 4e7 },
        { measure: "errors", usual: 1, becomes: 60 },
      ],
      false,
    ],
  ])("%s", (_sentence, one, other, expected) => {
    expect(alike(one, other).score >= ALIKE).toBe(expected);
  });

  test("share less where the order was another: then the one did not cause the other", () => {
    const same = alike(slowSearch(), slowSearch()).score;
    const turned = alike(slowSearch(), slowSearch({ db: { from: 45 }, latency: { from: 30 } })).score;
    expect(turned).toBeLessThan(same - 0.2);
    expect(turned).toBeLessThan(ALIKE);
  });
});
