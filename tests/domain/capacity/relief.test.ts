import { expect, test } from "vitest";

import { reliefs } from "#domain/capacity/action-effect.ts";

const DISK = { subject: "machine", subjectId: 7, resource: "disk:/var" } as const;
const before = { early: "2026-12-03", likely: "2026-12-04", late: "2026-12-05" };

function action(early: string | null, about = DISK) {
  return { ...about, effect: { before, after: { early, likely: early, late: null } } };
}

test("of several actions the one that wins most is told; lasting beyond the calendar is later than any day", () => {
  const of = (...earlies: (string | null)[]) =>
    reliefs(earlies.map((early) => action(early))).get("machine:7:disk:/var")?.effect.after;
  expect(of("2026-12-08", "2027-01-17", "2026-12-30")?.early).toBe("2027-01-17");
  expect(of("2027-01-17", null, "2027-06-01")).toEqual({ early: null, likely: null, late: null });
});

test("an action that wins no day, or that nobody can judge, relieves nothing", () => {
  expect(reliefs([action("2026-12-03"), action("2026-12-01"), { ...DISK, effect: null }]).size).toBe(0);
  const beyond = { before: { early: null, likely: null, late: null }, after: before };
  expect(reliefs([{ ...DISK, effect: beyond }]).size).toBe(0);
});
