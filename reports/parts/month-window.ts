import { type Month, monthAfter } from "#domain/availability/months.ts";

const DAY_MS = 86_400_000;

/** The query by which charts of the extranet show exactly a month: "from=2026-10-01&to=2026-10-31", its last day whole. */
export function monthWindow(month: Month): string {
  const last = new Date(Date.parse(`${monthAfter(month, 1)}-01`) - DAY_MS).toISOString().slice(0, 10);
  return `from=${month}-01&to=${last}`;
}
