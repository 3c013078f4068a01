import { everyPattern, type Found, type RemovedKind } from "./identifying-patterns.ts";
import { everyName, type KnownNames } from "./known-names.ts";

export type { KnownNames, RemovedKind };

export interface Removed {
  readonly kind: RemovedKind;
  /** As it stood in the text. */
  readonly text: string;
  readonly count: number;
}

/**
 * Takes out of a text what says whose it was: names of the client and of people, addresses of mail, web and machines,
 * telephone and order numbers. `by` says what stands in their place. What was taken out is returned, the commonest first:
 * somebody reads it, as no rule knows every name. Rather one word too many than one too few.
 */
export function anonymise(
  text: string,
  known: KnownNames,
  by: Readonly<Record<RemovedKind, string>>,
): { text: string; removed: Removed[] } {
  const plain = text.normalize("NFC");
  const taken: Found[] = [];
  const isTaken = new Uint8Array(plain.length);
  // What is found first keeps its place: "db-1.popgom.fr" is one address, not a machine and a client.
  for (const found of [...everyPattern(plain), ...everyName(plain, known)]) {
    if (isTaken.subarray(found.from, found.to).includes(1)) continue;
    isTaken.fill(1, found.from, found.to);
    taken.push(found);
  }
  taken.sort((one, other) => one.from - other.from);
  let written = "";
  let at = 0;
  for (const { kind, from, to } of taken) {
    written += plain.slice(at, from) + by[kind];
    at = to;
  }
  return { text: written + plain.slice(at), removed: counted(plain, taken) };
}

function counted(text: string, taken: readonly Found[]): Removed[] {
  const counts = new Map<string, Removed>();
  for (const { kind, from, to } of taken) {
    const said = text.slice(from, to);
    const key = `${kind} ${said.toLowerCase()}`;
    const before = counts.get(key);
    counts.set(key, { kind, text: before?.text ?? said, count: (before?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((one, other) => other.count - one.count);
}
