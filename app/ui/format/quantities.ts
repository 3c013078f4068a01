import type { Locale } from "#app/ui/locale.ts";

import { HABITS, UNIT_SPACE } from "./words.ts";

/** A number and its unit apart, for readouts that print the unit smaller. */
export interface Quantity {
  readonly number: string;
  readonly unit: string;
}

export function number(locale: Locale, value: number, decimals = 0): string {
  const { decimal, group } = HABITS[locale];
  const [whole = "", fraction] = Math.abs(value).toFixed(decimals).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  const isZero = !/[1-9]/.test(whole + (fraction ?? ""));
  return `${value < 0 && !isZero ? "−" : ""}${grouped}${fraction ? decimal + fraction : ""}`;
}

/** `ratio` from 0 to 1 (or above, when a contract is exceeded). */
export function percent(locale: Locale, ratio: number, decimals = 0): string {
  return number(locale, ratio * 100, decimals) + HABITS[locale].percent;
}

/** Disks and transfers count by 1000; memory is sold and counted by 1024. Both are written Go or GB, as contracts are. */
export function bytes(locale: Locale, value: number, base: 1000 | 1024 = 1000): Quantity {
  return scaled(locale, value, base, HABITS[locale].byteUnits);
}

export function bytesPerSecond(locale: Locale, value: number): Quantity {
  const { number: digits, unit } = bytes(locale, value);
  return { number: digits, unit: unit + HABITS[locale].perSecond };
}

export function bitsPerSecond(locale: Locale, value: number): Quantity {
  return scaled(locale, value, 1000, ["bit/s", "kbit/s", "Mbit/s", "Gbit/s", "Tbit/s"]);
}

export function join({ number: digits, unit }: Quantity): string {
  return unit ? `${digits}${UNIT_SPACE}${unit}` : digits;
}

/** One decimal under ten, none above, and never a useless zero: 2 Go, 7,8 Go, 128 Go. */
export function brief(locale: Locale, value: number): string {
  const decimals = Math.abs(value) < 9.95 && Math.abs(value * 10 - Math.round(value) * 10) >= 0.5 ? 1 : 0;
  return number(locale, value, decimals);
}

function scaled(locale: Locale, value: number, base: number, units: readonly string[]): Quantity {
  let rest = value;
  let step = 0;
  // 999.6 Mbit/s would print as 1000: it is the next unit already. Contracted "1 200 Go" stays in Go below ten thousand.
  while (Math.abs(rest) >= (step >= 2 ? largestShown(units[step]) : base - 0.5) && step < units.length - 1) {
    rest /= base;
    step += 1;
  }
  return { number: brief(locale, rest), unit: units[step] ?? "" };
}

/** Gigabytes and megabits are what contracts are written in, so they are kept up to four digits. */
function largestShown(unit: string | undefined): number {
  return unit === "Go" || unit === "GB" || unit === "Mbit/s" ? 9_999.5 : 999.5;
}
