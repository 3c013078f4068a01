import type { Point, Questions } from "./contender.ts";
import { ASKED_SERIES, INTERVAL_MS, type Load } from "./load.ts";

const HOUR_TICKS = 3_600_000 / INTERVAL_MS;
/** Some write the last of sixteen digits otherwise. */
const TOLERANCE = 1e-12;

/** Throws at the first answer that the generator would not give: a figure of a wrong system is worth nothing. */
export async function requireRightAnswers(ask: Questions, load: Load, deepTicks: number): Promise<void> {
  const machine = Math.floor(load.machines / 2);
  for (const one of [0, machine, load.machines - 1]) {
    const hour = await ask.everySeries(one, load.end - HOUR_TICKS * INTERVAL_MS, load.end);
    for (const [series, points] of hour.entries()) requirePoints(points, load, one, series, HOUR_TICKS);
  }
  const deep = await ask.raw(0, ASKED_SERIES, load.end - deepTicks * INTERVAL_MS, load.end);
  requirePoints(deep, load, 0, ASKED_SERIES, deepTicks);

  const newest = Array.from({ length: load.machines }, (_one, index) => load.value(index, ASKED_SERIES, -1));
  const greatest = newest.toSorted((one, other) => other - one).slice(0, 10);
  const top = await ask.top(ASKED_SERIES, 10);
  if (top.length !== 10) throw new Error(`The top 10 are ${top.length}`);
  top.forEach(({ machine: found, value }, place) => {
    requireNear(value, greatest[place], `the top's place ${place + 1}`);
    requireNear(value, newest[found], `the newest value of machine ${found}`);
  });
}

function requirePoints(points: readonly Point[], load: Load, machine: number, series: number, ticks: number): void {
  const what = `series ${load.names[series]} of machine ${machine}`;
  if (points.length !== ticks) throw new Error(`${what} has ${points.length} values where ${ticks} were sent`);
  points.forEach(([at, value], index) => {
    const tick = index - ticks;
    requireNear(value, load.value(machine, series, tick), `${what} at tick ${tick}`);
    // Ours gives the start of the step.
    if (Math.floor(at / INTERVAL_MS) !== Math.floor(load.at(machine, tick) / INTERVAL_MS)) {
      throw new Error(`${what} at tick ${tick} is dated ${at} and was sent with ${load.at(machine, tick)}`);
    }
  });
}

function requireNear(answer: number, sent: number | undefined, what: string): void {
  if (sent === undefined || !(Math.abs(answer - sent) <= Math.abs(sent) * TOLERANCE)) {
    throw new Error(`${what}: ${sent} was sent, ${answer} is answered`);
  }
}
