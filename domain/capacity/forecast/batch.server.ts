import { type Calibration, pooled } from "./calibration.ts";
import { daysOf } from "./days.ts";
import { DISKS, diskCalibration } from "./disk.ts";
import { forecastOf } from "./forecast.server.ts";
import { type Forecast, type History, LEAST_DAYS } from "./history.ts";
import { LOADS, loadCalibration } from "./load.server.ts";

/** Under so many days a history's own misses say too little of the months to come. */
const SHORT_DAYS = 90;

/** Forecasts of many histories, in their order. Short ones take after those of the same `alike` that are long enough. */
export function forecastsOf(histories: readonly History[]): Forecast[] {
  const days = histories.map(daysOf);
  const isShort = (at: number) => (days[at]?.measured ?? 0) < SHORT_DAYS;
  const pools = new Map<string, Calibration>();
  const poolOf = (word: string): Calibration => {
    const known = pools.get(word);
    if (known) return known;
    const others = histories.flatMap((history, at) => (wordOf(history) === word && !isShort(at) ? [at] : []));
    const disk = word.startsWith("disk");
    const calibrations = others.map((at) => {
      const values = days[at]?.values ?? new Float64Array();
      return disk ? diskCalibration(values) : loadCalibration(values, 1);
    });
    const pool = pooled(calibrations, disk ? DISKS : LOADS);
    pools.set(word, pool);
    return pool;
  };
  return histories.map((history, at) => {
    const tooShort = (days[at]?.measured ?? 0) < LEAST_DAYS;
    return forecastOf(history, { alike: isShort(at) && !tooShort ? poolOf(wordOf(history)) : undefined });
  });
}

function wordOf({ kind, alike }: History): string {
  return `${kind} ${alike ?? ""}`;
}
