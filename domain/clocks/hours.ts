import type { MinuteRange } from "./calendar.ts";

export type HoursRefusal = "notHours" | "crossesMidnight" | "overlapping" | "tooMany";

const RANGE = /^(\d{1,2})[:hH](\d{2})?\s*[-–]\s*(\d{1,2})[:hH](\d{2})?$/;
const MOST_RANGES = 6;

/** Reads the hours of a day as somebody types them: "08:00-12:00, 14:00-18:30"; nothing for a closed day. */
export function parseHours(text: string): readonly MinuteRange[] | { refused: HoursRefusal } {
  const parts = text.split(",").map((part) => part.trim());
  if (parts.length === 1 && parts[0] === "") return [];
  if (parts.length > MOST_RANGES) return { refused: "tooMany" };
  const ranges: MinuteRange[] = [];
  for (const part of parts) {
    const match = RANGE.exec(part);
    if (!match) return { refused: "notHours" };
    const from = minutesOf(match[1], match[2]);
    const to = minutesOf(match[3], match[4]);
    if (from === undefined || to === undefined) return { refused: "notHours" };
    if (to <= from) return { refused: "crossesMidnight" };
    ranges.push({ from, to });
  }
  ranges.sort((one, other) => one.from - other.from);
  if (ranges.some(({ from }, index) => from < (ranges[index - 1]?.to ?? 0))) return { refused: "overlapping" };
  return ranges;
}

/** As parseHours reads them: "08:00-12:00, 14:00-24:00". */
export function printHours(ranges: readonly MinuteRange[]): string {
  return ranges.map(({ from, to }) => `${clockText(from)}-${clockText(to)}`).join(", ");
}

/** "08:05" for 485; "24:00" for the end of a day. */
export function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

function minutesOf(hours = "", minutes = "00"): number | undefined {
  const total = Number(hours) * 60 + Number(minutes);
  return Number(minutes) < 60 && total <= 1_440 ? total : undefined;
}
