import { useRef } from "react";

/**
 * Rows in the order they had when the hold began (`hold` is then the sort in force), else in their own.
 * Rows that came meanwhile stand at the end; a new sort is obeyed at once.
 */
export function useHeldOrder<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  hold: string | null,
): readonly Row[] {
  const kept = useRef<{ hold: string; keys: readonly string[] } | null>(null);
  if (hold === null) kept.current = null;
  else if (kept.current?.hold !== hold) kept.current = { hold, keys: rows.map(keyOf) };
  if (!kept.current) return rows;
  const places = new Map(kept.current.keys.map((key, index) => [key, index]));
  const placeOf = (row: Row) => places.get(keyOf(row)) ?? places.size;
  return [...rows].sort((a, b) => placeOf(a) - placeOf(b));
}
