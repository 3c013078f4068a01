import { dayOf, weekdayOf, ZONE } from "../centres/wall-clock.ts";

/** Visits a minute at the busiest hour of the busiest day: with some five pages a visit, half a request a second. */
export const PEAK_VISITS_A_MINUTE = 6;

/** Share of the peak by hour of the wall clock: lunch and the evening, and hardly anybody at night. */
const BY_HOUR = [
  0.08, 0.05, 0.03, 0.03, 0.03, 0.06, 0.15, 0.3, 0.48, 0.62, 0.7, 0.74, 0.8, 0.72, 0.66, 0.66, 0.7, 0.76, 0.84, 0.94, 1,
  0.86, 0.52, 0.22,
];
/** Monday first: tyres are looked for at the beginning of the week. */
const BY_WEEKDAY = [1, 0.94, 0.9, 0.88, 0.84, 0.78, 0.66];

const hours = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, hour: "2-digit", hourCycle: "h23" });

/** Visits a minute that the rule expects at this instant, by hour and weekday in Europe/Paris. */
export function visitsAMinute(instant: Date): number {
  const hour = BY_HOUR[Number(hours.format(instant))] ?? 0;
  const weekday = BY_WEEKDAY[weekdayOf(dayOf(instant)) - 1] ?? 0;
  return PEAK_VISITS_A_MINUTE * hour * weekday;
}

/** When the next shopper comes, epoch milliseconds: a Poisson process of the rate above, thinned from the peak's. */
export function nextVisit(from: number, random: () => number): number {
  let at = from;
  do at += (-Math.log(1 - random()) / PEAK_VISITS_A_MINUTE) * 60_000;
  while (random() * PEAK_VISITS_A_MINUTE >= visitsAMinute(new Date(at)));
  return Math.round(at);
}
