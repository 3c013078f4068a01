import { expect, test } from "vitest";

import { isOffered, type SlotRule, slotsOf } from "#storefront/centres/slots.ts";

const WEEKDAY = [["08:30", "12:00"] as const, ["14:00", "16:00"] as const];
const CENTRE: SlotRule = {
  country: "FR",
  hours: [WEEKDAY, WEEKDAY, WEEKDAY, WEEKDAY, WEEKDAY, [["09:00", "11:00"]], []],
  capacity: 2,
};
const SUNDAY = new Date("2026-11-22T22:00:00Z");

test("the first slots are those of the third day, each hour that fits into the opening hours", () => {
  const wednesday = slotsOf(CENTRE, new Map(), SUNDAY)
    .map(({ at }) => at.toISOString())
    .filter((at) => at < "2026-11-26");

  expect(wednesday).toEqual([
    "2026-11-25T07:30:00.000Z",
    "2026-11-25T08:30:00.000Z",
    "2026-11-25T09:30:00.000Z",
    "2026-11-25T13:00:00.000Z",
    "2026-11-25T14:00:00.000Z",
  ]);
});

test("what is taken is off the capacity, and never below nothing", () => {
  const at = new Date("2026-11-25T07:30:00Z").getTime();
  const free = (taken: number) => slotsOf(CENTRE, new Map([[at, taken]]), SUNDAY)[0]?.free;

  expect([free(0), free(1), free(2), free(9)]).toEqual([2, 1, 0, 0]);
});

test.each([
  ["in opening hours", "2026-11-25T07:30:00Z", true],
  ["tomorrow", "2026-11-23T07:30:00Z", false],
  ["over lunch", "2026-11-25T11:30:00Z", false],
  ["on a Sunday", "2026-11-29T09:00:00Z", false],
  ["in a year", "2027-11-25T07:30:00Z", false],
  ["half past a slot", "2026-11-25T08:00:00Z", false],
])("an appointment %s is offered: %s %s", (_sentence, at, offered) => {
  expect(isOffered(CENTRE, new Date(at), SUNDAY)).toBe(offered);
});

test.each([
  ["FR", "2026-12-25", false],
  ["FR", "2026-12-08", true],
  ["ES", "2026-12-08", false],
] as const)("in %s the %s is a working day: %s", (country, day, works) => {
  const slots = slotsOf({ ...CENTRE, country }, new Map(), new Date(Date.parse(`${day}T08:00:00Z`) - 5 * 86_400_000));

  expect(slots.some(({ at }) => at.toISOString().startsWith(day))).toBe(works);
});

test("the clocks' change moves the instant and not the wall clock", () => {
  const beforeSummer = slotsOf(CENTRE, new Map(), new Date("2026-03-24T08:00:00Z")).map(({ at }) => at.toISOString());

  expect(beforeSummer).toContain("2026-03-27T07:30:00.000Z");
  expect(beforeSummer).toContain("2026-03-30T06:30:00.000Z");
});
