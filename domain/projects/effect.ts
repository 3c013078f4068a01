const DAY_MS = 86_400_000;

/** The calendar day (YYYY-MM-DD) at an instant, in a time zone of the IANA list. */
export function dayIn(timeZone: string, at: Date): string {
  // Only the Swedish locale prints ISO days.
  return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(at);
}

/** Whether the name is a time zone that this Node can compute with. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return name !== "" && !/^[+-]/.test(name);
  } catch {
    return false;
  }
}

/** Of rows with a day of effect, the newest one in effect on `day`. */
export function inEffectOn<Row extends { readonly effectiveOn: string }>(rows: readonly Row[], day: string) {
  return rows
    .filter((row) => row.effectiveOn <= day)
    .reduce<Row | undefined>(
      (newest, row) => (newest && newest.effectiveOn >= row.effectiveOn ? newest : row),
      undefined,
    );
}

/**
 * Whether an agreed row may still be taken back: before its day of effect, or within 24 hours of being written,
 * so that a slip is corrected at once. Later it is part of what reports were computed from, and stays.
 */
export function isWithdrawable(
  row: { readonly effectiveOn: string; readonly createdAt: Date },
  timeZone: string,
  now: Date,
): boolean {
  return row.effectiveOn > dayIn(timeZone, now) || now.getTime() - row.createdAt.getTime() < DAY_MS;
}

/** The instant at which a calendar day (YYYY-MM-DD) begins in a time zone, also on the two days when clocks change. */
export function startOfDay(timeZone: string, day: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // The offset is read where midnight is first guessed, then once more where that guess falls.
  const guess = midnight - offsetMs(timeZone, midnight);
  return new Date(midnight - offsetMs(timeZone, guess));
}

/** The calendar day after a day. */
export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}

function offsetMs(timeZone: string, at: number): number {
  const wall = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" }).format(at);
  return Date.parse(`${wall.replace(" ", "T")}Z`) - Math.floor(at / 1000) * 1000;
}
