const DAY_MS = 24 * 3_600_000;
const YEAR_MS = 365.25 * DAY_MS;

/** Days after Easter Sunday, and days of the year as "month-day". */
const FRANCE = { easter: [1, 39, 50], fixed: ["1-1", "5-1", "5-8", "7-14", "8-15", "11-1", "11-11", "12-25"] };
const SPAIN = {
  easter: [-2],
  fixed: ["1-1", "1-6", "5-1", "8-15", "10-12", "11-1", "12-6", "12-8", "12-25"],
};
/** The shop sells in both countries, and most of it in France. */
const FRENCH_HOLIDAY = 0.68;
const SPANISH_HOLIDAY = 0.86;
const CLOSED_OFFICE = 0.08;

/** What a tyre shop sells over a year: tyres are changed in spring and before winter. Day and month, share of the strongest. */
const SEASON: readonly (readonly [month: number, day: number, share: number])[] = [
  [1, 1, 0.72],
  [2, 15, 0.62],
  [3, 15, 0.8],
  [4, 10, 0.95],
  [5, 15, 0.78],
  [7, 1, 0.74],
  [8, 10, 0.6],
  [9, 10, 0.76],
  [10, 15, 0.97],
  [11, 10, 1.06],
  [11, 28, 1.04],
  [12, 24, 0.7],
];

/** The shop grows by an eighth a year, and stands at 1 at the demo's own time; it does not grow for ever. */
const GROWTH = { perYear: 0.125, standsAt: Date.UTC(2026, 10, 22), least: 0.75, most: 1.05 };

/** What the time of the year makes of the shop's demand: season, growth and holidays of both countries. `day` counts local days since 1970. */
export function yearAt(day: number): number {
  const known = years.get(day);
  if (known !== undefined) return known;
  const at = day * DAY_MS;
  const grown = 1 + (GROWTH.perYear * (at - GROWTH.standsAt)) / YEAR_MS;
  const holiday = (isHoliday(FRANCE, day) ? FRENCH_HOLIDAY : 1) * (isHoliday(SPAIN, day) ? SPANISH_HOLIDAY : 1);
  const share = seasonAt(at) * holiday * Math.min(GROWTH.most, Math.max(GROWTH.least, grown));
  if (years.size > 2_000) years.clear();
  years.set(day, share);
  return share;
}

const years = new Map<number, number>();

/** What is left of office work on a local day: on French holidays nobody is in. */
export function officeDay(day: number): number {
  return isHoliday(FRANCE, day) ? CLOSED_OFFICE : 1;
}

function seasonAt(at: number): number {
  const year = new Date(at).getUTCFullYear();
  const points = [year - 1, year, year + 1].flatMap((one) =>
    SEASON.map(([month, day, share]) => ({ at: Date.UTC(one, month - 1, day), share })),
  );
  const after = points.findIndex((point) => point.at > at);
  const [from, to] = [points[after - 1], points[after]];
  if (!from || !to) return 1;
  const place = (at - from.at) / (to.at - from.at);
  return from.share + (to.share - from.share) * place * place * (3 - 2 * place);
}

function isHoliday({ easter, fixed }: typeof FRANCE, day: number): boolean {
  const date = new Date(day * DAY_MS);
  if (fixed.includes(`${date.getUTCMonth() + 1}-${date.getUTCDate()}`)) return true;
  return easter.includes(day - easterSunday(date.getUTCFullYear()));
}

/** Days since 1970 of the Gregorian Easter Sunday (the algorithm of Meeus, Jones and Butcher). */
function easterSunday(year: number): number {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const rest = year % 100;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const moon = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - moon - (rest % 4)) % 7;
  const late = Math.floor((golden + 11 * moon + 22 * weekday) / 451);
  const days = moon + weekday - 7 * late + 114;
  return Date.UTC(year, Math.floor(days / 31) - 1, (days % 31) + 1) / DAY_MS;
}
