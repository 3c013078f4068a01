/** A span of a day on the wall clock, "08:30" to "12:00". */
export type Span = readonly [opens: string, closes: string];

/** Opening hours of a week, Monday first. A closed day has no spans. */
export type OpeningHours = readonly (readonly Span[])[];

/** By ISO weekday: 1 is Monday, 7 is Sunday. */
export function spansOn(hours: OpeningHours, weekday: number): readonly Span[] {
  return hours[weekday - 1] ?? [];
}

/** Minutes since midnight of "08:30". */
export function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * 60 + minutes;
}

export interface HoursRun {
  /** ISO weekdays, both included. */
  readonly from: number;
  to: number;
  readonly spans: readonly Span[];
}

/** Runs of weekdays with the same hours, as a door shows them: Monday to Friday, Saturday, Sunday. */
export function hoursByRun(hours: OpeningHours): HoursRun[] {
  const runs: HoursRun[] = [];
  for (let weekday = 1; weekday <= 7; weekday += 1) {
    const spans = spansOn(hours, weekday);
    const last = runs.at(-1);
    if (last && JSON.stringify(last.spans) === JSON.stringify(spans)) last.to = weekday;
    else runs.push({ from: weekday, to: weekday, spans });
  }
  return runs;
}
