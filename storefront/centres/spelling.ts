import { folded, placeOf } from "./places.ts";
import { type Country, TOWNS } from "./towns.ts";

const MOST = 3;

/**
 * What a shopper may have meant by a place that we do not know: towns spelt nearly so, nearest first, those of `at` before
 * others; of four figures the postcode whose zero a spreadsheet has eaten.
 */
export function nearSpellings(query: string, at: Country): string[] {
  const asked = folded(query);
  if (/^\d{4}$/.test(asked)) return placeOf(`0${asked}`, at) ? [`0${asked}`] : [];
  if (asked.length < 3 || /\d/.test(asked)) return [];
  const allowed = asked.length < 5 ? 1 : Math.ceil(asked.length / 3);
  return TOWNS.map((town) => ({ town, gap: gapTo(asked, folded(town.name)) }))
    .filter(({ gap }) => gap <= allowed)
    .sort((one, other) => one.gap - other.gap || Number(other.town.country === at) - Number(one.town.country === at))
    .slice(0, MOST)
    .map(({ town }) => town.name);
}

/** To the whole name, or to as many of its first letters as were typed: who misspells a long name often stops half-way. */
function gapTo(asked: string, name: string): number {
  return Math.min(editDistance(asked, name), editDistance(asked, name.slice(0, asked.length)) + 0.5);
}

/** Letters to insert, remove, replace or swap with their neighbour (optimal string alignment). */
export function editDistance(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_zero, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      let least = Math.min(at(last, column) + 1, at(next, column - 1) + 1, at(last, column - 1) + (isSame ? 0 : 1));
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        least = Math.min(least, at(before, column - 2) + 1);
      }
      next.push(least);
    }
    before = last;
    last = next;
  }
  return at(last, other.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? 0;
}
