import type { LedgerQuestion } from "#domain/availability/ledger.ts";
import { PART_STATES, type Verdict } from "#domain/availability/verdict.ts";

/*
 * The availability of a month by counting its seconds one by one, told a second time and in another way than the product
 * does: arrays of seconds, and the offsets of Europe/Paris by the European rule instead of the zone database.
 */

const ORDER = ["up", "degraded", "down", "maintenance", "unapproved_maintenance", "unmonitored"] as const;
const UNMONITORED = PART_STATES.indexOf("unmonitored");
const DOWN = PART_STATES.indexOf("down");

/** Midnight of the 1st in Paris, epoch seconds. Clocks go forward and back at 1:00 UTC on the last Sundays of March and October. */
export function parisMonthStart(year: number, month: number): number {
  const midnight = Date.UTC(year, month - 1, 1) / 1000;
  const isSummer = midnight > lastSunday(year, 3) && midnight < lastSunday(year, 10);
  return midnight - (isSummer ? 7_200 : 3_600);
}

function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month, 0, 1));
  return last.getTime() / 1000 - last.getUTCDay() * 86_400;
}

export interface Counted {
  readonly verdicts: Readonly<Record<Verdict, number>>;
  readonly observedDown: number;
  readonly observedUp: number;
}

/** Seconds by verdict. Every instant of the question is a whole second. */
export function countSeconds({ window, parts, quorum, maintenance, reclassifications }: LedgerQuestion): Counted {
  const start = window.from / 1000;
  const length = window.to / 1000 - start;
  const index = (at: number) => Math.min(length, Math.max(0, at / 1000 - start));

  // The states of all parts of a second are one number, a digit of base 4 a part.
  const states = new Uint16Array(length);
  for (const [place, { changes }] of parts.entries()) {
    const line = new Uint8Array(length).fill(UNMONITORED);
    const ordered = [...changes].sort((one, other) => one.at - other.at);
    for (const { at, state } of ordered) line.fill(PART_STATES.indexOf(state), index(at));
    for (let second = 0; second < length; second++)
      states[second] = (states[second] ?? 0) + (line[second] ?? 0) * 4 ** place;
  }
  const observedOf = Uint8Array.from({ length: 4 ** parts.length }, (_, code) =>
    observedByHand(code, parts.length, quorum),
  );

  const excused = new Uint8Array(length);
  for (const isInTime of [false, true]) {
    for (const { from, to, approvedAt, isAnnounced } of maintenance) {
      if ((approvedAt !== null && approvedAt < from && isAnnounced) === isInTime)
        excused.fill(isInTime ? 2 : 1, index(from), to === null ? length : index(to));
    }
  }
  const decided = new Uint8Array(length);
  for (const { from, to, verdict } of [...reclassifications].sort(
    (one, other) => one.decidedAt - other.decidedAt || one.id - other.id,
  )) {
    decided.fill(1 + ORDER.indexOf(verdict), index(from), index(to));
  }

  const sums = new Float64Array(ORDER.length);
  let observedDown = 0;
  let observedUp = 0;
  for (let second = 0; second < length; second++) {
    const observed = observedOf[states[second] ?? 0] ?? UNMONITORED;
    if (observed === DOWN) observedDown++;
    if (observed < DOWN) observedUp++;
    const byRule =
      observed === DOWN && excused[second] ? (excused[second] === 2 ? 3 : 4) : observed === UNMONITORED ? 5 : observed;
    const verdict = decided[second] ? (decided[second] ?? 1) - 1 : byRule;
    sums[verdict] = (sums[verdict] ?? 0) + 1;
  }
  const verdicts = Object.fromEntries(ORDER.map((verdict, place) => [verdict, sums[place]])) as Record<Verdict, number>;
  return { verdicts, observedDown, observedUp };
}

function observedByHand(code: number, count: number, quorum: number): number {
  const digits = Array.from({ length: count }, (_, place) => Math.floor(code / 4 ** place) % 4);
  const answering = digits.filter((digit) => digit < DOWN).length;
  const unknown = digits.filter((digit) => digit === UNMONITORED).length;
  if (count === 0) return UNMONITORED;
  if (answering >= quorum) return digits.some((digit) => digit === 1 || digit === DOWN) ? 1 : 0;
  return answering + unknown >= quorum ? UNMONITORED : DOWN;
}
