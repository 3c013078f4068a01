/*
 * How wide a band has to be. A model's own idea of it is too narrow (its parameters were fitted to what it is judged by),
 * so a series is forecast again from days of its past, and the band takes in 80 and 95 of 100 of the misses, by how far
 * ahead they were. Where a series is too short for that, it counts as others of its kind.
 */

/** Misses of one lead, in the unit of the model (for a load, its mean change from week to week). */
export interface LeadMisses {
  readonly within80: number;
  readonly within95: number;
  /** How many forecasts that do not overlap they come from. */
  readonly worth: number;
}

/** One for each of LEADS. */
export type Calibration = readonly LeadMisses[];

/** Days ahead up to which misses count together. */
export const LEADS = [1, 3, 7, 14, 30, 60, 90, 180] as const;

/** A series' own misses count as much as those of its kind once it has so many forecasts of that lead. */
const DOUBT = 3;
/** What misses less far ahead say of those further ahead that were hardly tried: half. */
const HANDED_ON = 0.5;

/** Where the lead of so many days belongs. */
export function leadOf(days: number): number {
  const lead = LEADS.findIndex((most) => days <= most);
  return lead < 0 ? LEADS.length - 1 : lead;
}

/** Of misses in the model's unit, absolute, one list for each lead; of `origins` forecasts in `spanDays` of the past. */
export function calibrationOf(misses: readonly number[][], origins: number, spanDays: number): Calibration {
  return misses.map((list, lead) => {
    const sorted = Float64Array.from(list).sort();
    const before = LEADS[lead - 1] ?? 0;
    const worth = sorted.length === 0 ? 0 : Math.max(0, spanDays - before) / (LEADS[lead] ?? 1);
    // As in split conformal prediction (https://arxiv.org/abs/2107.07511): of n misses the next one counts too. The many
    // misses of one forecast resemble each other: they count for two.
    const share = (level: number) => Math.min(1, level * (1 + 0.5 / Math.max(1, origins)));
    return { within80: quantile(sorted, share(0.8)), within95: quantile(sorted, share(0.95)), worth };
  });
}

/** What series of one kind have in common: the geometric mean of their misses. Of a lead that nobody has, the kind's own. */
export function pooled(calibrations: readonly Calibration[], kind: Calibration): Calibration {
  return kind.map((own, lead) => {
    const known = calibrations.map((one) => one[lead]).filter((misses) => misses !== undefined && misses.worth > 0);
    let [sum80, sum95, total] = [Math.log(own.within80), Math.log(own.within95), 1];
    for (const misses of known as LeadMisses[]) {
      const weight = Math.min(1, misses.worth / DOUBT);
      sum80 += weight * Math.log(Math.max(misses.within80, own.within80 / 20));
      sum95 += weight * Math.log(Math.max(misses.within95, own.within95 / 20));
      total += weight;
    }
    return { within80: Math.exp(sum80 / total), within95: Math.exp(sum95 / total), worth: DOUBT };
  });
}

/** A series' own misses, and where it has few, those of its kind, stretched as its own were for less far ahead. */
export function settled(own: Calibration, kind: Calibration): Calibration {
  let stretch80 = 1;
  let stretch95 = 1;
  return kind.map((pool, lead) => {
    const misses = own[lead];
    if (misses && misses.worth > 0) {
      const belief = misses.worth / (misses.worth + DOUBT);
      stretch80 =
        (Math.max(misses.within80, pool.within80 / 20) / pool.within80) ** belief *
        stretch80 ** (HANDED_ON * (1 - belief));
      stretch95 =
        (Math.max(misses.within95, pool.within95 / 20) / pool.within95) ** belief *
        stretch95 ** (HANDED_ON * (1 - belief));
    }
    return { within80: pool.within80 * stretch80, within95: pool.within95 * stretch95, worth: pool.worth };
  });
}

const MIDDLES = LEADS.map((most, lead) => (most + (LEADS[lead - 1] ?? 0)) / 2);
/** Days ahead beyond which nothing was tried. */
export const FURTHEST_LEAD = MIDDLES.at(-1) ?? 0;

/** Half a band's width so many days ahead, in the model's unit: leads are joined by lines. */
export function halfWidth(calibration: Calibration, days: number, band: "within80" | "within95"): number {
  const next = MIDDLES.findIndex((middle) => middle >= days);
  const at = (lead: number) => calibration[lead]?.[band] ?? 0;
  if (next === 0) return at(0);
  // Beyond what anybody could try, misses go on like those of a random walk.
  if (next < 0) return at(LEADS.length - 1) * Math.sqrt(days / FURTHEST_LEAD);
  const part = (days - (MIDDLES[next - 1] ?? 0)) / ((MIDDLES[next] ?? 0) - (MIDDLES[next - 1] ?? 0));
  return at(next - 1) + part * (at(next) - at(next - 1));
}

function quantile(sorted: Float64Array, share: number): number {
  if (sorted.length === 0) return 0;
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? 0;
  return below + (at - Math.floor(at)) * ((sorted[Math.ceil(at)] ?? below) - below);
}
