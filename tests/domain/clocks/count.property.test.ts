import fc from "fast-check";
import { expect, test } from "vitest";

import { businessSeconds, instantAfter } from "#domain/clocks/business-time.ts";
import { type BusinessCalendar, type MinuteRange, openOn } from "#domain/clocks/calendar.ts";
import type { DeskTerms, HistoryStep, TicketHistory } from "#domain/clocks/clock.ts";
import { countClocks } from "#domain/clocks/count.ts";
import { instantOf } from "#domain/metrics/wall-time.ts";
import type { TicketPriority } from "#domain/tickets/ticket.ts";

import { countByMinutes, isOpen, type Minutes, minutesOf } from "./brute-force.ts";

const RUNS = process.env.TIMONERIE_LONG ? 5_000 : 300;
const MINUTE = 60_000;
const COUNT = 8 * 1_440;

/** Weeks in which clocks change, and one in which they do not. */
const WINDOWS: readonly Minutes[] = [
  minutesOf("Europe/Paris", Date.parse("2026-03-26T00:00Z"), COUNT),
  minutesOf("Europe/Paris", Date.parse("2026-10-22T00:00Z"), COUNT),
  minutesOf("Atlantic/Canary", Date.parse("2026-10-21T20:00Z"), COUNT),
  minutesOf("Atlantic/Canary", Date.parse("2026-03-25T20:00Z"), COUNT),
  minutesOf("America/Santiago", Date.parse("2026-09-02T00:00Z"), COUNT),
  minutesOf("America/Santiago", Date.parse("2026-04-01T00:00Z"), COUNT),
  minutesOf("Australia/Lord_Howe", Date.parse("2026-10-01T00:00Z"), COUNT),
  minutesOf("Europe/Paris", Date.parse("2026-12-28T00:00Z"), COUNT),
];

const ranges = fc
  .uniqueArray(fc.oneof(fc.integer({ min: 0, max: 1_440 }), fc.constantFrom(0, 60, 120, 150, 180, 1_440)), {
    minLength: 0,
    maxLength: 4,
  })
  .map((bounds): MinuteRange[] => {
    const sorted = bounds.sort((one, other) => one - other);
    return sorted.length < 2
      ? []
      : [[sorted[0], sorted[1]] as const, [sorted[2], sorted[3]] as const].flatMap(([from, to]) =>
          from === undefined || to === undefined ? [] : [{ from, to }],
        );
  });
const day = fc.oneof({ weight: 1, arbitrary: fc.constant([{ from: 0, to: 1_440 }]) }, { weight: 3, arbitrary: ranges });
const week = fc.array(day, { minLength: 7, maxLength: 7 });

function calendarIn(minutes: Minutes): fc.Arbitrary<BusinessCalendar> {
  const days = [...new Set(minutes.days)];
  return fc
    .record({
      weeks: fc.array(week, { minLength: 1, maxLength: 2 }),
      changedOn: fc.constantFrom(...days),
      closed: fc.array(fc.tuple(fc.constantFrom(...days), day), { maxLength: 2 }),
    })
    .map(({ weeks, changedOn, closed }) => ({
      timeZone: minutes.timeZone,
      hours: weeks.map((one, index) => ({ effectiveOn: index === 0 ? "1970-01-01" : changedOn, week: one })),
      closed: new Map(closed),
    }));
}

const priority = fc.constantFrom<TicketPriority>(1, 2, 3);
const target = fc.option(fc.integer({ min: 1, max: 200_000 }));
const step = fc.oneof(
  fc.constantFrom(
    { what: "spoken" as const, side: "client" as const },
    { what: "spoken" as const, side: "staff" as const },
    { what: "spoken" as const, side: "platform" as const },
  ),
  fc
    .constantFrom(
      "open" as const,
      "waiting_client" as const,
      "waiting_third" as const,
      "resolved" as const,
      "closed" as const,
    )
    .map((to) => ({ what: "state" as const, to })),
  priority.map((to) => ({ what: "priority" as const, to })),
);

/** A ticket in one of the windows, its terms by priority with changes of their own, and an instant at which it is counted. */
const cases = fc.constantFrom(...WINDOWS).chain((minutes) => {
  const instant = fc.integer({ min: 0, max: COUNT - 1 }).map((minute) => minutes.start + minute * MINUTE);
  const terms = fc.record({
    priority,
    from: fc.oneof(fc.constant(0), instant),
    calendar: calendarIn(minutes),
    targets: fc.record({ first_response: target, next_update: target, resolution: target }),
    updateRule: fc.constantFrom("client_spoke_last" as const, "since_last_word" as const),
    pausesForClient: fc.boolean(),
    warnShare: fc.constant(0.75),
  });
  return fc.record({
    minutes: fc.constant(minutes),
    terms: fc.uniqueArray(terms, {
      minLength: 1,
      maxLength: 5,
      selector: ({ priority, from }) => `${priority} ${from}`,
    }),
    opened: fc.record({
      openedAt: instant,
      openedBy: fc.constantFrom("client" as const, "staff" as const, "platform" as const),
      priority,
      state: fc.constantFrom("new" as const, "open" as const),
    }),
    steps: fc.array(fc.tuple(instant, step), { maxLength: 12 }),
    until: instant,
  });
});

type Case = typeof cases extends fc.Arbitrary<infer One> ? One : never;

function historyOf({ opened, steps }: Case): TicketHistory {
  const ordered = steps
    .filter(([at]) => at >= opened.openedAt)
    .sort(([one], [other]) => one - other)
    .map(([at, one]): HistoryStep => ({ at, ...one }));
  return { ...opened, steps: ordered };
}

const shown = (
  rounds: readonly {
    clock: string;
    round: number;
    elapsedSeconds: number;
    targetSeconds: number | null;
    standing: string;
  }[],
) =>
  rounds
    .map((one) => `${one.clock} ${one.round} ${one.standing}: ${one.elapsedSeconds.toFixed(3)} of ${one.targetSeconds}`)
    .sort();

function property(measure = businessSeconds) {
  return fc.property(cases, (one) => {
    const history = historyOf(one);
    const until = Math.max(one.until, history.openedAt);
    const counted = countClocks(history, one.terms as DeskTerms[], until, measure);
    expect(shown(counted)).toEqual(shown(countByMinutes(history, one.terms as DeskTerms[], one.minutes, until)));
  });
}

test("the clocks of random tickets are those that a count minute by minute gives", {
  timeout: 60_000 + RUNS * 60,
}, () => {
  fc.assert(property(), { numRuns: RUNS });
});

test("a measure that takes every day for 24 hours is found out", { timeout: 60_000 }, () => {
  const DAY = 86_400_000;
  const daysOf24Hours = (calendar: BusinessCalendar, from: number, to: number): number => {
    const today = new Date(from).toISOString().slice(0, 10);
    const offset = from - (from % DAY) - (instantOf(today, calendar.timeZone) ?? 0);
    let total = 0;
    for (let day = Math.floor((from + offset) / DAY); day * DAY - offset < to; day += 1) {
      for (const range of openOn(calendar, day)) {
        const opens = Math.max(from, day * DAY - offset + range.from * MINUTE);
        total += Math.max(0, Math.min(to, day * DAY - offset + range.to * MINUTE) - opens);
      }
    }
    return total / 1_000;
  };

  expect(fc.check(property(daysOf24Hours), { numRuns: 300 }).failed).toBe(true);
});

test("the instant after so many business seconds is the first minute by which they have passed", () => {
  const asked = fc.constantFrom(...WINDOWS).chain((minutes) =>
    fc.record({
      minutes: fc.constant(minutes),
      calendar: calendarIn(minutes),
      from: fc.integer({ min: 0, max: COUNT / 2 }),
      wanted: fc.integer({ min: 0, max: 3_000 }),
    }),
  );
  fc.assert(
    fc.property(asked, ({ minutes, calendar, from, wanted }) => {
      let left = wanted;
      let minute = from;
      while (left > 0 && minute < COUNT) {
        if (isOpen(calendar, minutes, minute)) left -= 1;
        minute += 1;
      }
      const found = instantAfter(calendar, minutes.start + from * MINUTE, wanted * 60);
      // Past the window the brute force knows nothing.
      if (left === 0) expect(found).toBe(minutes.start + minute * MINUTE);
      else expect(found ?? Number.POSITIVE_INFINITY).toBeGreaterThan(minutes.start + COUNT * MINUTE);
    }),
    { numRuns: RUNS },
  );
});
